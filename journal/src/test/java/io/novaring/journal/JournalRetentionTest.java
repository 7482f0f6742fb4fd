/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteListener;
import io.novaring.journal.files.SegmentFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalRetentionTest {
    private static final int RAW_LENGTH = 50_000;
    private static final long SECOND_NS = 1_000_000_000L;

    private static final JournalConfig SMALL =
            JournalConfig.DEFAULTS.withRollBytes(JournalConfig.ROLL_BYTES_MIN);

    @TempDir Path directory;

    private final MarketEvent event = Events.event(0, RAW_LENGTH);

    @Test
    void shouldDeleteTheOldestOfAllRunsFirstAndNeverThePresentOne() throws IOException {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            rollTo(writer, 4);
        }
        final JournalConfig config = SMALL.withRetainBytes(1);
        event.sequence = 0;
        try (JournalWriter writer = JournalWriter.open(directory, config)) {
            assertEquals(2, writer.run());
            await(() -> names().equals(List.of("00002-00001")));
            rollTo(writer, 3);
            await(() -> names().equals(List.of("00002-00003")));
            assertTrue(writer.state().isRecording());
        }
        assertEquals(event.sequence, Recorded.read(directory).nextSequence);
    }

    @Test
    void shouldKeepAsManyBytesAsItMay() throws IOException {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            rollTo(writer, 6);
        }
        // The present segment reserves 9 MiB, the ended ones have a little more than 1 MiB each.
        final JournalConfig config = SMALL.withRetainBytes(13 << 20);
        event.sequence = 0;
        try (JournalWriter writer = JournalWriter.open(directory, config)) {
            await(() -> writer.diskBytes() <= 13 << 20);
            assertTrue(writer.diskBytes() > 11 << 20, "" + writer.diskBytes());
            assertTrue(names().contains("00001-00006"));
        }
    }

    @Test
    void shouldDeleteWhatIsTooOldByTheEventsTime() {
        final JournalConfig config = SMALL.withRetainNs(100 * SECOND_NS);
        try (JournalWriter writer = JournalWriter.open(directory, config)) {
            rollTo(writer, 2);
            event.publishedTimeNs += 60 * SECOND_NS;
            rollTo(writer, 3);
            event.publishedTimeNs += 60 * SECOND_NS;
            write(writer, event.sequence + 1);

            await(() -> !names().contains("00001-00001"));
            assertTrue(names().contains("00001-00002"));
        }
    }

    @Test
    void shouldKeepWhatIsHeldInThisProcessAndAllBehindIt() {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            rollTo(writer, 4);
        }
        final SegmentHold hold = SegmentHold.shared(Segment.of(directory, 1, 2));
        final SegmentHold same = SegmentHold.shared(Segment.of(directory, 1, 2));
        event.sequence = 0;
        try (JournalWriter writer = JournalWriter.open(directory, SMALL.withRetainBytes(1))) {
            await(() -> writer.heldBackBytes() > 2 << 20);
            final List<String> kept =
                    List.of("00001-00002", "00001-00003", "00001-00004", "00002-00001");
            assertEquals(kept, names());
            hold.close();
            hold.close();
            assertNull(SegmentHold.tryExclusive(Segment.of(directory, 1, 2)));
            assertEquals(kept, names());

            same.close();

            await(() -> names().equals(List.of("00002-00001")));
            await(() -> writer.heldBackBytes() == 0);
        }
    }

    @Test
    void shouldKeepWhatAnotherProcessHoldsUntilItIsGone() throws Exception {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            rollTo(writer, 3);
        }
        final Process reader =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx32m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HoldChild.class.getName(),
                                directory.toString())
                        .start();
        try (BufferedReader lines = reader.inputReader()) {
            assertEquals("held", lines.readLine());
            event.sequence = 0;
            try (JournalWriter writer = JournalWriter.open(directory, SMALL.withRetainBytes(1))) {
                await(() -> writer.heldBackBytes() > 2 << 20);
                assertEquals(4, names().size());

                reader.toHandle().destroyForcibly();

                await(() -> names().equals(List.of("00002-00001")));
            }
        } finally {
            reader.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldNotLetAReaderHaveWhatIsBeingDeleted() throws IOException {
        final Segment segment = Segment.of(directory, 1, 1);
        Files.createDirectory(segment.folder());
        Files.createFile(segment.hold());
        try (SegmentHold deleting = SegmentHold.tryExclusive(segment)) {
            assertNotNull(deleting);
            assertNull(SegmentHold.shared(segment));
            assertNull(SegmentHold.tryExclusive(segment));
        }
        assertNull(SegmentHold.shared(Segment.of(directory, 1, 2)));
        try (SegmentHold reading = SegmentHold.shared(segment)) {
            assertNotNull(reading);
        }
    }

    @Test
    void shouldGoOnBehindAFolderWithWhatIsNotTheJournals() throws IOException {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            rollTo(writer, 3);
        }
        final Segment oldest = Segment.of(directory, 1, 1);
        Files.writeString(oldest.folder().resolve("notes.txt"), "mine");
        event.sequence = 0;
        try (JournalWriter writer = JournalWriter.open(directory, SMALL.withRetainBytes(1))) {
            await(() -> names().equals(List.of("00001-00001", "00002-00001")));
            assertTrue(writer.state().isRecording());
        }
        assertEquals(List.of("notes.txt"), filesIn(oldest.folder()));
    }

    @Test
    void shouldFollowTheWriterWhileSegmentsBehindAreDeleted() throws IOException {
        final MarketEvent read = new MarketEvent();
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            rollTo(writer, 3);
            try (JournalReader reader = JournalReader.open(directory)) {
                do {
                    // As one does who waits for the next event.
                    for (int i = 0; i < 1_000; i++) {
                        reader.next(read);
                    }
                } while (reader.nextSequence() < writer.recordedCount());
                SegmentFolder.delete(Segment.of(directory, 1, 1).folder());
                for (int i = 0; i < 1_000; i++) {
                    assertFalse(reader.next(read));
                }
                rollTo(writer, 5);
                while (reader.next(read)) {
                    assertTrue(reader.problem().isEmpty());
                }
                assertEquals(writer.recordedCount(), reader.nextSequence());
            }
        }
    }

    @Test
    void shouldPlaceAReaderAtTheFirstSegmentThatIsThereWhenItsWasDeletedMeanwhile()
            throws IOException {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            rollTo(writer, 4);
        }
        final RunFiles files = RunFiles.of(directory, RunFiles.LAST);
        try (RunCursor cursor = new RunCursor(files, NoteListener.NONE)) {
            cursor.place(3);
            SegmentFolder.delete(Segment.of(directory, 1, 1).folder());
            SegmentFolder.delete(Segment.of(directory, 1, 2).folder());

            cursor.place(1);

            assertEquals(3, cursor.segment().number());
            assertEquals(0, cursor.index());
        }
    }

    @Test
    void shouldMakeRoomBeforeThereIsSaidToBeNone() {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            rollTo(writer, 3);
        }
        event.sequence = 0;
        final JournalConfig config = SMALL.withRetainBytes(1);
        try (JournalWriter writer =
                JournalWriter.open(directory, config, () -> names().size() > 1 ? 0 : 4L << 30)) {
            write(writer, 1);
            assertEquals(1, writer.recordedCount());
        }
    }

    @Test
    void shouldNotTakeForOlderWhatEndedLaterThanItsIndexSays() throws IOException {
        final long nowMs = System.currentTimeMillis();
        event.publishedTimeNs = (nowMs - 7_200_000L) * 1_000_000;
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            write(writer, 1);
            event.publishedTimeNs = nowMs * 1_000_000;
            write(writer, 2);
        }
        event.sequence = 0;
        final JournalConfig config = SMALL.withRetainNs(3_600 * SECOND_NS);
        try (JournalWriter writer = JournalWriter.open(directory, config)) {
            write(writer, 1);
            final long free = writer.freeBytes();
            assertTrue(free > 0);
            LockSupport.parkNanos(SECOND_NS);
            assertEquals(List.of("00001-00001", "00002-00001"), names());
        }
    }

    private void rollTo(final JournalWriter writer, final int number) {
        while (!writer.segmentFile().folder().toString().endsWith("-0000" + number)) {
            write(writer, event.sequence + 1);
            LockSupport.parkNanos(1_000_000L);
        }
    }

    private void write(final JournalWriter writer, final long until) {
        for (; event.sequence < until; event.sequence++) {
            writer.onEvent(event, event.sequence, true);
        }
    }

    private List<String> names() {
        try {
            return Segment.list(directory).stream()
                    .map(segment -> segment.folder().getFileName().toString())
                    .toList();
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> filesIn(final Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static void await(final BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(5_000_000L);
        }
    }
}
