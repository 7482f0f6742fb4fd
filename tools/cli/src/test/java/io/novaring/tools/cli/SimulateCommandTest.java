/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
final class SimulateCommandTest {
    @Test
    void shouldAnswerEveryCommandByALine() {
        final List<String> lines =
                simulate(
                        "drop",
                        "close 1001",
                        "skip BTC-PERPETUAL",
                        "duplicate NOPE",
                        "mute 0.1",
                        "rubbish not-json",
                        "refuse 0.1",
                        "rate 5",
                        "rate max",
                        "pause",
                        "resume",
                        "stats",
                        "help",
                        "close 7",
                        "mute -1",
                        "skip",
                        "dorp",
                        "quit");

        assertTrue(lines.get(0).startsWith("ws://127.0.0.1:"), lines.get(0));
        assertEquals(
                List.of(
                        "dropped 0",
                        "closed 0",
                        "not done: nobody is subscribed to the book of BTC-PERPETUAL",
                        "not done: no such instrument: NOPE",
                        "silent for 0.1 s",
                        "sent to 0",
                        "refuses connections for 0.1 s",
                        "rate 5",
                        "rate max",
                        "paused",
                        "resumed"),
                lines.subList(1, 12));
        assertTrue(lines.get(12).startsWith("connections=0 "), lines.get(12));
        assertTrue(lines.get(13).startsWith("Commands: drop, "), lines.get(13));
        assertEquals(
                List.of(
                        "not done: a close code is 1000 to 4999, not 7",
                        "not done: seconds must be above 0, not -1",
                        "not done: skip takes one word behind it",
                        "not done: no such command: dorp; did you mean drop? Type help for all",
                        "bye"),
                lines.subList(14, 19));
    }

    @Test
    void shouldSayThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            final String port = String.valueOf(taken.getLocalPort());

            final Cli cli = Cli.run("simulate", "--port", port);

            assertEquals(1, cli.exitCode());
            assertTrue(cli.err().contains("cannot start on port " + port), cli.err());
        }
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertEquals(2, Cli.run("simulate", "--instruments", "0").exitCode());
        assertEquals(2, Cli.run("simulate", "--rate", "quick").exitCode());
        assertEquals(2, Cli.run("simulate", "--token-life", "0").exitCode());
        final Cli tier = Cli.run("simulate", "--tier", "gold");
        assertEquals(2, tier.exitCode());
        assertTrue(
                tier.err()
                        .contains(
                                "--tier is none of tier-1, tier-2, tier-3, tier-4, unlimited: gold"),
                tier.err());
        assertEquals(1, Cli.run("simulate", "--file", "/nowhere.jsonl").exitCode());
    }

    @Test
    void shouldTellOfFaultsThatHappen() {
        final List<String> lines = simulate("fault settlement duration=1s", "fault reste", "quit");

        assertEquals("will do: settlement duration=1s", lines.get(1));
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("not done: no such fault: reste")),
                lines.toString());
    }

    @Test
    void shouldReadAPlanOfFaults(@TempDir final Path folder) throws Exception {
        final Path wrong = Files.writeString(folder.resolve("wrong"), "at 2s: reste\n");

        final Cli misspelt = Cli.run("simulate", "--faults-file", wrong.toString());

        assertEquals(2, misspelt.exitCode());
        assertTrue(misspelt.err().contains(wrong + ", line 1: no such fault: reste"));
        assertEquals(1, Cli.run("simulate", "--faults-file", "/nowhere").exitCode());

        final Path right = Files.writeString(folder.resolve("right"), "at 0s: settlement\n");
        final StringWriter out = new StringWriter();
        final SimulateCommand command = new SimulateCommand(new Endless(out, "fault settlement"));
        final int exitCode =
                new CommandLine(command)
                        .setOut(new PrintWriter(out, true))
                        .execute("--faults-file", right.toString());

        assertEquals(0, exitCode);
        assertTrue(out.toString().contains("fault settlement duration=1s after "), out.toString());
    }

    /** Says nothing until the output holds a text, and then quits. */
    private static final class Endless extends java.io.InputStream {
        private final StringWriter out;
        private final String text;
        private final ByteArrayInputStream quit =
                new ByteArrayInputStream("quit\n".getBytes(StandardCharsets.UTF_8));

        private Endless(final StringWriter out, final String text) {
            this.out = out;
            this.text = text;
        }

        @Override
        public int read() {
            while (!out.toString().contains(text)) {
                Thread.onSpinWait();
            }
            return quit.read();
        }
    }

    private static List<String> simulate(final String... commands) {
        final byte[] input = String.join("\n", commands).getBytes(StandardCharsets.UTF_8);
        final StringWriter out = new StringWriter();
        final SimulateCommand command = new SimulateCommand(new ByteArrayInputStream(input));

        final int exitCode = new CommandLine(command).setOut(new PrintWriter(out, true)).execute();

        assertEquals(0, exitCode);
        final List<String> lines = new ArrayList<>(out.toString().lines().toList());
        assertEquals("key novaring-demo secret novaring-demo-secret account demo", lines.remove(1));
        return lines;
    }
}
