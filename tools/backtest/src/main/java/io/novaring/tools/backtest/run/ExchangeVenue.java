/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.run;

import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.timeline.VirtualVenue;
import io.novaring.tools.simulator.virtual.FrameSink;
import io.novaring.tools.simulator.virtual.VirtualExchange;
import io.novaring.tools.simulator.virtual.VirtualSession;

/** The simulator's exchange as the venue of a timeline. One thread. */
final class ExchangeVenue implements VirtualVenue {
    private final VirtualExchange exchange;

    ExchangeVenue(final VirtualExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void onMarket(final MarketEvent event, final String instrument, final long timeNs) {
        exchange.onMarket(event, instrument, timeNs);
    }

    @Override
    public void onLost(final String instrument, final long timeNs) {
        exchange.onLost(instrument, timeNs);
    }

    @Override
    public Session connect(final Replies replies, final long timeNs) {
        return new ExchangeSession(exchange.connect(new ToReplies(replies), timeNs));
    }

    @Override
    public long nextDueNs() {
        return exchange.nextDueNs();
    }

    @Override
    public void run(final long untilNs) {
        exchange.run(untilNs);
    }

    private record ToReplies(Replies replies) implements FrameSink {
        @Override
        public void onFrame(final byte[] bytes, final int length, final long venueTimeNs) {
            replies.onMessage(bytes, length, venueTimeNs);
        }

        @Override
        public void onClosed(final int code, final String reason, final long venueTimeNs) {
            replies.onClose(code, reason, venueTimeNs);
        }
    }

    private record ExchangeSession(VirtualSession session) implements Session {
        @Override
        public void onMessage(final byte[] message, final int length, final long timeNs) {
            if (session.isOpen()) {
                session.onFrame(message, length, timeNs);
            }
        }

        @Override
        public void onDisconnect(final long timeNs) {
            if (session.isOpen()) {
                session.disconnect(timeNs);
            }
        }
    }
}
