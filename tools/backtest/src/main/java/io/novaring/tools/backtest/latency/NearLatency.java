/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.latency;

import java.util.Arrays;

/** Latencies that were measured near the time of a message; else of another model. */
final class NearLatency implements LatencyModel {
    private static final long NEAR_NS = 1_000_000_000L;

    private final LatencyModel otherwise;
    private final Measured there;
    private final Measured back;

    /** Of one way: when messages left, in order, and how long each took. */
    record Measured(long[] timesNs, long[] tookNs) {
        /** Of the one nearest to a time, or -1 when none is near. */
        private long at(final long nowNs) {
            final int found = Arrays.binarySearch(timesNs, nowNs);
            int at = found < 0 ? -found - 1 : found;
            final boolean isEarlierNearer =
                    at > 0
                            && (at == timesNs.length
                                    || nowNs - timesNs[at - 1] <= timesNs[at] - nowNs);
            at -= isEarlierNearer ? 1 : 0;
            return Math.abs(timesNs[at] - nowNs) <= NEAR_NS ? tookNs[at] : -1;
        }
    }

    NearLatency(final LatencyModel otherwise, final Measured there, final Measured back) {
        this.otherwise = otherwise;
        this.there = there;
        this.back = back;
    }

    @Override
    public long wayThereNs() {
        return otherwise.wayThereNs();
    }

    @Override
    public long wayBackNs() {
        return otherwise.wayBackNs();
    }

    @Override
    public long wayThereNs(final long nowNs) {
        final long nearNs = there.at(nowNs);
        return nearNs < 0 ? otherwise.wayThereNs() : nearNs;
    }

    @Override
    public long wayBackNs(final long nowNs) {
        final long nearNs = back.at(nowNs);
        return nearNs < 0 ? otherwise.wayBackNs() : nearNs;
    }
}
