/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the kernel tells of the machine by files, below a folder that is {@code /} but in tests, and
 * what a few commands tell.
 *
 * @param commands gives what a command prints; empty when it is not there or fails.
 */
record Machine(Path root, Function<List<String>, Optional<String>> commands) {
    private static final int LENGTH_MAX = 1 << 20;

    /** The text of a file without blanks around it; empty when it cannot be read. */
    Optional<String> text(final String path) {
        try (InputStream in = Files.newInputStream(at(path))) {
            // By one call where it fits: numbers of /proc/sys are at an end behind the first.
            final byte[] bytes = new byte[LENGTH_MAX];
            final int length = in.readNBytes(bytes, 0, LENGTH_MAX);
            return Optional.of(new String(bytes, 0, length, StandardCharsets.UTF_8).strip());
        } catch (final IOException e) {
            return Optional.empty();
        }
    }

    /** A file with one number; empty when it cannot be read or is none. */
    Optional<Long> number(final String path) {
        try {
            return text(path).map(Long::valueOf);
        } catch (final NumberFormatException e) {
            return Optional.empty();
        }
    }

    Path at(final String path) {
        return root.resolve(path.startsWith("/") ? path.substring(1) : path);
    }

    Optional<String> run(final String... command) {
        return commands.apply(List.of(command)).map(String::strip);
    }

    /** The numbers in a list of cores such as {@code 0-3,8}; empty for one that is none. */
    static List<Integer> cores(final String list) {
        final List<Integer> cores = new ArrayList<>();
        for (final String part : list.split(",")) {
            final String[] ends = part.strip().split("-");
            try {
                final int first = Integer.parseInt(ends[0]);
                final int last = ends.length == 1 ? first : Integer.parseInt(ends[1]);
                for (int core = first; core <= last; core++) {
                    cores.add(core);
                }
            } catch (final NumberFormatException e) {
                return List.of();
            }
        }
        return cores;
    }
}
