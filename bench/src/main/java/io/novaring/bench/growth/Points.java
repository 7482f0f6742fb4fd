/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.growth;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/** Measures the same thing at several sizes, in turns, and prints what a message costs at each. */
final class Points {
    private static final int PASSES_WARM_UP = 2;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Points() {}

    /** What this thread has used of a processor: of no one else who wanted it. */
    static long cpuNs() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** One thing at one size. */
    @FunctionalInterface
    interface Point {
        /** Nanoseconds that a message took, of some thousands. */
        double measure() throws Exception;
    }

    /** Prints {@code point INDEX NANOSECONDS} for each: the median of the passes. */
    static void print(final int passes, final Point... points) throws Exception {
        final double[][] measured = new double[points.length][passes];
        for (int pass = -PASSES_WARM_UP; pass < passes; pass++) {
            for (int i = 0; i < points.length; i++) {
                final double ns = points[i].measure();
                if (pass >= 0) {
                    measured[i][pass] = ns;
                }
            }
        }
        for (int i = 0; i < points.length; i++) {
            Arrays.sort(measured[i]);
            print(i, measured[i][passes / 2]);
        }
    }

    static void print(final int index, final double ns) {
        System.out.println(String.format(Locale.ROOT, "point %d %.3f", index, ns));
    }
}
