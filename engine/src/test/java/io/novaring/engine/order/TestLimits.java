/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.RateLimitHandler;
import java.util.List;

/** One pool; a request of type n costs {@code costs[n]} and leaves {@code floors[n]}. */
final class TestLimits implements RateLimitHandler {
    private final List<CreditPool> pools;
    private final long[] costs;
    private final long[] floors;

    TestLimits(
            final long cap, final long refillPerSecond, final long[] costs, final long[] floors) {
        pools = List.of(new CreditPool("all", cap, refillPerSecond));
        this.costs = costs;
        this.floors = floors;
    }

    @Override
    public List<CreditPool> pools() {
        return pools;
    }

    @Override
    public int poolOf(final int requestType) {
        return 0;
    }

    @Override
    public long costOf(final int requestType) {
        return costs[requestType];
    }

    @Override
    public long floorOf(final int requestType) {
        return floors[requestType];
    }

    @Override
    public long pauseNs(final MarketEvent error) {
        return 0;
    }
}
