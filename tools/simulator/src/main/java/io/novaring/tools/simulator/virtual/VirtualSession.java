/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import io.novaring.tools.simulator.channel.Subscriber;
import io.novaring.tools.simulator.limit.Credits;
import io.novaring.tools.simulator.schedule.LivenessCheck;
import io.novaring.tools.simulator.trading.TradingSession;
import io.novaring.tools.simulator.wire.FrameWriter;

/** A connection to the venue of a backtest. One thread, the exchange's. */
public final class VirtualSession {
    // As a peer that goes away without a close frame is told of.
    private static final int ABNORMAL = 1006;

    boolean loggedIn;
    boolean cancelsOnDisconnect;

    /** Its orders are cancelled for good: what waits for its turn never has one. */
    boolean over;

    /** Of requests before a login. */
    final Credits credits = new Credits();

    final Line line = new Line();
    final LivenessCheck liveness = new LivenessCheck(line, 1);
    private boolean open = true;
    private final int number;
    private final FrameSink out;
    private final VirtualExchange exchange;

    VirtualSession(final int number, final FrameSink out, final VirtualExchange exchange) {
        this.number = number;
        this.out = out;
        this.exchange = exchange;
    }

    /**
     * A request has arrived. Nothing comes of it once the connection is not open.
     *
     * @param bytes JSON, UTF-8; the request is the first {@code length}.
     * @param nowNs when; one that lies before what the exchange was told already counts as now.
     */
    public void onFrame(final byte[] bytes, final int length, final long nowNs) {
        if (open) {
            exchange.onFrame(this, bytes, length, nowNs);
        }
    }

    /** The connection is lost: cancel on disconnect applies, after the venue's delay. */
    public void disconnect(final long nowNs) {
        if (open) {
            exchange.onDisconnect(this, nowNs);
        }
    }

    /** False once it was disconnected, or the venue has ended it. */
    public boolean isOpen() {
        return open;
    }

    /** As orders remember it; from 1. */
    public int number() {
        return number;
    }

    void send(final FrameWriter frame, final long venueTimeNs) {
        if (open) {
            final byte[] payload = frame.payload();
            out.onFrame(payload, payload.length, venueTimeNs);
        }
    }

    /** Nothing comes or goes any more. */
    void shut() {
        open = false;
        liveness.stop();
    }

    /** The venue ends it without a word. */
    void end(final String reason) {
        end(ABNORMAL, reason);
    }

    void end(final int code, final String reason) {
        if (open) {
            final long nowNs = exchange.nowNs();
            exchange.leave(this);
            out.onClosed(code, reason, nowNs);
        }
    }

    /** The session as the trading methods and the liveness check know it. */
    final class Line extends Subscriber implements TradingSession, LivenessCheck.Line {
        private long channelFrames;

        @Override
        public String account() {
            return exchange.accountName();
        }

        @Override
        public int connectionNumber() {
            return number;
        }

        @Override
        public Subscriber subscriber() {
            return this;
        }

        @Override
        protected void publish(final FrameWriter frame, final long dueNs) {
            channelFrames++;
            VirtualSession.this.send(frame, dueNs);
        }

        @Override
        public long channelFrameCount() {
            return channelFrames;
        }

        @Override
        public void send(final FrameWriter frame, final long nowNs) {
            VirtualSession.this.send(frame, nowNs);
        }

        @Override
        public void onTestSent() {}

        @Override
        public void onTestAnswered() {}

        @Override
        public void onSilence() {
            end(LivenessCheck.CODE, LivenessCheck.REASON);
        }
    }
}
