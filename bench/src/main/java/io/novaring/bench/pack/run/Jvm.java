/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this run starts JVMs: all of the JDK that it runs on itself, with the project's flags. */
final class Jvm {
    private static final String OPTIONS =
            "engine/src/main/resources/io/novaring/engine/jvm.options";
    private static final int UNSAFE_WARNED_SINCE = 24;

    private Jvm() {}

    static Path executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The words of the file of flags, and what keeps a newer JDK from warning of Chronicle. */
    static List<String> flags(final Path root) {
        final List<String> flags = new ArrayList<>();
        try {
            for (final String line : Files.readAllLines(root.resolve(OPTIONS))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    flags.addAll(List.of(line.trim().split("\\s+")));
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(
                    "the project's flags are not where they should be; start with bench/run", e);
        }
        if (Runtime.version().feature() >= UNSAFE_WARNED_SINCE) {
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        return flags;
    }

    static List<String> command(
            final List<String> flags, final Class<?> main, final String... arguments) {
        final List<String> command = new ArrayList<>();
        command.add(executable().toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }
}
