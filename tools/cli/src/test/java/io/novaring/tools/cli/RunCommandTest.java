/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.login.ApiKey;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class RunCommandTest {
    @TempDir private Path folder;

    @Test
    void shouldRecordUntilTheDurationIsOver() throws IOException {
        final Path journal = folder.resolve("journal");
        final SimulatorConfig exchange = SimulatorConfig.builder().instruments(2).build();
        try (Simulator simulator = Simulator.start(exchange)) {
            final Cli run =
                    run(
                            "endpoint = \"" + simulator.uri() + "\"",
                            "channels = [\"book.BTC-PERPETUAL.100ms\", \"quote.BTC-PERPETUAL\"]",
                            "duration = 1500 ms",
                            "journal.directory = \"" + journal + "\"");

            assertEquals(0, run.exitCode(), run.err());
            assertTrue(run.out().contains("BTC-PERPETUAL"), run.out());
        }
        final Cli replay = Cli.run("replay", "--json", journal.toString());
        assertEquals(0, replay.exitCode(), replay.out() + replay.err());
        assertTrue(replay.json().path("equal").asBoolean());
    }

    @Test
    void shouldGoOnInADirectoryWithEarlierRuns() throws IOException {
        final Path journal = folder.resolve("journal");
        final SimulatorConfig exchange = SimulatorConfig.builder().instruments(2).build();
        try (Simulator simulator = Simulator.start(exchange)) {
            for (int i = 1; i <= 2; i++) {
                final Cli run =
                        run(
                                "endpoint = \"" + simulator.uri() + "\"",
                                "channels = [\"quote.BTC-PERPETUAL\"]",
                                "duration = 500 ms",
                                "journal.directory = \"" + journal + "\"");
                assertEquals(0, run.exitCode(), run.err());
                assertTrue(run.out().contains("run " + i + " of the journal in "), run.out());
            }
        }
        for (int i = 1; i <= 2; i++) {
            final Cli replay =
                    Cli.run("replay", "--json", "--run", Integer.toString(i), journal.toString());
            assertEquals(0, replay.exitCode(), replay.out() + replay.err());
            assertTrue(replay.json().path("equal").asBoolean(), replay.out());
        }
    }

    @Test
    void shouldSayWhyThereIsNoConnection() throws IOException {
        final Cli run = run("endpoint = \"ws://127.0.0.1:1/\"", "channels = [a]", "duration = 1 s");

        assertTrue(run.out().contains("disconnected: connect failed, "), run.out());
        assertTrue(run.out().contains("never connected: main, ws://127.0.0.1:1/"), run.out());
        assertFalse(run.out().contains("journalled"), "nothing was recorded: " + run.out());
        assertEquals(1, run.exitCode(), run.out());
    }

    @Test
    void shouldLogInAndTellOfTheAccount() throws IOException {
        final Path counters = folder.resolve("counters");
        final Cli run;
        try (Simulator simulator =
                Simulator.start(SimulatorConfig.builder().instruments(2).build())) {
            final List<String> lines =
                    new ArrayList<>(List.of(privateConnection(simulator, ApiKey.DEMO.secret())));
            lines.add("telemetry.counters-file = \"" + counters + "\"");
            run = run(lines.toArray(new String[0]));
        }
        final Cli top = Cli.run("top", "--once", counters.toString());
        assertTrue(top.out().contains("Orders"), top.out());
        assertTrue(top.out().contains("differences"), top.out());
        assertTrue(top.widest() <= 100, top.out());

        assertEquals(0, run.exitCode(), run.out() + run.err());
        assertTrue(run.out().contains("a: logged in"), run.out());
        assertTrue(run.out().contains("a: READY for orders"), run.out());
        assertTrue(run.out().contains("a: ready, 0 orders open, 0 unknown; 0 fills"), run.out());
        assertTrue(run.out().contains("a: balance 100 BTC, equity 100"), run.out());
        assertFalse((run.out() + run.err()).contains(ApiKey.DEMO.secret()), run.out());
    }

    @Test
    void shouldSayWhatToCheckWhenTheLoginIsRefused() throws IOException {
        final Cli run;
        try (Simulator simulator =
                Simulator.start(SimulatorConfig.builder().instruments(2).build())) {
            run = run(privateConnection(simulator, "canary"));
        }

        assertEquals(1, run.exitCode(), run.out() + run.err());
        assertTrue(
                run.out().contains("disconnected: authentication failed, the venue refused"),
                run.out());
        assertTrue(run.out().contains("check the client id and its secret"), run.out());
        assertTrue(run.out().contains("given up: "), run.out());
        assertTrue(run.out().contains("never logged in: a"), run.out());
        assertFalse((run.out() + run.err()).contains("canary"), run.out() + run.err());
    }

    @Test
    void shouldSayThatTheSecretCannotBeRead() throws IOException {
        final Cli run =
                run(
                        "connections.a { role = private, account.currencies = [BTC]",
                        "credentials { key-id = k, secret-file = /nowhere/canary } }");

        assertEquals(2, run.exitCode(), run.out());
        assertTrue(
                run.err().contains("connections.a.credentials: there is no such secret file"),
                run.err());
        assertFalse(run.err().contains("canary"), run.err());
    }

    private String[] privateConnection(final Simulator simulator, final String secret)
            throws IOException {
        final Path file =
                Files.createFile(
                        folder.resolve("secret"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret);
        return new String[] {
            "connections.a { role = private, endpoint = \"" + simulator.uri() + "\"",
            "credentials { key-id = " + ApiKey.DEMO.id() + ", secret-file = \"" + file + "\" }",
            "account.currencies = [BTC] }",
            "run.duration = 4 s"
        };
    }

    @Test
    void shouldNameTheKeyThatWasMeant() throws IOException {
        final Cli run = run("channels = [a]", "engine.ring-lenght = 1024");

        assertEquals(2, run.exitCode());
        assertTrue(
                run.err()
                        .contains(
                                "line 2: unknown key engine.ring-lenght;"
                                        + " did you mean engine.ring-length?"),
                run.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "venue = mars | venue is none of deribit: mars",
                "endpoint = moon | endpoint is neither production, test nor an address: moon",
                "endpoint = \"http://x/\" | endpoint neither ws nor wss: http",
                "heartbeat-interval = 3 s | heartbeat-interval is not whole seconds within 10 s",
                "engine.topology = wide | engine.topology is none of auto, inline, fused, staged",
                "journal.free-space-min = 1 MiB | journal.free-space-min is below 16 MiB",
                "journal = 7 | journal is a section",
                "duration = soon | run.duration is no time",
                "duration = -1 s | duration is negative",
                "channels = [] | channels is empty",
                "engine.cores = 2 | connections is empty"
            })
    void shouldRefuseAWrongValue(final String line, final String message) throws IOException {
        final Cli run = run(line);

        assertEquals(2, run.exitCode(), run.out());
        assertTrue(run.err().contains(message), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void shouldPrintAnExampleThatPrintsItself() throws IOException {
        final Cli example = Cli.run("run", "--example");
        final Path file = folder.resolve("example.conf");
        Files.writeString(
                file, example.out() + "\nconnections.main.channels = [\"quote.BTC-PERPETUAL\"]\n");

        final Cli printed = Cli.run("run", "--config", file.toString(), "--print-config");

        assertAll(
                () -> assertEquals(0, example.exitCode()),
                () -> assertEquals(0, printed.exitCode(), printed.err()),
                () ->
                        assertTrue(
                                printed.out().contains("engine.ring-length = auto"),
                                printed.out()));
    }

    @Test
    void shouldTellOfFormerKeysAndServeMetricsAsTheFileSays() throws IOException {
        final Cli run =
                run(
                        "endpoint = \"ws://127.0.0.1:1/?key=canary\"",
                        "channels = [a]",
                        "duration = 1 ms",
                        "telemetry.metrics = \"127.0.0.1:0\"",
                        "telemetry.filter = [book-lost, disconnected]");

        assertTrue(run.err().contains("line 3: duration is now run.duration"), run.err());
        assertTrue(run.out().contains("metrics at http://127.0.0.1:"), run.out());
        assertFalse((run.out() + run.err()).contains("canary"), run.out() + run.err());
    }

    @Test
    void shouldSetAValueInPlaceOfTheFiles() throws IOException {
        final Path file = folder.resolve("run.conf");
        Files.writeString(file, "connections.a.channels = [x], run.duration = 8 hours");

        final Cli run =
                Cli.run(
                        "run",
                        "--config",
                        file.toString(),
                        "--set",
                        "connections.a.endpoint=ws://127.0.0.1:1/",
                        "--set",
                        "run.duration=1 ms");

        assertTrue(run.out().contains("ws://127.0.0.1:1/, nothing recorded"), run.out());
    }

    @Test
    void shouldSubscribeWhatTheFileGainsWhileItRuns() throws Exception {
        final SimulatorConfig exchange = SimulatorConfig.builder().instruments(2).build();
        final Path file = folder.resolve("watched.conf");
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        try (Simulator simulator = Simulator.start(exchange)) {
            final String head =
                    "connections.a.endpoint = \"" + simulator.uri() + "\"\nrun.duration = 1 h\n";
            Files.writeString(file, head + "connections.a.channels = [quote.BTC-PERPETUAL]\n");
            final Thread run =
                    new Thread(
                            () ->
                                    Cli.commandLine(out, err)
                                            .execute(
                                                    "run", "--watch", "--config", file.toString()));
            run.start();
            awaitText(out, err, "1 s ");
            Files.writeString(
                    file,
                    head
                            + "connections.a.channels = [book.BTC-PERPETUAL.100ms]\n"
                            + "engine.ring-length = 64\n");
            awaitText(out, err, "changed: connections.a.channels: added book.BTC-PERPETUAL.100ms");
            awaitText(out, err, "changed: connections.a.channels: removed quote.BTC-PERPETUAL");
            awaitText(out, err, "needs a restart: engine.ring-length: auto -> 64");
            Files.writeString(file, head + "connections.b.channels = []");
            awaitText(out, err, "needs a restart: connections.b: (none) -> a connection");
            // As Ctrl-C does.
            run.interrupt();
            run.join();
            assertTrue(out.toString().contains("events: "), out.toString() + err);
            assertFalse(out.toString().contains("not granted"), out.toString());
        }
    }

    private static void awaitText(final StringWriter out, final StringWriter err, final String text)
            throws InterruptedException {
        final long startNs = System.nanoTime();
        while (!out.toString().contains(text)) {
            assertTrue(
                    System.nanoTime() - startNs < 30_000_000_000L,
                    "not said: " + text + "\n" + out + err);
            Thread.sleep(20);
        }
    }

    @Test
    void shouldWantAConfiguration() {
        assertEquals(2, Cli.run("run").exitCode());
        assertEquals(2, Cli.run("run", "--config", "/nowhere.conf").exitCode());
    }

    private Cli run(final String... lines) throws IOException {
        final Path file = folder.resolve("run.conf");
        Files.write(file, List.of(lines));
        return Cli.run("run", "--config", file.toString());
    }
}
