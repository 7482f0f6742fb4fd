/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README shows code that compiles and files that exist. */
final class ReadmeTest {
    private static final int SNIPPET_LINES_MAX = 15;
    private static final String BEGIN = "// readme:begin";
    private static final String END = "// readme:end";
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

    @Test
    void shouldShowTheExampleAsItIs() throws IOException {
        final String readme = Files.readString(TidyTest.ROOT.resolve("README.md"));
        final String example =
                Files.readString(
                        TidyTest.ROOT.resolve(
                                "examples/src/main/java/io/novaring/examples/Quickstart.java"));
        final int from = example.indexOf('\n', example.indexOf(BEGIN)) + 1;
        final int to = example.lastIndexOf('\n', example.indexOf(END)) + 1;
        // Without its last line feed: an empty last line would count as one without indent.
        final String snippet = example.substring(from, to - 1).stripIndent() + '\n';
        final int block = readme.indexOf("```java\n") + "```java\n".length();

        assertEquals(
                snippet,
                readme.substring(block, readme.indexOf("```", block)),
                "README.md must show what stands between the marks of Quickstart.java");
        assertTrue(snippet.lines().count() <= SNIPPET_LINES_MAX, "too long for a first look");
    }

    @Test
    void shouldLinkOnlyToWhatExists() throws IOException {
        for (final String page :
                List.of(
                        "README.md",
                        "docs/architecture.md",
                        "docs/journal.md",
                        "docs/latency.md",
                        "docs/events.md",
                        "docs/configuration.md",
                        "docs/simulator.md",
                        "docs/add-a-venue.md",
                        "docs/instruments.md",
                        "docs/venues.md",
                        "docs/trading.md",
                        "docs/operations.md",
                        "docs/failures.md",
                        "docs/backtest.md",
                        "docs/backtest-results.md",
                        "docs/data.md",
                        "docs/import.md",
                        "docs/views.md",
                        "docs/dependencies.md")) {
            final Path file = TidyTest.ROOT.resolve(page);
            final Matcher links = LINK.matcher(Files.readString(file));
            while (links.find()) {
                final String target = links.group(1);
                assertTrue(
                        target.startsWith("http") || Files.exists(file.resolveSibling(target)),
                        page + " links to " + target);
            }
        }
    }
}
