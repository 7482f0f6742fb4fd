/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import java.util.Arrays;
import java.util.Locale;

/** Pairs of figures of one round each, and how their ratio spreads. */
final class Ratio {
    private final String name;
    private final double[] ratios;
    private final double[] values;
    private int count;

    Ratio(final String name, final int rounds) {
        this.name = name;
        this.ratios = new double[rounds];
        this.values = new double[rounds];
    }

    void add(final double value, final double reference) {
        values[count] = value;
        ratios[count++] = value / reference;
    }

    @Override
    public String toString() {
        final double[] sorted = Arrays.copyOf(ratios, count);
        final double[] ours = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        Arrays.sort(ours);
        return String.format(
                Locale.ROOT,
                "%-34s median %8.1f, ratio: median %.2f, min %.2f, max %.2f (%d rounds)",
                name,
                ours[count / 2],
                sorted[count / 2],
                sorted[0],
                sorted[count - 1],
                count);
    }
}
