/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.MarketEvent;

/**
 * How often durations came, in buckets that are a thousandth of their values wide; the smallest and
 * the largest are kept exactly. A megabyte at most, whatever comes. One thread.
 */
public final class DurationCounts {
    private static final int MANTISSA_BITS = 10;
    private static final int SUB_BUCKETS = 1 << MANTISSA_BITS;
    private static final int BUCKETS = (Long.SIZE - MANTISSA_BITS) * SUB_BUCKETS;

    private long count;
    private long minNs = Long.MAX_VALUE;
    private long maxNs;
    private long[] counts;

    /** Adds one; below zero counts as zero. */
    public void add(final long durationNs) {
        final long value = Math.max(0, durationNs);
        if (counts == null) {
            counts = new long[BUCKETS];
        }
        counts[bucketOf(value)]++;
        count++;
        minNs = Math.min(minNs, value);
        maxNs = Math.max(maxNs, value);
    }

    private static int bucketOf(final long value) {
        final int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - MANTISSA_BITS);
        return shift * SUB_BUCKETS + (int) (value >>> shift);
    }

    private static long lastOf(final int bucket) {
        final int shift = bucket / SUB_BUCKETS;
        return ((bucket % SUB_BUCKETS + 1L) << shift) - 1;
    }

    public long count() {
        return count;
    }

    /** The largest, ABSENT when there is none. */
    public long maxNs() {
        return count == 0 ? MarketEvent.ABSENT : maxNs;
    }

    /**
     * The smallest duration that so many are not above.
     *
     * @param percentile 0 to 100.
     * @return ABSENT when there is none.
     */
    public long at(final double percentile) {
        if (count == 0) {
            return MarketEvent.ABSENT;
        }
        final long rank = Math.max(1, (long) Math.ceil(percentile / 100 * count));
        long passed = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            passed += counts[bucket];
            if (passed >= rank) {
                return Math.max(minNs, Math.min(maxNs, lastOf(bucket)));
            }
        }
        return maxNs;
    }
}
