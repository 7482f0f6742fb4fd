/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.journal.files.SegmentFolder;
import io.novaring.journal.format.Compression;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(1200)
class JournalKillTest {
    /** More of them: -Dnovaring.soak.kills=100. */
    private static final int KILLS = Integer.getInteger("novaring.soak.kills", 4);

    @TempDir Path parent;

    private final Random random = new Random();
    private final List<Long> restartsUs = new ArrayList<>();
    private final List<Long> openingsUs = new ArrayList<>();

    @Test
    void shouldKeepEveryAcknowledgedRecordWhenTheWriterIsKilled() throws Exception {
        final Path directory = parent.resolve("journal");
        long records = 0;
        int torn = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            // Two of three while they are at a long record.
            final boolean isLong = kill % 3 != 0;
            final long acknowledged = writeAndKill(directory, kill / 2 % 2, isLong);

            final Recorded recorded = Recorded.read(directory);
            final int run = recorded.segments.get(0).run();
            assertEquals(kill + 1, run);
            assertTrue(acknowledged > 0);
            assertTrue(
                    recorded.nextSequence >= acknowledged,
                    recorded.nextSequence + " of " + acknowledged);
            final Segment last = recorded.segments.get(recorded.segments.size() - 1);
            final SegmentScan scan = SegmentScan.of(Recorded.store(last));
            assertNull(scan.damage());
            torn += scan.tornLength() > 0 ? 1 : 0;
            records += acknowledged;
            try (JournalReader reader = JournalReader.open(directory, run)) {
                assertTrue(reader.seekSequence(acknowledged - 1));
                while (reader.next(new MarketEvent())) {
                    assertTrue(reader.nextSequence() <= recorded.nextSequence);
                }
                assertEquals(recorded.nextSequence, reader.nextSequence());
                assertNotEquals(JournalEnd.SEALED, reader.end());
            }
        }
        requirePutInOrder(directory);
        System.out.printf(
                "%d kills, %d of them within a block, %d records acknowledged, none lost%n"
                        + "process start to first record p50 %d p99 %d us,"
                        + " opening to first record p50 %d p99 %d us%n",
                KILLS,
                torn,
                records,
                percentile(restartsUs, 50),
                percentile(restartsUs, 99),
                percentile(openingsUs, 50),
                percentile(openingsUs, 99));
        // With a few kills chance decides.
        assertTrue(KILLS < 40 || torn * 4 >= KILLS, torn + " of " + KILLS + " within a block");
    }

    @Test
    void shouldNameTheMissingFlag() throws Exception {
        final List<String> output = new ArrayList<>();
        final Process process = start(false, parent.resolve("run"), 0, false);
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

    /** The next run leaves nothing half done of those before. */
    private void requirePutInOrder(final Path directory) throws IOException {
        final List<Segment> before = Segment.list(directory);
        JournalWriter.open(directory, JournalConfig.DEFAULTS).close();
        for (final Segment segment : before) {
            assertFalse(SegmentFolder.isUnfinished(segment.folder()));
            if (Files.exists(segment.folder())) {
                final Path store = Recorded.store(segment);
                assertEquals(SegmentScan.of(store).validLength(), Files.size(store));
            }
        }
    }

    /** Returns how many records the child said were written. */
    private long writeAndKill(final Path directory, final int compression, final boolean isLong)
            throws Exception {
        final long beginNs = System.nanoTime();
        final Process process = start(true, directory, compression, isLong);
        try (BufferedReader lines = reader(process)) {
            String line = lines.readLine();
            while (!acknowledges(line)) {
                // The JVM's own warnings come first.
                if (line.startsWith("opened ")) {
                    openingsUs.add(Long.parseLong(line.substring(7)));
                }
                line = lines.readLine();
            }
            restartsUs.add((System.nanoTime() - beginNs) / 1_000);
            final Thread killer =
                    isLong ? null : new Thread(() -> kill(process, random.nextInt(400_000)));
            if (killer != null) {
                killer.start();
            }
            int longRecords = random.nextInt(20);
            String last = line;
            for (; line != null; line = lines.readLine()) {
                last = acknowledges(line) ? line : last;
                if (line.startsWith(JournalKillChild.NOW) && longRecords-- == 0) {
                    awaitBlock(line.split(" ", 3));
                    kill(process, 0);
                }
            }
            if (killer != null) {
                killer.join();
            }
            return Long.parseLong(last.substring(0, last.length() - 1));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Returns when a block has been begun there: behind the word, which the queue writes last. */
    private static void awaitBlock(final String[] place) throws IOException {
        final long position = Long.parseLong(place[1]);
        final long beginNs = System.nanoTime();
        try (RandomAccessFile file = new RandomAccessFile(place[2], "r")) {
            int word = 0;
            while (word == 0 && System.nanoTime() - beginNs < 1_000_000_000L) {
                file.seek(position + 4);
                word = file.readInt();
            }
        }
    }

    private static void kill(final Process process, final int afterUs) {
        LockSupport.parkNanos(afterUs * 1_000L);
        // SIGKILL; the Process itself would close the stream as well.
        process.toHandle().destroyForcibly();
    }

    private static long percentile(final List<Long> values, final int percent) {
        final List<Long> sorted = values.stream().sorted().toList();
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }

    /** A line that was cut has no end mark. */
    private static boolean acknowledges(final String line) {
        assertNotNull(line, "the writer ended by itself");
        return line.endsWith(";");
    }

    private static Process start(
            final boolean withFlags,
            final Path directory,
            final int compression,
            final boolean isLong)
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
        command.add(Boolean.toString(isLong));
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
