/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import io.novaring.codec.MarketEvent;
import java.util.List;

/**
 * What the venue's limiter allows. Stages 2, 3 and 4; pools, costs and floors also any thread that
 * submits an order. Every method is a pure function.
 */
public interface RateLimitHandler {
    /** A venue that counts nothing. */
    RateLimitHandler UNLIMITED = new Unlimited();

    /** The credit pools of a connection, at most {@link MarketEvent#CREDIT_POOLS_MAX}; constant. */
    List<CreditPool> pools();

    /** Index of the pool a request draws from. */
    int poolOf(int requestType);

    /** What a request costs there. */
    long costOf(int requestType);

    /**
     * Credits of a pool that only heartbeats may use: an answer to the venue's question must go out
     * whatever else was asked for.
     */
    default long reserveOf(final int pool) {
        return 0;
    }

    /**
     * Credits that a request of this type must leave in its pool, so that dearer wishes find some:
     * heartbeats come before cancels, cancels before orders, orders before the rest.
     */
    default long floorOf(final int requestType) {
        return reserveOf(poolOf(requestType));
    }

    /**
     * The {@link #floorOf} of a request where its pool holds less than at the start: the same part
     * of what it holds, rounded up, and never so much that a full pool could not carry the request.
     *
     * @param cap the most the pool holds now.
     */
    default long floorOf(final int requestType, final long cap) {
        final long floor = floorOf(requestType);
        final long firstCap = pools().get(poolOf(requestType)).cap();
        if (floor == 0 || cap >= firstCap) {
            return floor;
        }
        final long part = (floor * cap + firstCap - 1) / firstCap;
        return Math.min(part, Math.max(0, cap - costOf(requestType)));
    }

    /**
     * How long to send nothing after this error.
     *
     * @return nanoseconds, 0 when the error is no throttle answer.
     */
    long pauseNs(MarketEvent error);

    /**
     * Reads limits that the venue tells in an answer, such as those of the account's tier. Stage 2.
     */
    default void readLimits(final MarketEvent response, final LimitSink sink) {}

    /** Takes limits the venue announced. */
    interface LimitSink {
        /** The pool has these limits from now on; what is in it is cut to the new cap. */
        void limit(int pool, long cap, long refillPerSecond);
    }

    /**
     * A pool of credits that refills steadily up to its cap.
     *
     * @param name for counters and logs.
     * @param cap the most it holds, and what it holds at the start of a session.
     * @param refillPerSecond credits that come back each second.
     */
    record CreditPool(String name, long cap, long refillPerSecond) {
        public CreditPool {
            if (cap <= 0 || refillPerSecond <= 0) {
                throw new IllegalArgumentException(
                        "cap and refillPerSecond must be above 0: " + cap + ", " + refillPerSecond);
            }
        }
    }

    /** One pool that nothing draws from. */
    final class Unlimited implements RateLimitHandler {
        private static final List<CreditPool> POOLS = List.of(new CreditPool("unlimited", 1, 1));

        @Override
        public List<CreditPool> pools() {
            return POOLS;
        }

        @Override
        public int poolOf(final int requestType) {
            return 0;
        }

        @Override
        public long costOf(final int requestType) {
            return 0;
        }

        @Override
        public long pauseNs(final MarketEvent error) {
            return 0;
        }
    }
}
