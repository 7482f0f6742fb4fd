/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long a reader takes to stand before an event somewhere in a long recording and to have read
 * it: by sequence and by time, at random, with one reader that is open and with one opened each
 * time.
 */
public final class SeekSpeed {
    private static final int BATCH = 8;
    private static final long SEED = 7;

    private SeekSpeed() {}

    /** Arguments: seeks (1000), events (10000000), folder (bench/target/journal). */
    public static void main(final String[] arguments) throws IOException {
        final int seeks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        final int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000_000;
        final Path parent = Path.of(arguments.length > 2 ? arguments[2] : "bench/target/journal");
        final Samples samples = new Samples();
        try (Folder folder = Folder.in(parent)) {
            write(folder.path(), samples, count);
            final long bytes = samples.length(count);
            print("%,d events, %.1f GiB", count, bytes / (double) (1L << 30));
            final Random random = new Random(SEED);
            measure("by sequence", folder.path(), samples, count, seeks, random, true, false);
            measure("by time", folder.path(), samples, count, seeks, random, false, false);
            measure(
                    "by sequence, opened anew",
                    folder.path(),
                    samples,
                    count,
                    seeks,
                    random,
                    true,
                    true);
            measure(
                    "by time, opened anew",
                    folder.path(),
                    samples,
                    count,
                    seeks,
                    random,
                    false,
                    true);
        }
    }

    private static void write(final Path path, final Samples samples, final int count) {
        try (JournalWriter writer = JournalWriter.open(path, JournalConfig.DEFAULTS)) {
            writer.ringLength(4096);
            for (int i = 0; i < count; i++) {
                writer.onEvent(samples.event(i), i, i % BATCH == BATCH - 1);
            }
            writer.seal(count, 0);
        }
    }

    private static void measure(
            final String name,
            final Path path,
            final Samples samples,
            final int count,
            final int seeks,
            final Random random,
            final boolean bySequence,
            final boolean opensAnew) {
        final Histogram histogram = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        final MarketEvent event = new MarketEvent();
        JournalReader reader = JournalReader.open(path);
        try {
            for (int i = 0; i < seeks; i++) {
                final long sequence = random.nextInt(count);
                final long timeNs = samples.event(sequence).publishedTimeNs;
                final long startNs = System.nanoTime();
                if (opensAnew) {
                    reader.close();
                    reader = JournalReader.open(path);
                }
                final boolean isThere =
                        bySequence ? reader.seekSequence(sequence) : reader.seekTime(timeNs);
                if (!isThere || !reader.next(event) || event.sequence != sequence) {
                    throw new IllegalStateException("sequence " + sequence + " was not found");
                }
                histogram.recordValue(System.nanoTime() - startNs);
            }
        } finally {
            reader.close();
        }
        print(
                "%-26s p50 %.2f ms, p99 %.2f ms, max %.2f ms (%d seeks)",
                name,
                histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(99) / 1e6,
                histogram.getMaxValue() / 1e6,
                seeks);
    }

    private static void print(final String format, final Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
