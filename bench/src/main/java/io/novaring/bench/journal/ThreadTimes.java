/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Processor time of this process's threads by name, and the time each was ready to run and had no
 * processor, as Linux counts them; of the rest of the machine, the threads of the kernel.
 */
final class ThreadTimes {
    private record Times(long runNs, long waitNs, long turns) {
        Times minus(final Times other) {
            return other == null
                    ? this
                    : new Times(runNs - other.runNs, waitNs - other.waitNs, turns - other.turns);
        }

        Times plus(final Times other) {
            return new Times(runNs + other.runNs, waitNs + other.waitNs, turns + other.turns);
        }
    }

    private final Map<String, Times> times = new TreeMap<>();
    private final long takenNs = System.nanoTime();

    ThreadTimes() throws IOException {
        add(Path.of("/proc/self/task"), true);
        add(Path.of("/proc"), false);
    }

    private void add(final Path folder, final boolean own) throws IOException {
        final List<Path> all;
        try (Stream<Path> paths = Files.list(folder)) {
            all =
                    paths.filter(path -> Character.isDigit(path.getFileName().toString().charAt(0)))
                            .toList();
        }
        for (final Path path : all) {
            try {
                final boolean isKernel = Files.readString(path.resolve("cmdline")).isEmpty();
                if (own == isKernel) {
                    continue;
                }
                final String[] words =
                        Files.readString(path.resolve("schedstat")).strip().split(" ");
                final String name = Files.readString(path.resolve("comm")).strip();
                times.merge(
                        own ? name : "[" + name.replaceAll("[/:-].*", "") + "]",
                        new Times(
                                Long.parseLong(words[0]),
                                Long.parseLong(words[1]),
                                Long.parseLong(words[2])),
                        Times::plus);
            } catch (final IOException e) {
                // It has ended.
            }
        }
    }

    /** What each took since then, those with a thousandth of a core and more. */
    String since(final ThreadTimes before) {
        final double elapsedNs = takenNs - before.takenNs;
        final StringBuilder text = new StringBuilder();
        times.forEach(
                (name, now) -> {
                    final Times spent = now.minus(before.times.get(name));
                    if (spent.runNs >= elapsedNs / 1000) {
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        " %s %.1f%% (waits %.2f%%, %.0f/s)",
                                        name,
                                        spent.runNs * 100 / elapsedNs,
                                        spent.waitNs * 100 / elapsedNs,
                                        spent.turns * 1e9 / elapsedNs));
                    }
                });
        return text.toString();
    }
}
