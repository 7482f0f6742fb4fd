/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.snapshot.StateReader;
import io.novaring.engine.snapshot.StateWriter;
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

    /** Far beyond any limit, and still without an overflow. */
    private static final long LIMIT_VALUE_MAX = 100_000_000_000_000_000L;

    private final StageOutput out;
    private final StageCounters<Counter> counters;
    private final Listener listener;
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
        THROTTLED,
        /** Limits set by the venue's answers or by the program. */
        LIMITS_SET,
        /** Limits that no pool can have; left as they were. */
        LIMITS_REFUSED
    }

    /**
     * Learns what this stage notes, to answer beforehand what it would say. Called on its thread;
     * must neither block nor throw. A replay has none.
     */
    public interface Listener {
        /** Nobody wants to know. */
        Listener NONE = new Listener() {};

        /** A request went out and was paid for. */
        default void onDebit(
                final int connectionId,
                final int requestType,
                final long requestId,
                final long nowNs) {}

        /** The venue answered that it was too much: nothing is sent until then. */
        default void onPause(final int connectionId, final long untilNs, final long nowNs) {}

        /** A pool has these limits from now on. */
        default void onLimit(
                final int connectionId,
                final int pool,
                final long cap,
                final long refillPerSecond,
                final long nowNs) {}
    }

    /**
     * @param clients one for each connection, in the order of their connection ids.
     */
    public RateLimitStage(final List<VenueClient> clients) {
        this(clients, Listener.NONE);
    }

    /**
     * @param clients one for each connection, in the order of their connection ids.
     * @param listener learns what is noted; nothing here depends on it.
     */
    public RateLimitStage(final List<VenueClient> clients, final Listener listener) {
        this.listener = listener;
        // This stage sends nothing.
        out = new StageOutput(STAGE, null);
        counters = new StageCounters<>(Counter.class, out);
        limits = new Limit[clients.size()];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = new Limit(i, clients.get(i).rateLimits());
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

    /** Writes down what is left in every pool; this stage's thread, between two events. */
    public void write(final StateWriter target) {
        for (final Limit limit : limits) {
            target.number(limit.pausedUntilNs);
            limit.ledger.write(target);
        }
    }

    /** Goes on from what {@link #write} wrote, in a stage that has seen no event. */
    public void read(final StateReader source) {
        for (final Limit limit : limits) {
            limit.pausedUntilNs = source.number();
            limit.ledger.read(source);
        }
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        if (event.connectionId >= 0 && event.connectionId < limits.length) {
            limits[event.connectionId].onEvent(event);
        }
    }

    /** The limit of one connection. */
    private final class Limit implements RateLimitHandler.LimitSink {
        private final int connectionId;
        private final RateLimitHandler handler;
        private final CreditLedger ledger;
        private final int poolCount;
        private long nowNs;
        private long pausedUntilNs;
        private boolean hasNewLimits;

        Limit(final int connectionId, final RateLimitHandler handler) {
            this.connectionId = connectionId;
            this.handler = handler;
            this.ledger = new CreditLedger(handler.pools());
            this.poolCount = handler.pools().size();
        }

        void onEvent(final MarketEvent event) {
            nowNs = event.receivedTimeNs;
            ledger.refill(nowNs);
            if (event.origin == Origin.OUTBOUND) {
                debit(event);
            } else if (event.kind == EventKind.ERROR && event.origin == Origin.INBOUND) {
                pause(event);
            } else if (event.kind == EventKind.RESPONSE) {
                handler.readLimits(event, this);
            } else if (event.origin == Origin.COMMAND && event.code == CommandType.LIMIT.code()) {
                readCommand(event);
            }
            ledger.writeTo(event.credits);
            if (hasNewLimits) {
                hasNewLimits = false;
                event.hasNewLimits = true;
                ledger.writeCapsTo(event.creditCaps);
            }
            final long untilNs = nowNs < pausedUntilNs ? pausedUntilNs : 0;
            if (event.pausedUntilNs != untilNs) {
                event.pausedUntilNs = untilNs;
            }
        }

        @Override
        public void limit(final int pool, final long cap, final long refillPerSecond) {
            final boolean isPool = pool >= 0 && pool < poolCount;
            if (!isPool || !CreditLedger.isLimit(cap, refillPerSecond)) {
                counters.increment(Counter.LIMITS_REFUSED);
                return;
            }
            ledger.limit(pool, cap, refillPerSecond);
            hasNewLimits = true;
            listener.onLimit(connectionId, pool, cap, refillPerSecond, nowNs);
            counters.increment(Counter.LIMITS_SET);
            out.mix(cap * 31 + refillPerSecond << 3 | pool);
        }

        /** Three numbers with a blank between, as {@link CommandType#LIMIT} says. */
        private void readCommand(final MarketEvent event) {
            final long[] values = new long[3];
            int at = 0;
            for (int i = 0; i < event.rawLength; i++) {
                final int digit = event.raw[i] - '0';
                if (event.raw[i] == ' ' && at < 2) {
                    at++;
                } else if (digit >= 0 && digit <= 9 && values[at] < LIMIT_VALUE_MAX) {
                    values[at] = values[at] * 10 + digit;
                } else {
                    values[0] = MarketEvent.NONE;
                    break;
                }
            }
            limit((int) values[0], at == 2 ? values[1] : 0, values[2]);
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
            listener.onDebit(connectionId, event.code, event.requestId, nowNs);
        }

        private void pause(final MarketEvent event) {
            final long pauseNs = handler.pauseNs(event);
            if (pauseNs > 0) {
                counters.increment(Counter.THROTTLED);
                final boolean overflows = pauseNs > Long.MAX_VALUE - nowNs;
                final long untilNs = overflows ? Long.MAX_VALUE : nowNs + pauseNs;
                pausedUntilNs = Math.max(pausedUntilNs, untilNs);
                out.mix(pausedUntilNs);
                listener.onPause(connectionId, pausedUntilNs, nowNs);
            }
        }
    }
}
