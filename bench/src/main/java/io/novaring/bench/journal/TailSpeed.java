/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How much of its journal an engine's handlers feel: latency from when a message was due at the
 * sender to the handler behind all stages, without a journal, with one on the disk and with one in
 * memory, in turns. The sender is a process of its own on the same machine and keeps to its
 * schedule whatever the engine does.
 */
public final class TailSpeed {
    private final int rate;
    private final int burst;
    private final double seconds;
    private final Map<String, Path> folders = new LinkedHashMap<>();

    private TailSpeed(final int rate, final int burst, final double seconds) {
        this.rate = rate;
        this.burst = burst;
        this.seconds = seconds;
    }

    /** Arguments: rounds (5), rate (50000), burst (1), seconds (4), folders (the disk, memory). */
    public static void main(final String[] arguments) throws Exception {
        final int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        final int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
        final int burst = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        final double seconds = arguments.length > 3 ? Double.parseDouble(arguments[3]) : 4;
        final TailSpeed speed = new TailSpeed(rate, burst, seconds);
        speed.folders.put("none", null);
        speed.folders.put(
                "disk", Path.of(arguments.length > 4 ? arguments[4] : "bench/target/journal"));
        if (arguments.length <= 5 || !"-".equals(arguments[5])) {
            speed.folders.put(
                    "memory", Path.of(arguments.length > 5 ? arguments[5] : "/dev/shm"));
        }
        try (Sender sender = Sender.start()) {
            for (int round = 0; round <= rounds; round++) {
                for (final Map.Entry<String, Path> each : speed.folders.entrySet()) {
                    speed.round(sender, round, each.getKey(), each.getValue());
                }
            }
        }
    }

    private void round(
            final Sender sender, final int round, final String name, final Path parent)
            throws Exception {
        try (Folder folder = parent == null ? null : Folder.in(parent);
                JournalWriter writer =
                        parent == null
                                ? null
                                : JournalWriter.open(folder.path(), JournalConfig.DEFAULTS);
                FloodClient client = new FloodClient(sender, writer)) {
            // The first round is the compiler's.
            final double time = round == 0 ? Double.parseDouble(System.getProperty("x.warm", "9")) : seconds;
            final Hiccups hiccups = new Hiccups();
            final ThreadTimes before = new ThreadTimes();
            final Histogram histogram = client.flood(rate, burst, time);
            final ThreadTimes after = new ThreadTimes();
            final String sent = sender.sent();
            print(
                    "round %d %-6s p50 %.1f p90 %.1f p99 %.1f p99.9 %.0f max %.0f us;"
                            + " hiccups p99 %.0f max %.0f us; sent %s, ring full %.1f ms",
                    round,
                    name,
                    histogram.getValueAtPercentile(50) / 1e3,
                    histogram.getValueAtPercentile(90) / 1e3,
                    histogram.getValueAtPercentile(99) / 1e3,
                    histogram.getValueAtPercentile(99.9) / 1e3,
                    histogram.getMaxValue() / 1e3,
                    hiccups.stop().getValueAtPercentile(99) / 1e3,
                    hiccups.stop().getMaxValue() / 1e3,
                    sent,
                    client.engine().ringFullNs() / 1e6);
            print("  %s", after.since(before));
        }
    }

    private static void print(final String format, final Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
