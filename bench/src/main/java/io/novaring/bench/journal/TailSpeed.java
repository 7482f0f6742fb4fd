/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import io.novaring.bench.pack.Child;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * How much of its journal an engine's handlers feel: latency from when a message was given to the
 * socket to the handler behind all stages, and how many messages pass when the sender never waits;
 * without a journal, with one on the disk and with one in memory, in turns. The sender is a process
 * of its own on the same machine, and keeps to its schedule whatever the engine does.
 */
public final class TailSpeed implements Told.Round {
    /** Where the journal is. */
    enum Place {
        NONE("no journal"),
        DISK("journal on the disk"),
        SYNCED("journal on the disk, forced each second"),
        MEMORY("journal in memory");

        private final String text;

        Place(final String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        /** Where a round's values have the p50, in us. */
        int p50() {
            return ordinal();
        }

        int p99() {
            return COUNT + ordinal();
        }

        /** Million messages a second. */
        int throughput() {
            return 2 * COUNT + ordinal();
        }

        private static final int COUNT = values().length;
    }

    /** Where a round's values have what went to the disk meanwhile, in MB/s. */
    static final int WRITTEN = 3 * Place.values().length;

    private static final int RATE = 50_000;
    private static final int BURST = 10;
    private static final double SECONDS = 4;
    private static final double WARM_UP_SECONDS = 10;

    /** More than any engine takes: the sender is always behind. */
    private static final int FLOOD_RATE = 50_000_000;

    private static final int FLOOD_BURST = 64;
    private static final double FLOOD_SECONDS = 0.04;
    private static final long BACKING_BYTES = 1L << 30;
    private static final long SYNC_INTERVAL_NS = 1_000_000_000L;
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Sender sender;
    private final Path disk;
    private final Path memory;
    private final int rate;
    private final int burst;
    private double warmUpSeconds = WARM_UP_SECONDS;
    private double seconds = SECONDS;
    private boolean isWarm;
    private double bytesWritten;
    private final List<String> histograms = new ArrayList<>();

    private TailSpeed(
            final Sender sender,
            final Path disk,
            final Path memory,
            final int rate,
            final int burst) {
        this.sender = sender;
        this.disk = disk;
        this.memory = memory;
        this.rate = rate;
        this.burst = burst;
    }

    /**
     * Arguments: rounds (5), rate (50000), burst (10), seconds (4), folder (bench/target/journal).
     */
    public static void main(final String[] arguments) throws Exception {
        try (Sender sender = Sender.start()) {
            if (Told.isTold(arguments)) {
                final TailSpeed told =
                        new TailSpeed(
                                sender, Path.of(arguments[1]), Path.of(arguments[2]), RATE, BURST);
                told.warmUpSeconds = Double.parseDouble(arguments[3]);
                told.seconds = Double.parseDouble(arguments[4]);
                Told.serve(told);
                return;
            }
            final int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
            final int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : RATE;
            final int burst = arguments.length > 2 ? Integer.parseInt(arguments[2]) : BURST;
            final double seconds =
                    arguments.length > 3 ? Double.parseDouble(arguments[3]) : SECONDS;
            final Path disk = Path.of(arguments.length > 4 ? arguments[4] : "bench/target/journal");
            final TailSpeed speed = new TailSpeed(sender, disk, MEMORY, rate, burst);
            for (int round = 0; round <= rounds; round++) {
                for (final Place place : Place.values()) {
                    // The first round is the compiler's.
                    speed.latency(place, round == 0 ? WARM_UP_SECONDS : seconds, true);
                }
                for (final Place place : Place.values()) {
                    print("%s: %.2f M msg/s", place.text(), speed.throughput(place));
                }
            }
        }
    }

    /** Adds the histograms that a told process says behind each round. */
    static void addHistograms(final Child child, final Map<Place, Histogram> all)
            throws IOException, DataFormatException {
        for (final Place place : Place.values()) {
            final byte[] bytes = Base64.getDecoder().decode(child.await(place.name(), 10));
            final Histogram histogram =
                    Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
            all.merge(place, histogram, Told::sum);
        }
    }

