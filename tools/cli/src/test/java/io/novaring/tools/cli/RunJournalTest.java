/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal that cannot be begun, and one that stops while the run goes on. */
@Timeout(180)
final class RunJournalTest {
    private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final int CHUNK = 8 << 20;
    private static final long MARGIN = 32L << 20;
    private static final long FILL_MAX = 4L << 30;

    @TempDir private Path folder;

    private Cli run(final Path journal, final String... more) throws IOException {
        return Cli.run("run", "--config", file(journal, "ws://127.0.0.1:1/", more).toString());
    }

    private Path file(final Path journal, final String endpoint, final String... more)
            throws IOException {
        final Path file = folder.resolve("run.conf");
        Files.writeString(
                file,
                "connections.main { endpoint = \""
                        + endpoint
                        + "\", channels = [book.BTC-PERPETUAL.100ms] }\n"
                        + "journal.directory = \""
                        + journal
                        + "\"\n"
                        + String.join("\n", more));
        return file;
    }

    private static void requireOneLine(final Cli run, final String... parts) {
        assertEquals(1, run.err().strip().lines().count(), run.err());
        assertFalse(run.err().contains("Exception"), run.err());
        for (final String part : parts) {
            assertTrue(run.err().contains(part), part + " in: " + run.err());
        }
    }

    @Test
    void shouldSayThatAFileIsInItsPlace() throws IOException {
        final Path taken = Files.createFile(folder.resolve("taken"));

        final Cli run = run(taken);

        assertEquals(2, run.exitCode());
        requireOneLine(run, "novaring run: journal directory " + taken, "is a file");
        final Cli demo = Cli.run("demo", "--duration", "1", "--journal", taken.toString());
        assertEquals(2, demo.exitCode());
        requireOneLine(demo, "novaring demo: journal directory " + taken, "is a file");
    }

    @Test
    void shouldMakeMissingParents() throws IOException {
        final Path journal = folder.resolve("a/b/c");

        final Cli run = run(journal, "run.duration = 1 s");

        assertEquals(1, run.exitCode(), "never connected: " + run.err());
        assertTrue(Files.isDirectory(journal), run.err());
        assertFalse(run.out().contains("JOURNAL STOPPED"), run.out());
    }

