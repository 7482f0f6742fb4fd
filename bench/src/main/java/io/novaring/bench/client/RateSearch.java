/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import io.novaring.bench.pack.Run;
import java.io.IOException;

/**
 * The highest rate at which a client's p99 stays below a millisecond: doubled until it does not,
 * then halved in between. Each rate has three tries, since what disturbs a machine makes latencies
 * longer and never shorter.
 */
final class RateSearch {
    private static final double FIRST = 12_500;
    private static final double LAST = 12_800_000;
    private static final double P99_MAX_NS = 1_000_000;
    private static final int TRIES = 3;
    private static final int STEPS = 3;

    private final Run run;
    private final double settleSeconds;
    private final double windowSeconds;

    RateSearch(final Run run, final double settleSeconds, final double windowSeconds) {
        this.run = run;
        this.settleSeconds = settleSeconds;
        this.windowSeconds = windowSeconds;
    }

    /** In messages a second, within a tenth; not a number when even the first rate is too much. */
    double highest(final Contender contender) throws IOException, InterruptedException {
        double lower = Double.NaN;
        double upper = FIRST;
        while (upper <= LAST && isWithin(contender, upper)) {
            lower = upper;
            upper *= 2;
        }
        for (int step = 0; step < STEPS && lower < upper; step++) {
            final double middle = Math.sqrt(lower * upper);
            if (isWithin(contender, middle)) {
                lower = middle;
            } else {
                upper = middle;
            }
        }
        return lower;
    }

    private boolean isWithin(final Contender contender, final double rate)
            throws IOException, InterruptedException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            final Window window = contender.paced(rate, settleSeconds, windowSeconds);
            final double p99Ns = window.nsAt(99);
            run.progress(
                    "%s at %,.0f msg/s: %,.0f handled, p99 %,.0f us",
                    contender, rate, window.rate(), p99Ns / 1e3);
            if (p99Ns < P99_MAX_NS) {
                return true;
            }
            // Far behind is no accident.
            if (window.rate() < rate * 0.9) {
                return false;
            }
        }
        return false;
    }
}
