/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.latency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/**
 * Latencies of one way that somebody measured: a text file with one time such as {@code 850us} a
 * line, each as likely as the others. Empty lines and those that begin with # do not count.
 */
final class LatencyFile {
    private static final int VALUES_MAX = 1 << 20;

    private LatencyFile() {}

    /**
     * @throws IllegalArgumentException which says what is wrong with the file, and where.
     */
    static ToLongFunction<SplittableRandom> read(final String name) {
        final List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(name));
        } catch (final IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "the latencies in '" + name + "' cannot be read: " + e, e);
        }
        final long[] values = new long[lines.size()];
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            final String line = lines.get(i).strip();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                values[count++] = value(line, name, i + 1);
            }
        }
        if (count == 0 || count > VALUES_MAX) {
            throw new IllegalArgumentException(
                    "the file '"
                            + name
                            + "' has "
                            + count
                            + " latencies: write 1 to "
                            + VALUES_MAX
                            + ", one a line, such as 850us");
        }
        final int bound = count;
        return random -> values[random.nextInt(bound)];
    }

    private static long value(final String line, final String name, final int number) {
        try {
            return LatencySpec.parseTimeNs(line);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "line " + number + " of '" + name + "': " + e.getMessage(), e);
        }
    }
}
