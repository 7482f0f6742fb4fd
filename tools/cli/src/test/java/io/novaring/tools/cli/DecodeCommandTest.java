/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DecodeCommandTest {
    private static final String GOOD =
            "{\"method\":\"heartbeat\",\"params\":{\"type\":\"heartbeat\"}}";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final StringWriter messages = new StringWriter();
    private byte[] input = new byte[0];

    @TempDir private Path folder;

    @Test
    void shouldAnswerEveryLineOfStandardInputWithOneLine() {
        input(GOOD + "\r\n\n" + GOOD + "\n{\"a\":\n" + GOOD);

        assertEquals(1, run());

        assertEquals(
                heartbeat(1)
                        + reject(2, "truncated", 0)
                        + heartbeat(3)
                        + reject(4, "truncated", 5)
                        + heartbeat(5),
                output.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldEndWithZeroWhenAllWasDecoded() {
        input(GOOD + "\n" + GOOD + "\n");

        assertEquals(0, run("--venue", "deribit", "-"));

        assertEquals(heartbeat(1) + heartbeat(2), output.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldPrintTheRarerKindsWithTheirFieldsWhenTyped() {
        final String channel = "\"channel\":\"platform_state\"";
        input(
                "{\"method\":\"subscription\",\"params\":{"
                        + channel
                        + ",\"data\":{\"maintenance\":true}}}\n");

        assertEquals(0, run());
        assertEquals(0, run("--typed"));

        assertEquals(
                "{\"line\":1,\"kind\":\"notification\","
                        + channel
                        + "}\n"
                        + "{\"line\":1,\"kind\":\"platformState\","
                        + channel
                        + ",\"maintenance\":true,\"index\":null,\"locked\":null,"
                        + "\"reasons\":null,\"allowsUnauthenticated\":null}\n",
                output.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldPrintNothingForNoInput() {
        assertEquals(0, run());

        assertEquals(0, output.size());
    }

    @Test
    void shouldReadFilesInTheOrderGiven() throws IOException {
        final Path first = folder.resolve("first");
        final Path second = folder.resolve("second");
        Files.writeString(first, GOOD);
        Files.writeString(second, "[]\n");

        assertEquals(1, run(first.toString(), second.toString()));

        assertEquals(
                heartbeat(1) + reject(2, "unknown-message", 0),
                output.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldRejectWhatIsNotUtf8() {
        input = (GOOD + "?\n" + GOOD).getBytes(StandardCharsets.UTF_8);
        input[GOOD.length()] = (byte) 0xFF;

        assertEquals(1, run());

        assertEquals(
                reject(1, "bad-utf8", GOOD.length()) + heartbeat(2),
                output.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldDecodeLongLinesAndCutTooLongOnes() {
        final String blanks = " ".repeat(16 << 20);
        final String longest = GOOD + blanks.substring(GOOD.length());
        input(longest + "\n" + longest + " \n" + GOOD + "\n");

        assertEquals(1, run());

        assertEquals(
                heartbeat(1) + reject(2, "truncated", 16 << 20) + heartbeat(3),
                output.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldSayWhatToDoAboutAMissingFile() throws IOException {
        final Path present = folder.resolve("present");
        Files.writeString(present, GOOD);

        assertEquals(2, run(present.toString(), folder.resolve("absent").toString()));

        assertEquals(0, output.size());
        assertTrue(messages.toString().contains("no such file"), messages.toString());
        assertTrue(messages.toString().contains("check the path"), messages.toString());
    }

    @Test
    void shouldRefuseADirectory() {
        assertEquals(2, run(folder.toString()));

        assertTrue(messages.toString().contains("a directory"), messages.toString());
    }

    @Test
    void shouldRefuseAnUnknownVenue() {
        assertEquals(2, run("--venue", "nowhere"));

        assertTrue(messages.toString().contains("unknown venue: nowhere"), messages.toString());
        assertTrue(messages.toString().contains("--venue deribit"), messages.toString());
    }

    @Test
    void shouldRefuseAnUnknownOption() {
        assertEquals(2, run("--nothing"));
    }

    @Test
    void shouldShowExamplesInItsHelp() {
        assertEquals(0, run("--help"));

        assertTrue(messages.toString().contains("novaring decode frames.jsonl"));
    }

    private int run(final String... arguments) {
        final PrintWriter printer = new PrintWriter(messages);
        return new CommandLine(new DecodeCommand(new ByteArrayInputStream(input), output))
                .setOut(printer)
                .setErr(printer)
                .execute(arguments);
    }

    private void input(final String text) {
        input = text.getBytes(StandardCharsets.UTF_8);
    }

    private static String heartbeat(final int line) {
        return "{\"line\":" + line + ",\"kind\":\"heartbeat\",\"type\":\"heartbeat\"}\n";
    }

    private static String reject(final int line, final String reason, final int offset) {
        return "{\"line\":"
                + line
                + ",\"kind\":\"reject\",\"reason\":\""
                + reason
                + "\",\"offset\":"
                + offset
                + "}\n";
    }
}
