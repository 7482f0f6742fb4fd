/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.wrap;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.RateLimitHandler;
import java.util.List;
import java.util.Objects;

/**
 * Passes everything about limits on to another handler: override what a step goes before or behind.
 */
public class ForwardingRateLimitHandler implements RateLimitHandler {
    /** The handler behind this one. */
    protected final RateLimitHandler next;

    public ForwardingRateLimitHandler(final RateLimitHandler next) {
        this.next = Objects.requireNonNull(next, "next");
    }

    @Override
    public List<CreditPool> pools() {
        return next.pools();
    }

    @Override
    public int poolOf(final int requestType) {
        return next.poolOf(requestType);
    }

    @Override
    public long costOf(final int requestType) {
        return next.costOf(requestType);
    }

    @Override
    public long reserveOf(final int pool) {
        return next.reserveOf(pool);
    }

    @Override
    public long floorOf(final int requestType) {
        return next.floorOf(requestType);
    }

    @Override
    public long floorOf(final int requestType, final long cap) {
        return next.floorOf(requestType, cap);
    }

    @Override
    public long pauseNs(final MarketEvent error) {
        return next.pauseNs(error);
    }

    @Override
    public void readLimits(final MarketEvent response, final LimitSink sink) {
        next.readLimits(response, sink);
    }
}
