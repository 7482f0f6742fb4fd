/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.RateLimitHandler;
import java.util.Arrays;

/**
 * Credits one stage has asked for on one connection and not yet seen go out: the ledger of stage 2
 * learns of a request only when its outbound event passes.
 */
final class AskedCredits {
    private final long[] askedByPool = new long[MarketEvent.CREDIT_POOLS_MAX];
    private long askedTotal;
    private final RateLimitHandler limits;

    AskedCredits(final RateLimitHandler limits) {
        this.limits = limits;
    }

    /** True when a request of this type may be sent at this event. */
    boolean allow(final MarketEvent event, final int requestType) {
        if (event.pausedUntilNs != 0 && event.receivedTimeNs < event.pausedUntilNs) {
            return false;
        }
        final int pool = limits.poolOf(requestType);
        final long free = event.credits[pool] - askedByPool[pool] - limits.floorOf(requestType);
        return free >= limits.costOf(requestType);
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
