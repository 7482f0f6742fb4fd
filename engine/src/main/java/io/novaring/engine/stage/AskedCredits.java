/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.snapshot.StateReader;
import io.novaring.engine.snapshot.StateWriter;
import io.novaring.engine.venue.RateLimitHandler;
import java.util.Arrays;

/**
 * Credits one stage has asked for on one connection and not yet seen go out: the ledger of stage 2
 * learns of a request only when its outbound event passes.
 */
final class AskedCredits {
    private static final long SECOND_NS = 1_000_000_000L;

    private final long[] askedByPool = new long[MarketEvent.CREDIT_POOLS_MAX];
    private long askedTotal;
    private final RateLimitHandler limits;

    /** The most each pool holds. */
    private final long[] caps = new long[MarketEvent.CREDIT_POOLS_MAX];

    AskedCredits(final RateLimitHandler limits) {
        this.limits = limits;
        for (int pool = 0; pool < limits.pools().size(); pool++) {
            caps[pool] = limits.pools().get(pool).cap();
        }
    }

    /** Every event, before anything is asked for at it. */
    void onEvent(final MarketEvent event) {
        if (event.hasNewLimits) {
            System.arraycopy(event.creditCaps, 0, caps, 0, caps.length);
        }
    }

    /** True when a request of this type may be sent at this event. */
    boolean allow(final MarketEvent event, final int requestType) {
        if (event.pausedUntilNs != 0 && event.receivedTimeNs < event.pausedUntilNs) {
            return false;
        }
        final int pool = limits.poolOf(requestType);
        final long floor = limits.floorOf(requestType, caps[pool]);
        final long free = event.credits[pool] - askedByPool[pool] - floor;
        return free >= limits.costOf(requestType);
    }

    /**
     * When a request of this type finds its credits if no other draws on them, by what its pool
     * refills at the start of a session.
     *
     * @return nanoseconds from the event, 0 when it finds them now.
     */
    long waitNs(final MarketEvent event, final int requestType) {
        final int pool = limits.poolOf(requestType);
        final long needed = limits.costOf(requestType) + limits.floorOf(requestType, caps[pool]);
        final long missing = needed + askedByPool[pool] - event.credits[pool];
        final long pauseNs = Math.max(0, event.pausedUntilNs - event.receivedTimeNs);
        if (missing <= 0) {
            return pauseNs;
        }
        final long refill = limits.pools().get(pool).refillPerSecond();
        final long wholeNs = missing / refill * SECOND_NS;
        return Math.max(pauseNs, wholeNs + missing % refill * SECOND_NS / refill + 1);
    }

    void ask(final int requestType) {
        final long cost = limits.costOf(requestType);
        askedByPool[limits.poolOf(requestType)] += cost;
        askedTotal += cost;
    }

    /** A request of this stage and session became an outbound event. */
    void onOutbound(final int requestType) {
        final int pool = limits.poolOf(requestType);
        final long cost = Math.min(askedByPool[pool], limits.costOf(requestType));
        askedByPool[pool] -= cost;
        askedTotal -= cost;
    }

    void clear() {
        Arrays.fill(askedByPool, 0);
        askedTotal = 0;
    }

    void write(final StateWriter target) {
        target.numbers(askedByPool, askedByPool.length);
        target.numbers(caps, caps.length);
    }

    /** Takes what {@link #write} wrote. */
    void read(final StateReader source) {
        source.numbers(askedByPool, askedByPool.length);
        source.numbers(caps, caps.length);
        for (final long asked : askedByPool) {
            askedTotal += asked;
        }
    }

    /** Takes what was asked for out of the event's credits, for the stages behind this one. */
    void reserve(final MarketEvent event) {
        if (askedTotal == 0) {
            return;
        }
        for (int pool = 0; pool < askedByPool.length; pool++) {
            event.credits[pool] = Math.max(0, event.credits[pool] - askedByPool[pool]);
        }
    }
}