    /** For each place p50, then p99 in us, then M msg/s; then MB/s to the disk. */
    @Override
    public double[] measure() throws Exception {
        histograms.clear();
        final double[] values = new double[WRITTEN + 1];
        for (final Place place : Place.values()) {
            final Histogram histogram = latency(place, isWarm ? seconds : warmUpSeconds, false);
            values[place.p50()] = histogram.getValueAtPercentile(50) / 1e3;
            values[place.p99()] = histogram.getValueAtPercentile(99) / 1e3;
            final ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
            final int length = histogram.encodeIntoCompressedByteBuffer(buffer);
            final byte[] bytes = Arrays.copyOf(buffer.array(), length);
            histograms.add(place.name() + ' ' + Base64.getEncoder().encodeToString(bytes));
        }
        for (final Place place : Place.values()) {
            values[place.throughput()] = throughput(place);
            if (place == Place.DISK) {
                values[WRITTEN] = bytesWritten / 1e6;
            }
        }
        isWarm = true;
        return values;
    }

    @Override
    public List<String> more() {
        return histograms;
    }

    private Histogram latency(final Place place, final double seconds, final boolean isTelling)
            throws Exception {
        try (Folder folder = folder(place);
                JournalWriter writer = writer(place, folder);
                FloodClient client = new FloodClient(sender, writer)) {
            final Hiccups hiccups = new Hiccups();
            final ThreadTimes before = new ThreadTimes();
            final Histogram histogram = client.flood(rate, burst, seconds);
            final ThreadTimes after = new ThreadTimes();
            final String sent = sender.sent();
            final Histogram stalls = hiccups.stop();
            if (isTelling) {
                print(
                        "%s: p50 %.1f, p90 %.1f, p99 %.1f, p99.9 %.0f, max %.0f us; hiccups p99"
                                + " %.0f, max %.0f us; sent %s; ring full %.1f ms",
                        place.text(),
                        histogram.getValueAtPercentile(50) / 1e3,
                        histogram.getValueAtPercentile(90) / 1e3,
                        histogram.getValueAtPercentile(99) / 1e3,
                        histogram.getValueAtPercentile(99.9) / 1e3,
                        histogram.getMaxValue() / 1e3,
                        stalls.getValueAtPercentile(99) / 1e3,
                        stalls.getMaxValue() / 1e3,
                        sent,
                        client.engine().ringFullNs() / 1e6);
                print("  %s", after.since(before));
            }
            return histogram;
        }
    }

    /** Million messages a second. */
    private double throughput(final Place place) throws Exception {
        Backing.touch(BACKING_BYTES);
        try (Folder folder = folder(place);
                JournalWriter writer = writer(place, folder);
                FloodClient client = new FloodClient(sender, writer)) {
            client.flood(FLOOD_RATE, FLOOD_BURST, FLOOD_SECONDS / 4);
            sender.sent();
            final long beforeBytes = writer == null ? 0 : writer.diskBytes();
            final long beforeNs = System.nanoTime();
            final long count = client.flood(FLOOD_RATE, FLOOD_BURST, FLOOD_SECONDS).getTotalCount();
            final double elapsedNs = System.nanoTime() - beforeNs;
            sender.sent();
            if (writer != null) {
                bytesWritten = (writer.diskBytes() - beforeBytes) * 1e9 / elapsedNs;
            }
            return count * 1e3 / elapsedNs;
        }
    }

    private Folder folder(final Place place) throws IOException {
        return switch (place) {
            case NONE -> null;
            case DISK, SYNCED -> Folder.in(disk);
            case MEMORY -> Folder.in(memory);
        };
    }

    private static JournalWriter writer(final Place place, final Folder folder) {
        final JournalConfig config =
                place == Place.SYNCED
                        ? JournalConfig.DEFAULTS.withSyncIntervalNs(SYNC_INTERVAL_NS)
                        : JournalConfig.DEFAULTS;
        return folder == null ? null : JournalWriter.open(folder.path(), config);
    }

    private static void print(final String format, final Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
