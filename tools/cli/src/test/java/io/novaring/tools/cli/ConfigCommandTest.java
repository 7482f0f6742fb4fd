/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in force, and where it is from. */
final class ConfigCommandTest {
    private static final int COLUMNS = 100;

    @TempDir private Path folder;

    @Test
    void shouldExplainEveryKeyInLinesThatFit() throws IOException {
        final Path file = folder.resolve("a-file-with-quite-a-long-name-indeed.conf");
        Files.writeString(
                file,
                """
                profiles.mine { extends = standard
                  backoff.base = 2 s }
                connections.main { profile = mine
                  channels = ["book.BTC-PERPETUAL.100ms", "quote.BTC-PERPETUAL", "x\\u001b[2Jy"]
                }
                """);

        final Cli explain =
                Cli.run(
                        "config",
                        "explain",
                        "--config",
                        file.toString(),
                        "--set",
                        "engine.ring-length=1024");

        assertEquals(0, explain.exitCode(), explain.err());
        final List<String> lines = explain.out().lines().toList();
        assertTrue(lines.stream().allMatch(line -> line.length() <= COLUMNS), explain.out());
        assertTrue(lines.contains("connections.main") && lines.contains("journal"));
        assertLine(lines, "backoff.base", "2 s", "...-name-indeed.conf line 2");
        assertLine(lines, "backoff.max", "1 min", "profile standard");
        assertLine(lines, "ring-length", "1024", "command line");
        assertLine(lines, "venue", "deribit", "built-in default");
        assertFalse(explain.out().contains("\u001b"), explain.out());
        // Columns stand below each other.
        assertEquals(
                1,
                lines.stream()
                        .filter(l -> l.endsWith("built-in default"))
                        .map(l -> l.indexOf("built-in default"))
                        .distinct()
                        .count());
    }

    private static void assertLine(
            final List<String> lines, final String key, final String value, final String origin) {
        final String line =
                lines.stream().filter(l -> l.startsWith("  " + key + ' ')).findFirst().orElse("");
        assertTrue(line.contains("  " + value + "  ") && line.endsWith(origin), line);
    }

    @Test
    void shouldExplainToAProgram() throws IOException {
        final Path file = folder.resolve("a.conf");
        Files.writeString(
                file,
                """
                connections.main { role = private, account.currencies = [BTC]
                  credentials.key-id = canary
                  credentials.secret-file = canary }
                """);

        final Cli explain = Cli.run("config", "explain", "--json", "--config", file.toString());

        assertFalse(explain.out().contains("canary"), explain.out());
        final JsonNode id = setting(explain.json(), "connections.main.credentials.key-id");
        assertEquals("***", id.path("value").asText());
        assertEquals("file", id.path("originKind").asText());
        assertEquals(file.toString(), id.path("file").asText());
        assertEquals(2, id.path("line").asInt());
        assertEquals("auto", setting(explain.json(), "engine.ring-length").path("value").asText());
    }

    private static JsonNode setting(final JsonNode json, final String key) {
        for (final JsonNode node : json.path("settings")) {
            if (node.path("key").asText().equals(key)) {
                return node;
            }
        }
        throw new AssertionError("no " + key + " in " + json);
    }

    @Test
    void shouldExplainTheDefaultsWithoutAFile() {
        final Cli explain = Cli.run("config", "explain");

        assertEquals(0, explain.exitCode(), explain.err());
        assertTrue(explain.out().contains("profile financial"), explain.out());
    }

    @Test
    void shouldPrintTheSameExampleAsARun() {
        final Cli example = Cli.run("config", "example");

        assertEquals(0, example.exitCode());
        assertEquals(Cli.run("run", "--example").out(), example.out());
        assertTrue(example.out().contains("ring-length = auto"), example.out());
    }

    @Test
    void shouldRefuseAWrongFile() {
        final Cli explain = Cli.run("config", "explain", "--config", "/nowhere.conf");

        assertEquals(2, explain.exitCode());
        assertTrue(explain.err().contains("cannot read /nowhere.conf"), explain.err());
    }
}
