/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often something took how long, by bounds as Prometheus wants them. One thread records and
 * allocates nothing; any thread reads.
 */
final class Durations {
    private static final long[] BOUNDS_US = {
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        20_000,
        50_000,
        100_000,
        200_000,
        500_000,
        1_000_000,
        2_000_000,
        5_000_000,
        10_000_000
    };
    private static final String[] BOUNDS_SECONDS = {
        "0.0005", "0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2",
        "5", "10", "+Inf"
    };
    private static final int SUM = BOUNDS_SECONDS.length;
    private static final long NS_PER_US = 1_000;

    private final AtomicLongArray values = new AtomicLongArray(SUM + 1);

    void record(final long durationNs) {
        final long ns = Math.max(0, durationNs);
        int index = 0;
        while (index < BOUNDS_US.length && ns > BOUNDS_US[index] * NS_PER_US) {
            index++;
        }
        add(index, 1);
        add(SUM, ns);
    }

    // One writer: a plain read is its own last write.
    private void add(final int index, final long amount) {
        values.setRelease(index, values.getPlain(index) + amount);
    }

    /** How many were not longer than the bound with this index. */
    private long upTo(final int bound) {
        long count = 0;
        for (int i = 0; i <= bound; i++) {
            count += values.getAcquire(i);
        }
        return count;
    }

    /** A counter for each bound, with label {@code le} in seconds, and one for the sum. */
    void addTo(final Measures measures, final String name, final String... labels) {
        for (int i = 0; i < BOUNDS_SECONDS.length; i++) {
            final int bound = i;
            measures.counter(
                    name + "_within",
                    () -> upTo(bound),
                    OrderFigures.with(labels, "le", BOUNDS_SECONDS[i]));
        }
        measures.add(
                Measure.Kind.COUNTER,
                Measure.Unit.NANOSECONDS,
                name + "_time",
                () -> values.getAcquire(SUM),
                labels);
    }
}
