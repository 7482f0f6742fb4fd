/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

import io.novaring.tools.cli.console.Units;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A thread that does nothing but read the clock: where it finds a gap, somebody had its core.
 *
 * @param totalNs how long it looked.
 * @param lostNs all gaps of {@link #GAP_NS} and more.
 * @param longestNs the longest gap.
 */
record Hiccups(long totalNs, long lostNs, long longestNs) {
    static final long GAP_NS = 20_000;
    private static final long LONGEST_MAX_NS = 10_000_000;
    private static final long LONGEST_GOOD_NS = 200_000;
    private static final double SHARE_MAX = 0.05;
    private static final double SHARE_GOOD = 0.001;

    /** Spins on the caller's thread. */
    static Hiccups measure(final long durationNs, final LongSupplier nanoTime) {
        final long startNs = nanoTime.getAsLong();
        long beforeNs = startNs;
        long lostNs = 0;
        long longestNs = 0;
        while (beforeNs - startNs < durationNs) {
            final long nowNs = nanoTime.getAsLong();
            final long gapNs = nowNs - beforeNs;
            if (gapNs >= GAP_NS) {
                lostNs += gapNs;
            }
            longestNs = Math.max(longestNs, gapNs);
            beforeNs = nowNs;
        }
        return new Hiccups(beforeNs - startNs, lostNs, longestNs);
    }

    double share() {
        return totalNs == 0 ? 0 : (double) lostNs / totalNs;
    }

    Finding finding() {
        final String found =
                String.format(
                        Locale.ROOT,
                        "longest %s, %.2f %% of %s lost",
                        Units.duration(longestNs),
                        100 * share(),
                        Units.duration(totalNs));
        final String why =
                "something else had the core of a spinning thread, and will have the engine's:"
                        + " other processes, the VM's host; isolate and pin";
        if (longestNs > LONGEST_MAX_NS || share() > SHARE_MAX) {
            return Finding.problem("stalls", found, why, "top -H -d 1");
        }
        if (longestNs > LONGEST_GOOD_NS || share() > SHARE_GOOD) {
            return Finding.advice("stalls", found, why, "top -H -d 1");
        }
        return Finding.ok("stalls", found);
    }
}
