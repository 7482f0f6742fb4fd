/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.MarketEvent;
import java.util.Arrays;

/**
 * A figure over time, thinned as it comes: of each stretch of time its smallest and its largest
 * value are kept, with their times, and stretches become longer as there are more. One thread.
 */
public final class Curve {
    private final String name;
    private final int bucketsMax;
    private final long[] minTimes;
    private final long[] minValues;
    private final long[] maxTimes;
    private final long[] maxValues;
    private final long[] endTimes;
    private final long[] buckets;
    private long bucketNs = 1;
    private long startNs;
    private long added;
    private int size;

    /**
     * @param pointsMax most points, even.
     */
    public Curve(final String name, final int pointsMax) {
        this.name = name;
        this.bucketsMax = pointsMax / 2;
        this.minTimes = new long[bucketsMax];
        this.minValues = new long[bucketsMax];
        this.maxTimes = new long[bucketsMax];
        this.maxValues = new long[bucketsMax];
        this.endTimes = new long[bucketsMax];
        this.buckets = new long[bucketsMax];
    }

    /** Adds a value; times do not run back. */
    public void add(final long timeNs, final long value) {
        if (added++ == 0) {
            startNs = timeNs;
        }
        long bucket = (timeNs - startNs) / bucketNs;
        if (size > 0 && buckets[size - 1] == bucket) {
            widen(size - 1, timeNs, value);
            return;
        }
        while (size == bucketsMax) {
            halve();
            bucket = (timeNs - startNs) / bucketNs;
            if (buckets[size - 1] == bucket) {
                widen(size - 1, timeNs, value);
                return;
            }
        }
        buckets[size] = bucket;
        minTimes[size] = timeNs;
        minValues[size] = value;
        maxTimes[size] = timeNs;
        maxValues[size] = value;
        endTimes[size] = MarketEvent.ABSENT;
        size++;
    }

    /** There is no value from here on, until one is added. */
    void end(final long timeNs) {
        if (size > 0) {
            endTimes[size - 1] = timeNs;
        }
    }

    private void widen(final int at, final long timeNs, final long value) {
        endTimes[at] = MarketEvent.ABSENT;
        if (value < minValues[at]) {
            minValues[at] = value;
            minTimes[at] = timeNs;
        }
        if (value > maxValues[at]) {
            maxValues[at] = value;
            maxTimes[at] = timeNs;
        }
    }

    private void halve() {
        bucketNs <<= 1;
        int to = 0;
        for (int from = 0; from < size; from++) {
            final long bucket = buckets[from] >> 1;
            if (to > 0 && buckets[to - 1] == bucket) {
                widen(to - 1, minTimes[from], minValues[from]);
                widen(to - 1, maxTimes[from], maxValues[from]);
                endTimes[to - 1] = endTimes[from];
            } else {
                buckets[to] = bucket;
                minTimes[to] = minTimes[from];
                minValues[to] = minValues[from];
                maxTimes[to] = maxTimes[from];
                maxValues[to] = maxValues[from];
                endTimes[to] = endTimes[from];
                to++;
            }
        }
        size = to;
    }

    public String name() {
        return name;
    }

    /** How many values were added, before any was thinned away. */
    public long added() {
        return added;
    }

    /**
     * Times and values of what is kept, one row each: times in row 0, in order. A value of {@link
     * MarketEvent#ABSENT} says that there is none from then on, until the next.
     */
    public long[][] points() {
        final long[] times = new long[3 * size];
        final long[] values = new long[3 * size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            final boolean isMinFirst = minTimes[i] <= maxTimes[i];
            times[count] = isMinFirst ? minTimes[i] : maxTimes[i];
            values[count++] = isMinFirst ? minValues[i] : maxValues[i];
            if (minTimes[i] != maxTimes[i] || minValues[i] != maxValues[i]) {
                times[count] = isMinFirst ? maxTimes[i] : minTimes[i];
                values[count++] = isMinFirst ? maxValues[i] : minValues[i];
            }
            if (endTimes[i] != MarketEvent.ABSENT) {
                times[count] = endTimes[i];
                values[count++] = MarketEvent.ABSENT;
            }
        }
        return new long[][] {Arrays.copyOf(times, count), Arrays.copyOf(values, count)};
    }
}
