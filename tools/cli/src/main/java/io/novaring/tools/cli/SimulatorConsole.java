/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import io.novaring.tools.cli.console.Units;
import io.novaring.tools.config.NearestWord;
import io.novaring.tools.simulator.Rubbish;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.SimulatorCounters;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Takes commands for a simulator, one a line, and answers each with a line. */
final class SimulatorConsole {
    static final String HELP =
            "Commands: drop, close CODE, skip INSTRUMENT, duplicate INSTRUMENT, mute SECONDS,"
                    + " rubbish KIND, refuse SECONDS, fault FAULT, rate N, pause, resume,"
                    + " stats, help, quit.";

    private static final List<String> WORDS =
            List.of(
                    "drop",
                    "close",
                    "skip",
                    "duplicate",
                    "mute",
                    "rubbish",
                    "refuse",
                    "fault",
                    "rate",
                    "pause",
                    "resume",
                    "stats",
                    "help",
                    "quit");
    private static final double SECONDS_MAX = 86_400;
    private static final int CODE_MIN = 1000;
    private static final int CODE_MAX = 4999;

    private final Simulator simulator;
    private final PrintWriter out;
    private final Runnable quit;
    private long framesBefore;
    private long bytesBefore;
    private String statusBefore;

    SimulatorConsole(final Simulator simulator, final PrintWriter out, final Runnable quit) {
        this.simulator = simulator;
        this.out = out;
        this.quit = quit;
    }

    /** Messages a second of this word. */
    static long rate(final String word) {
        if ("max".equals(word)) {
            return SimulatorConfig.UNLIMITED;
        }
        try {
            final long rate = Long.parseLong(word);
            if (rate >= 0) {
                return rate;
            }
        } catch (final NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("rate is neither a number from 0 nor max: " + word);
    }

    /** Reads in a thread of its own: a terminal cannot be asked whether it has a line. */
    void start(final InputStream in) {
        final Thread thread = new Thread(() -> read(in), "novaring-console");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(final InputStream in) {
        final BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    say(answer(line.strip().split("\\s+")));
                }
            }
        } catch (final IOException e) {
            say("no further commands: " + e.getMessage());
        }
    }

    /** A line of a fault that has just happened; the simulator's thread. */
    static void tell(final PrintWriter out, final FaultReport report) {
        synchronized (out) {
            out.println(report);
            out.flush();
        }
    }

    /** Nothing when the line is null. */
    private void say(final String line) {
        if (line == null) {
            return;
        }
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    private String answer(final String[] words) {
        try {
            return act(words[0].toLowerCase(Locale.ROOT), words);
        } catch (final IllegalArgumentException | IllegalStateException e) {
            return "not done: " + e.getMessage();
        }
    }

    private String act(final String word, final String[] words) {
        switch (word) {
            case "drop":
                return "dropped " + simulator.dropConnections();
            case "close":
                return "closed " + simulator.closeConnections(closeCode(argument(words)));
            case "skip":
                simulator.skipChange(argument(words)).thenAccept(id -> say("skipped " + id));
                return "will skip the next change of " + words[1];
            case "duplicate":
                simulator
                        .duplicateChange(argument(words))
                        .thenAccept(id -> say("sent twice " + id));
                return "will send the next change of " + words[1] + " twice";
            case "mute":
                simulator.mute(seconds(argument(words)));
                return "silent for " + words[1] + " s";
            case "refuse":
                simulator.refuseConnections(seconds(argument(words)));
                return "refuses connections for " + words[1] + " s";
            case "rubbish":
                return "sent to " + simulator.sendRubbish(rubbish(argument(words)));
            case "fault":
                // Its listener tells of it when it has happened.
                simulator.inject(Fault.parse(rest(words)));
                return "will do: " + rest(words);
            case "rate":
                simulator.setRate(rate(argument(words)));
                return "rate " + words[1];
            case "pause":
                simulator.pause();
                return "paused";
            case "resume":
                simulator.resume();
                return "resumed";
            case "stats":
                return stats();
            case "help":
                return HELP;
            case "quit":
                quit.run();
                return null;
            default:
                throw new IllegalArgumentException(
                        "no such command: "
                                + word
                                + NearestWord.question(word, WORDS)
                                + " Type help for all");
        }
    }

    /** The last line, whatever ended the simulator. */
    void end() {
        say("bye");
    }

    /** One line of what happened since the last, if anything did; the terminal's thread. */
    void showStatus() {
        final SimulatorCounters now = simulator.counters();
        final String status =
                String.format(
                        Locale.ROOT,
                        "%d connections, %d subscriptions, %s frames/s, %s/s",
                        now.connectionsOpen(),
                        now.subscriptions(),
                        Units.count(now.framesSent() - framesBefore),
                        Units.bytes(now.bytesSent() - bytesBefore));
        if (!status.equals(statusBefore)) {
            say(status);
        }
        statusBefore = status;
        framesBefore = now.framesSent();
        bytesBefore = now.bytesSent();
    }

    private String stats() {
        final SimulatorCounters now = simulator.counters();
        return "connections="
                + now.connectionsOpen()
                + " accepted="
                + now.connectionsAccepted()
                + " subscriptions="
                + now.subscriptions()
                + " frames="
                + now.framesSent()
                + " bytes="
                + now.bytesSent()
                + " skipped="
                + now.changesSkipped()
                + " duplicated="
                + now.changesDuplicated()
                + " rubbish="
                + now.rubbishSent();
    }

    private static String argument(final String[] words) {
        if (words.length != 2) {
            throw new IllegalArgumentException(words[0] + " takes one word behind it");
        }
        return words[1];
    }

    private static String rest(final String[] words) {
        if (words.length < 2) {
            throw new IllegalArgumentException(words[0] + " takes a fault behind it");
        }
        return String.join(" ", Arrays.copyOfRange(words, 1, words.length));
    }

    private static int closeCode(final String word) {
        final double code = number(word);
        if (code < CODE_MIN || code > CODE_MAX || code != Math.rint(code)) {
            throw new IllegalArgumentException("a close code is 1000 to 4999, not " + word);
        }
        return (int) code;
    }

    private static Duration seconds(final String word) {
        final double seconds = number(word);
        if (!(seconds > 0 && seconds <= SECONDS_MAX)) {
            throw new IllegalArgumentException("seconds must be above 0, not " + word);
        }
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private static double number(final String word) {
        try {
            return Double.parseDouble(word);
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("not a number: " + word, e);
        }
    }

    private static Rubbish rubbish(final String word) {
        final List<String> kinds =
                Arrays.stream(Rubbish.values())
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList();
        final int index = kinds.indexOf(word.toLowerCase(Locale.ROOT).replace('_', '-'));
        if (index < 0) {
            throw new IllegalArgumentException(
                    "no such rubbish: " + word + "; there is " + String.join(", ", kinds));
        }
        return Rubbish.values()[index];
    }
}