    @Test
    void shouldSayThatAParentIsAFile() throws IOException {
        final Path taken = Files.createFile(folder.resolve("taken"));

        final Cli run = run(taken.resolve("journal"));

        assertEquals(2, run.exitCode());
        requireOneLine(run, "journal directory " + taken.resolve("journal") + " cannot be created");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r-x------", "---------"})
    void shouldSayThatItMayNotWrite(final String rights) throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may do anything");
        final Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString(rights));
        try {
            final Cli within = run(closed.resolve("journal"));
            final Cli itself = run(closed);

            assertEquals(2, within.exitCode());
            requireOneLine(within, "no permission for ");
            assertEquals(2, itself.exitCode());
            requireOneLine(itself, "change its owner or name another");
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Where nobody may make a folder, not even root: the kernel's own file system. */
    @Test
    void shouldSayThatTheFileSystemTakesNothing() throws IOException {
        final Path kernel = Path.of("/proc/novaring");
        assumeFalse(!Files.isDirectory(kernel.getParent()), "no such file system here");

        final Cli run = run(kernel);

        assertEquals(2, run.exitCode());
        requireOneLine(run, "journal directory " + kernel + " cannot be created");
    }

    @Test
    void shouldSayThatTheLockCannotBeHad() throws IOException {
        final Path journal = folder.resolve("journal");
        Files.createDirectories(journal.resolve("journal.lock"));

        final Cli run = run(journal);

        assertEquals(2, run.exitCode());
        requireOneLine(run, "journal directory " + journal + " cannot be locked: Is a directory");
    }

    @Test
    void shouldRefuseASecondWriterAtOnce() throws IOException {
        final Path journal = folder.resolve("journal");
        final Cli run;
        final Cli demo;
        try (JournalWriter first = JournalWriter.open(journal, JournalConfig.DEFAULTS)) {
            run = run(journal);
            demo = Cli.run("demo", "--duration", "1", "--journal", journal.toString());
            first.seal(0, 0);
        }

        assertEquals(4, run.exitCode());
        requireOneLine(run, journal + " is being written by another engine");
        assertEquals(4, demo.exitCode());
        requireOneLine(demo, journal + " is being written by another engine");
    }

    @Test
    void shouldLeaveNoJournalBehindWhenASecretCannotBeRead() throws IOException {
        final Path journal = folder.resolve("journal");
        final Path file = folder.resolve("run.conf");
        Files.writeString(
                file,
                "connections.a { role = private, account.currencies = [BTC]\n"
                        + "credentials { key-id = k, secret-file = /nowhere/canary } }\n"
                        + "journal.directory = \""
                        + journal
                        + "\"\n");

        final Cli run = Cli.run("run", "--config", file.toString());

        assertEquals(2, run.exitCode());
        requireOneLine(run, "there is no such secret file");
        assertFalse(Files.exists(journal), "an empty journal");
    }

    @Test
    void shouldSayThatTheJournalStopped() throws Exception {
        final Path journal = Files.createDirectory(folder.resolve("journal"));
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final AtomicInteger exitCode = new AtomicInteger(-1);
        final SimulatorConfig exchange = SimulatorConfig.builder().instruments(2).build();
        try (Simulator simulator = Simulator.start(exchange)) {
            final long least = journal.toFile().getUsableSpace() - MARGIN;
            final Path file =
                    file(
                            journal,
                            simulator.uri().toString(),
                            "journal.free-space-min = " + least,
                            "journal.free-space-warn = " + least);
            final Thread run =
                    new Thread(
                            () ->
                                    exitCode.set(
                                            Cli.commandLine(out, err)
                                                    .execute("run", "--config", file.toString())));
            run.start();
            await(out, err, "1 s ");
            fillUntil(out, err, "JOURNAL STOPPED: disk nearly full");
            assertTrue(run.isAlive(), "the feed goes on: " + out + err);
            // As Ctrl-C does.
            run.interrupt();
            run.join();
        }
        assertEquals(1, exitCode.get(), out.toString() + err);
        assertTrue(
                out.toString().contains("events are not recorded; make room on its disk"),
                out.toString());
        assertFalse(out.toString().contains("halted"), out.toString());
    }

    private static void await(final StringWriter out, final StringWriter err, final String text)
            throws InterruptedException {
        final long startNs = System.nanoTime();
        while (!out.toString().contains(text)) {
            assertTrue(System.nanoTime() - startNs < WAIT_NS, "not said: " + text + out + err);
            Thread.sleep(20);
        }
    }

    /** Others write to the disk and delete from it meanwhile: until it is said, not so much. */
    private void fillUntil(final StringWriter out, final StringWriter err, final String text)
            throws IOException, InterruptedException {
        final Path filler = folder.resolve("filler");
        final byte[] chunk = new byte[CHUNK];
        final long startNs = System.nanoTime();
        try (OutputStream stream = Files.newOutputStream(filler, StandardOpenOption.CREATE)) {
            long written = 0;
            while (!out.toString().contains(text)) {
                assertTrue(System.nanoTime() - startNs < WAIT_NS, "not said: " + text + out + err);
                if (written < FILL_MAX) {
                    stream.write(chunk);
                    written += chunk.length;
                }
                Thread.sleep(100);
            }
        } finally {
            Files.delete(filler);
        }
    }

    @Test
    void shouldShowTheExitStatusInItsHelp() {
        for (final String command : List.of("run", "demo")) {
            assertTrue(
                    Cli.run(command, "--help")
                            .out()
                            .contains("another process writes to the journal's directory"),
                    command);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, journal recording", "true, JOURNAL STOPPED: disk nearly full"})
    void shouldShowInTopHowTheJournalFares(final boolean isStopped, final String words)
            throws IOException {
        final Path counters = folder.resolve("run.counters");
        final Engine engine =
                Engine.launch(
                        new EngineContext()
                                .client(
                                        new DeribitPublicClient(
                                                DeribitConfig.of(URI.create("ws://127.0.0.1:1/"))))
                                .ioIdle(IdleMode.BACKOFF)
                                .counters(counters)
                                .journal(
                                        (event, sequence, end) -> {},
                                        (count, hash) -> {},
                                        () -> isStopped));
        engine.close();

        final String top = Cli.run("top", "--once", counters.toString()).out();

        assertTrue(top.contains(words), top);
        assertTrue(
                top.contains(
                        isStopped
                                ? engine.report().published() + " events not recorded"
                                : ", 0 events behind"),
                top);
    }
}
