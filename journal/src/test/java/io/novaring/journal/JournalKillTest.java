/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.journal.format.Compression;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class JournalKillTest {
    /** More of them: -Dnovaring.kills=100. */
    private static final int KILLS = Integer.getInteger("novaring.kills", 3);

    @TempDir Path parent;

    @Test
    void shouldKeepEveryAcknowledgedRecordWhenTheWriterIsKilled() throws Exception {
        final Random random = new Random();
        for (int kill = 0; kill < KILLS; kill++) {
            final Path directory = parent.resolve("run-" + kill);
            final long acknowledged = writeAndKill(directory, kill % 2, random.nextInt(400));

            try (JournalReader reader = JournalReader.open(directory)) {
                final long count = Events.readAll(reader);
                assertTrue(count >= acknowledged, count + " of " + acknowledged);
                assertFalse(reader.problem().isPresent());
                assertNotEquals(JournalEnd.SEALED, reader.end());
            }
            assertTrue(acknowledged > 0);
            assertFalse(JournalVerifier.verify(directory).problem().isPresent());
        }
    }

    @Test
    void shouldNameTheMissingFlag() throws Exception {
        final List<String> output = new ArrayList<>();
        final Process process = start(false, parent.resolve("run"), 0);
        try (BufferedReader lines = reader(process)) {
            lines.lines().forEach(output::add);
        }
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));

        assertEquals(1, process.exitValue());
        assertTrue(
                output.toString().contains("--add-exports java.base/sun.nio.ch=ALL-UNNAMED"),
                output.toString());
        assertFalse(Files.exists(parent.resolve("run")));
    }

    /** Returns how many records the child said were written. */
    private static long writeAndKill(final Path directory, final int compression, final int afterMs)
            throws Exception {
        final Process process = start(true, directory, compression);
        try (BufferedReader lines = reader(process)) {
            String last = lines.readLine();
            while (!acknowledges(last)) {
                // The JVM's own warnings come first.
                last = lines.readLine();
            }
            final Thread killer =
                    new Thread(
                            () -> {
                                try {
                                    Thread.sleep(afterMs);
                                } catch (final InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                                // SIGKILL; the Process itself would close the stream as well.
                                process.toHandle().destroyForcibly();
                            });
            killer.start();
            for (String line = last; line != null; line = lines.readLine()) {
                last = acknowledges(line) ? line : last;
            }
            killer.join();
            return Long.parseLong(last.substring(0, last.length() - 1));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** A line that was cut has no end mark. */
    private static boolean acknowledges(final String line) {
        assertNotNull(line, "the writer ended by itself");
        return line.endsWith(";");
    }

    private static Process start(
            final boolean withFlags, final Path directory, final int compression)
            throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx128m");
        if (withFlags) {
            command.add("@" + flags());
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(JournalKillChild.class.getName());
        command.add(directory.toString());
        command.add(Compression.values()[compression].name());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** The project's one list of flags, from this module's directory or from the root. */
    private static Path flags() {
        final String path = "engine/src/main/resources/io/novaring/engine/jvm.options";
        final Path root = Path.of("").toAbsolutePath();
        final Path here = root.resolve(path);
        return Files.exists(here) ? here : root.resolveSibling(path);
    }

    private static BufferedReader reader(final Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
