/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.VenueClient;
import java.util.List;

/**
 * Stage 2: keeps the account of each connection's credits from what went out and the time that
 * passed, and writes what is left into every event, so that later stages need no shared state.
 *
 * <p>A new session does not fill the pools: venues count by account or address, not by socket.
 */
public final class RateLimitStage implements Stage {
    static final int STAGE = 2;

    private final StageOutput out;
    private final StageCounters<Counter> counters;
    private final Limit[] limits;

    /** What this stage counts. */
    public enum Counter {
        /** Requests that went out and were paid for. */
        DEBITED,
        /** Requests that never reached the socket. */
        UNSENT,
        /** Requests that went out though their pool did not hold enough. */
        OVERDRAWN,
        /** Answers of the venue that it was too much. */
        THROTTLED
    }

    /**
     * @param clients one for each connection, in the order of their connection ids.
     */
    public RateLimitStage(final List<VenueClient> clients) {
        // This stage sends nothing.
        out = new StageOutput(STAGE, null);
        counters = new StageCounters<>(Counter.class, out);
        limits = new Limit[clients.size()];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = new Limit(clients.get(i).rateLimits());
        }
    }

    @Override
    public String name() {
        return "rate-limit";
    }

    @Override
    public long stateHash() {
        return out.hash();
    }

    /** Any thread. */
    public StageCounters<Counter> counters() {
        return counters;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        if (event.connectionId >= 0 && event.connectionId < limits.length) {
            limits[event.connectionId].onEvent(event);
        }
    }

    /** The limit of one connection. */
    private final class Limit {
        private final RateLimitHandler handler;
        private final CreditLedger ledger;
        private long pausedUntilNs;

        Limit(final RateLimitHandler handler) {
            this.handler = handler;
            this.ledger = new CreditLedger(handler.pools());
        }

        void onEvent(final MarketEvent event) {
            ledger.refill(event.receivedTimeNs);
            if (event.origin == Origin.OUTBOUND) {
                debit(event);
            } else if (event.kind == EventKind.ERROR && event.origin == Origin.INBOUND) {
                pause(event);
            }
            ledger.writeTo(event.credits);
            event.pausedUntilNs = event.receivedTimeNs < pausedUntilNs ? pausedUntilNs : 0;
        }

        private void debit(final MarketEvent event) {
            if (event.hasFlag(MarketEvent.UNSENT)) {
                counters.increment(Counter.UNSENT);
                return;
            }
            if (event.code < 1 || event.code > RequestType.MAX) {
                return;
            }
            final int pool = handler.poolOf(event.code);
            final boolean isCovered = ledger.debit(pool, handler.costOf(event.code));
            counters.increment(isCovered ? Counter.DEBITED : Counter.OVERDRAWN);
            out.mix(ledger.units(pool));
        }

        private void pause(final MarketEvent event) {
            final long pauseNs = handler.pauseNs(event);
            if (pauseNs > 0) {
                counters.increment(Counter.THROTTLED);
                pausedUntilNs = Math.max(pausedUntilNs, event.receivedTimeNs + pauseNs);
                out.mix(pausedUntilNs);
            }
        }
    }
}
