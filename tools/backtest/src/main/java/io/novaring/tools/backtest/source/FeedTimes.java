/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.source;

import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.timeline.Recording;
import java.util.Arrays;
import java.util.SplittableRandom;

/** How long the messages of a recording's markets took, by the venue's clock and ours. */
final class FeedTimes {
    private static final int SAMPLES_MAX = 1 << 16;
    private static final long HALF_MILLISECOND_NS = 500_000L;

    private final SplittableRandom random = new SplittableRandom(1);
    private long[] samples = new long[256];
    private int count;
    private long seen;

    /** A message that was decoded; of more than 65,536 each counts with the same chance. */
    void add(final MarketEvent event) {
        if (event.exchangeTimeNs == MarketEvent.ABSENT) {
            return;
        }
        seen++;
        if (count == samples.length && count < SAMPLES_MAX) {
            samples = Arrays.copyOf(samples, 2 * count);
        }
        final long at = count < SAMPLES_MAX ? count++ : random.nextLong(seen);
        if (at < samples.length) {
            samples[(int) at] = event.receivedTimeNs - event.exchangeTimeNs;
        }
    }

    /** The median; times that were cut to the millisecond are half of one too early. */
    long medianNs() {
        if (count == 0) {
            return Recording.UNKNOWN;
        }
        final long[] sorted = Arrays.copyOf(samples, count);
        Arrays.sort(sorted);
        return sorted[count / 2] - HALF_MILLISECOND_NS;
    }
}
