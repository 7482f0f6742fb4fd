/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack;

import java.util.Arrays;
import java.util.Locale;

/**
 * A figure with its spread over rounds.
 *
 * @param rounds that count.
 * @param dropped rounds left out because something else had the machine.
 */
public record Spread(double median, double min, double max, int rounds, int dropped) {
    /** Of one value for each round; the median of an even number is the mean of the middle two. */
    public static Spread of(final double[] values, final int dropped) {
        if (values.length == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN, 0, dropped);
        }
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final int half = sorted.length / 2;
        final double median =
                sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length, dropped);
    }

    /** Of {@code above[i] / below[i]}: values of one round belong together. */
    public static Spread ofRatios(final double[] above, final double[] below, final int dropped) {
        final double[] ratios = new double[above.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = above[i] / below[i];
        }
        return of(ratios, dropped);
    }

    /** Three significant digits, without an exponent. */
    public static String format(final double value) {
        final double size = Math.abs(value);
        final String pattern =
                size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, pattern, value);
    }

    @Override
    public String toString() {
        if (rounds == 0) {
            return "no round counted";
        }
        return format(median) + " (" + format(min) + " to " + format(max) + ")";
    }
}
