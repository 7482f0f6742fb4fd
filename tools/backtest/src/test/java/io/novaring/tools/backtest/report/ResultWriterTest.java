/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.backtest.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a directory after a run. */
final class ResultWriterTest {
    private static final Set<String> FILES =
            Set.of(
                    "summary.json",
                    "report.html",
                    "orders.ndjson",
                    "fills.ndjson",
                    "pnl.ndjson",
                    "latency.ndjson",
                    "books.ndjson");

    @TempDir private Path directory;

    private static Set<String> names(final Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void shouldWriteTheSameBytesForTheSameRun() throws IOException {
        final Path first = directory.resolve("first");
        final Path second = directory.resolve("second/below");
        try (RunResult result = SampleRun.of(300)) {
            ResultWriter.write(first, result, false);
        }
        try (RunResult result = SampleRun.of(300)) {
            ResultWriter.write(second, result, false);
        }
        assertEquals(FILES, names(first));
        for (final String name : FILES) {
            assertArrayEquals(
                    Files.readAllBytes(first.resolve(name)),
                    Files.readAllBytes(second.resolve(name)),
                    name);
        }
    }

    @Test
    void shouldPutIdentityAndFiguresIntoTheSummary() throws IOException {
        try (RunResult result = SampleRun.of(300)) {
            ResultWriter.write(directory, result, false);
            final JsonNode summary =
                    new ObjectMapper().readTree(directory.resolve("summary.json").toFile());
            assertEquals("day", summary.at("/journal/name").asText());
            assertEquals("2", summary.at("/parameters/halfSpread").asText());
            assertEquals(7, summary.at("/seed").asLong());
            assertEquals(
                    Files.readAllLines(directory.resolve("fills.ndjson")).size(),
                    summary.at("/rows/fills").asInt());
            assertTrue(summary.at("/rows/fills").asInt() > 20);
            assertEquals(
                    result.figures().activity().fills(),
                    summary.at("/figures/activity/fills").asLong());
            assertTrue(summary.at("/figures/sharpe/ratio").isNull());
            assertFalse(summary.at("/figures/sharpe/reason").isNull());
        }
    }

    @Test
    void shouldReplaceAnEarlierResultAndRefuseOtherFiles() throws IOException {
        try (RunResult result = SampleRun.of(50)) {
            Files.writeString(directory.resolve("fills.ndjson.partial"), "cut off");
            ResultWriter.write(directory, result, false);
            ResultWriter.write(directory, result, false);
            assertEquals(FILES, names(directory));

            Files.writeString(directory.resolve("thesis.txt"), "years of work");
            final IOException refused =
                    assertThrows(
                            IOException.class, () -> ResultWriter.write(directory, result, false));
            assertTrue(refused.getMessage().contains("thesis.txt"), refused.getMessage());
            assertTrue(refused.getMessage().contains("--force"), refused.getMessage());

            ResultWriter.write(directory, result, true);
            assertEquals("years of work", Files.readString(directory.resolve("thesis.txt")));
        }
    }

    @Test
    void shouldLeaveNothingHalfWrittenWhenAFileCannotBeWritten() throws IOException {
        try (RunResult result = SampleRun.of(50)) {
            ResultWriter.write(directory, result, false);
            // A folder stands where a file of rows is to be.
            Files.delete(directory.resolve("latency.ndjson"));
            Files.createDirectories(directory.resolve("latency.ndjson/not-empty"));

            assertThrows(IOException.class, () -> ResultWriter.write(directory, result, false));

            final Set<String> left = names(directory);
            assertTrue(left.stream().noneMatch(name -> name.endsWith(".partial")), "" + left);
            assertFalse(left.contains(ResultWriter.SUMMARY), "says that all is there");
        }
    }

    @Test
    void shouldLetNothingFromOutsideBecomePartOfThePage() {
        try (RunResult result = SampleRun.of(50)) {
            final String page = HtmlReport.of(result);
            assertFalse(page.contains("<script>alert"), "a name came in as a tag");
            assertTrue(page.contains("&lt;script&gt;alert"));
            // Nothing is fetched: no address anywhere but that of the SVG namespace.
            final String rest = page.replace("http://www.w3.org/2000/svg", "");
            assertFalse(rest.contains("http://") || rest.contains("https://"));
            assertFalse(rest.contains(" src="));
        }
    }

    @Test
    void shouldStaySmallHoweverLongTheRun() {
        try (RunResult result = SampleRun.of(60_000)) {
            final int length = HtmlReport.of(result).length();
            assertTrue(length < 5 << 20, "length " + length);
            assertTrue(length > 1 << 18, "length " + length);
        }
    }
}
