/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Small things that a compiler does not see, over every source file of the project. */
final class TidyTest {
    private static final int LINES_MAX = 400;
    private static final int COLUMNS_MAX = 100;
    private static final int README_LINES_MAX = 120;

    // Spelled in pieces, so that this file passes its own test.
    private static final Pattern LEFT_OVER = Pattern.compile("TO" + "DO|FIX" + "ME|XX" + "X");
    static final Path ROOT = root();

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    @Test
    void shouldKeepEveryFileShortAndNarrow() throws IOException {
        final List<String> findings = new ArrayList<>();
        for (final Path file : javaFiles()) {
            final List<String> lines = Files.readAllLines(file);
            if (lines.size() > LINES_MAX) {
                findings.add(file + " has " + lines.size() + " lines");
            }
            for (int i = 0; i < lines.size(); i++) {
                final String line = lines.get(i);
                // A literal or a link cannot be broken.
                final boolean breakable = !line.contains("\"") && !line.contains("http");
                if (line.length() > COLUMNS_MAX && breakable) {
                    findings.add(file + ":" + (i + 1) + " has " + line.length() + " columns");
                }
                if (LEFT_OVER.matcher(line).find()) {
                    findings.add(file + ":" + (i + 1) + " is unfinished: " + line.trim());
                }
            }
        }
        assertEquals(List.of(), findings);
    }

    @Test
    void shouldFindTheSources() throws IOException {
        assertTrue(javaFiles().size() > 100, "only " + javaFiles().size() + " files found");
    }

    @Test
    void shouldKeepTheReadmeReadable() throws IOException {
        final int lines = Files.readAllLines(ROOT.resolve("README.md")).size();

        assertTrue(lines <= README_LINES_MAX, "README.md has " + lines + " lines");
    }

    private static List<Path> javaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> !f.toString().contains("/target/"))
                    .toList();
        }
    }
}
