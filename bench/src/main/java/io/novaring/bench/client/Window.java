/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * What a client tells of a stretch of time.
 *
 * @param messages handled.
 * @param bytes allocated by all its threads; -1 when it cannot tell.
 * @param cpuSeconds of all its threads.
 * @param awaited updates a program waiting for them saw, where that is not the same as handled; 0
 *     where it is.
 * @param latencies in nanoseconds, of paced messages of books, from when they were due.
 */
record Window(
        long messages,
        double seconds,
        long bytes,
        double cpuSeconds,
        long awaited,
        Histogram latencies) {
    private static final int FIELDS = 5;
    private static final int DIGITS = 3;

    double rate() {
        return messages / seconds;
    }

    double bytesPerMessage() {
        return bytes < 0 ? Double.NaN : (double) bytes / Math.max(1, messages);
    }

    double nsAt(final double percentile) {
        return latencies.getTotalCount() == 0
                ? Double.NaN
                : latencies.getValueAtPercentile(percentile);
    }

    /** One line. */
    String toText() {
        final StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%d %.6f %d %.3f %d",
                        messages,
                        seconds,
                        bytes,
                        cpuSeconds,
                        awaited));
        for (final HistogramIterationValue value : latencies.recordedValues()) {
            text.append(' ')
                    .append(value.getValueIteratedTo())
                    .append(':')
                    .append(value.getCountAddedInThisIterationStep());
        }
        return text.toString();
    }

    /** Reads {@link #toText}. */
    static Window parse(final String text) {
        final String[] words = text.split(" ");
        if (words.length < FIELDS) {
            throw new IllegalArgumentException("no figures of a client: " + text);
        }
        final Histogram latencies = new Histogram(TimeUnit.MINUTES.toNanos(11), DIGITS);
        for (int i = FIELDS; i < words.length; i++) {
            final int colon = words[i].indexOf(':');
            latencies.recordValueWithCount(
                    Long.parseLong(words[i].substring(0, colon)),
                    Long.parseLong(words[i].substring(colon + 1)));
        }
        return new Window(
                Long.parseLong(words[0]),
                Double.parseDouble(words[1]),
                Long.parseLong(words[2]),
                Double.parseDouble(words[3]),
                Long.parseLong(words[4]),
                latencies);
    }
}
