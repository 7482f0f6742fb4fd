/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.RateLimitHandler.CreditPool;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says at once, on the caller's thread, whether an order has credits, and if not, when it will. One
 * bucket for each pool of a connection; any thread; no lock, no allocation on the way of an order.
 *
 * <p>A bucket is one number: the time at which it is full again. A request moves that time on by
 * what it costs, in nanoseconds of refill rounded up, and passes when the time is then no further
 * ahead of now than the bucket is deep, rounded down. So no window of t ever sees more than cap +
 * refill · t admitted, and the wait that is told is exact: after it the request passes unless
 * another came first.
 *
 * <p><b>Why stage 2 admits what is admitted here.</b> Stage 2 keeps the account that decides; this
 * one is asked beforehand, so that a caller need not wait for the ring. Both begin full and refill
 * at the same rate. Whatever stage 2 debits is debited here: a request that passed here when it
 * passed, anything else the moment stage 2 sees it go out. Of a throttle answer both keep the
 * pause, and here all pools count as empty besides. What is left is time: stage 2 debits at the
 * time of the outbound event, which is later than the one given here, and has refilled that much
 * less. {@link #SLACK_MS} of refill are therefore left in the bucket, unless that would keep a
 * single request out of a full one. Only when the way to the socket takes longer than that, or when
 * requests of other stages are under way, or cancels wait that found no credits, does stage 4
 * refuse what passed here; nothing is sent then that stage 2 does not cover.
 *
 * <p>Credits of a request that was refused behind this gate, or not sent, are not given back.
 * Taking the cost off the time again would be too much once the bucket has filled meanwhile: the
 * cost would then be forgiven to somebody else. What is lost comes back with the refill.
 */
final class CreditGate {
    /** What {@link #tryTake} answers when no time helps: it costs more than its pool can hold. */
    static final long NEVER = Long.MAX_VALUE;

    /** Refill that is left in a bucket for the way from here to the socket. */
    static final long SLACK_MS = 10;

    private static final long SLACK_NS = SLACK_MS * 1_000_000;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long CLOSED = Long.MAX_VALUE;

    /** Far beyond any limit, and still without an overflow. */
    private static final long CREDITS_MAX = Long.MAX_VALUE / NS_PER_SECOND / 4;

    private final RateLimitHandler limits;
    private final Pool[] pools;

    // Written by the thread of stage 2, read by those that ask.
    private volatile long pausedUntilNs;

    CreditGate(final RateLimitHandler limits) {
        this.limits = limits;
        final List<CreditPool> given = limits.pools();
        pools = new Pool[given.size()];
        for (int i = 0; i < pools.length; i++) {
            pools[i] = new Pool(given.get(i));
        }
    }

    /**
     * Takes the credits of a request, or nothing.
     *
     * @param nowNs epoch nanoseconds of the engine's clock.
     * @return 0 when it may go out; else nanoseconds to wait, or {@link #NEVER}.
     */
    long tryTake(final int requestType, final long nowNs) {
        final Pool pool = pools[limits.poolOf(requestType)];
        final long cost = limits.costOf(requestType);
        final long floor = limits.floorOf(requestType, pool.cap());
        final long pauseNs = Math.max(0, pausedUntilNs - nowNs);
        if (pauseNs > 0) {
            final long waitNs = pool.waitNs(cost, floor, nowNs);
            return Math.max(pauseNs, waitNs);
        }
        return pool.tryTake(cost, floor, nowNs);
    }

    /** A request goes out that did not pass here; any thread. */
    void debit(final int requestType, final long nowNs) {
        pools[limits.poolOf(requestType)].debit(limits.costOf(requestType), nowNs);
    }

    /** The venue answered that it was too much: nothing passes until then; stage 2. */
    void pause(final long untilNs, final long nowNs) {
        for (final Pool pool : pools) {
            pool.empty(nowNs);
        }
        pausedUntilNs = Math.max(pausedUntilNs, untilNs);
    }

    /** A pool has other limits from now on; stage 2. */
    void limit(final int pool, final long cap, final long refillPerSecond, final long nowNs) {
        pools[pool].limit(cap, refillPerSecond, nowNs);
    }

    /** Time in which so many credits come back, rounded up. */
    private static long costNs(final long cost, final long refillPerSecond) {
        final long units = Math.min(cost, CREDITS_MAX) * NS_PER_SECOND;
        return units / refillPerSecond + (units % refillPerSecond == 0 ? 0 : 1);
    }

    /** One pool: a bucket, and another one when its limits change. */
    private static final class Pool {
        // Replaced by the thread of stage 2 alone; one that is replaced is closed first.
        private volatile Bucket bucket;

        Pool(final CreditPool pool) {
            bucket = new Bucket(pool.cap(), pool.refillPerSecond(), 0);
        }

        long cap() {
            return bucket.cap;
        }

        long tryTake(final long cost, final long floor, final long nowNs) {
            long waitNs = bucket.tryTake(cost, floor, nowNs);
            while (waitNs == Bucket.REPLACED) {
                // For as long as it takes to make the next one.
                Thread.onSpinWait();
                waitNs = bucket.tryTake(cost, floor, nowNs);
            }
            return waitNs;
        }

        long waitNs(final long cost, final long floor, final long nowNs) {
            final Bucket current = bucket;
            final long fullAtNs = current.fullAtNs.get();
            return fullAtNs == CLOSED
                    ? 0
                    : Math.max(0, current.waitNs(cost, floor, fullAtNs, nowNs));
        }

        void debit(final long cost, final long nowNs) {
            bucket.debit(cost, nowNs);
        }

        void empty(final long nowNs) {
            bucket.empty(nowNs);
        }

        /** What was taken of the old bucket is missing in the new one, as far as it can miss. */
        void limit(final long cap, final long refillPerSecond, final long nowNs) {
            final Bucket old = bucket;
            final long fullAtNs = old.fullAtNs.getAndSet(CLOSED);
            final long oldNs = Math.min(old.depthNs, Math.max(0, fullAtNs - nowNs));
            // In credits, rounded up; a time to fill is bounded by the depth, so this cannot
            // overflow: the depth times the refill is the cap.
            final long missing = (oldNs * old.refillPerSecond + NS_PER_SECOND - 1) / NS_PER_SECOND;
            final long kept = Math.max(0, old.cap - missing);
            final long missingNow = cap - Math.min(cap, kept);
            bucket = new Bucket(cap, refillPerSecond, nowNs + costNs(missingNow, refillPerSecond));
        }
    }

    /** A bucket of fixed depth. */
    private static final class Bucket {
        static final long REPLACED = -1;

        private final long cap;
        private final long refillPerSecond;
        private final long depthNs;
        private final AtomicLong fullAtNs;

        Bucket(final long cap, final long refillPerSecond, final long fullAtNs) {
            this.cap = cap;
            this.refillPerSecond = refillPerSecond;
            this.depthNs = depthNs(cap);
            this.fullAtNs = new AtomicLong(fullAtNs);
        }

        /** Time in which so many credits come back, rounded down. */
        private long depthNs(final long credits) {
            return Math.min(credits, CREDITS_MAX) * NS_PER_SECOND / refillPerSecond;
        }

        long tryTake(final long cost, final long floor, final long nowNs) {
            while (true) {
                final long before = fullAtNs.get();
                if (before == CLOSED) {
                    return REPLACED;
                }
                final long waitNs = waitNs(cost, floor, before, nowNs);
                if (waitNs > 0) {
                    return waitNs;
                }
                final long after = Math.max(before, nowNs) + costNs(cost, refillPerSecond);
                if (fullAtNs.compareAndSet(before, after)) {
                    return 0;
                }
            }
        }

        /** How long until the request passes; 0 and below when it does. */
        long waitNs(final long cost, final long floor, final long before, final long nowNs) {
            if (cost <= 0) {
                return 0;
            }
            if (cost > cap - floor) {
                return NEVER;
            }
            // Rounded, one that needs all there is may seem to need a nanosecond more.
            final long spareNs = Math.max(0, depthNs(cap - floor) - costNs(cost, refillPerSecond));
            return Math.max(0, before - nowNs) - Math.max(0, spareNs - SLACK_NS);
        }

        void debit(final long cost, final long nowNs) {
            final long costNs = costNs(cost, refillPerSecond);
            while (true) {
                final long before = fullAtNs.get();
                // Never beyond empty: so does the ledger.
                final long after = Math.min(Math.max(before, nowNs) + costNs, nowNs + depthNs);
                if (before == CLOSED || after <= before || fullAtNs.compareAndSet(before, after)) {
                    return;
                }
            }
        }

        void empty(final long nowNs) {
            final long after = nowNs + depthNs;
            while (true) {
                final long before = fullAtNs.get();
                if (before == CLOSED || before >= after || fullAtNs.compareAndSet(before, after)) {
                    return;
                }
            }
        }
    }
}
