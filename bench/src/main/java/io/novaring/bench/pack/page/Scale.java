/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Where on an axis a value stands: equal ratios are equal distances.
 *
 * @param from the least value, positive.
 * @param to the greatest.
 * @param start where the least stands, in pixels.
 * @param end where the greatest stands.
 */
record Scale(double from, double to, double start, double end) {
    private static final double[] STEPS = {1, 2, 5};
    private static final int DECADES_WITH_STEPS = 3;

    /** A scale that holds the values and a little more. */
    static Scale around(
            final double least, final double most, final double start, final double end) {
        return new Scale(floor(least * 0.999), ceiling(most * 1.001), start, end);
    }

    private static double floor(final double value) {
        final double decade = Math.pow(10, Math.floor(Math.log10(value)));
        double floor = decade;
        for (final double step : STEPS) {
            floor = step * decade <= value ? step * decade : floor;
        }
        return floor;
    }

    private static double ceiling(final double value) {
        final double decade = Math.pow(10, Math.floor(Math.log10(value)));
        for (final double step : STEPS) {
            if (step * decade >= value) {
                return step * decade;
            }
        }
        return 10 * decade;
    }

    double place(final double value) {
        final double share = Math.log(value / from) / Math.log(to / from);
        return start + share * (end - start);
    }

    /** Powers of ten, and steps between them when there are few. */
    List<Double> ticks() {
        final List<Double> ticks = new ArrayList<>();
        final boolean hasSteps = Math.log10(to / from) <= DECADES_WITH_STEPS;
        final int first = (int) Math.floor(Math.log10(from) + 1e-9);
        for (int exponent = first; Math.pow(10, exponent) <= to * 1.0001; exponent++) {
            for (final double step : hasSteps ? STEPS : new double[] {1}) {
                final double value = step * Math.pow(10, exponent);
                if (value >= from * 0.9999 && value <= to * 1.0001) {
                    ticks.add(value);
                }
            }
        }
        return ticks;
    }
}
