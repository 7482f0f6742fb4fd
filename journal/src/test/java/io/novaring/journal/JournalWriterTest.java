/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.RecorderState;
import io.novaring.journal.format.BlockFormat;
import io.novaring.journal.format.RecordFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalWriterTest {
    private static final JournalConfig DEFAULTS = JournalConfig.DEFAULTS;
    private static final long PLENTY = 1L << 40;

    @TempDir Path parent;
    private Path directory;

    @BeforeEach
    void nameDirectory() {
        directory = parent.resolve("run/1");
    }

    @Test
    void shouldCreateTheDirectoryForItsOwnerAlone() throws IOException {
        open().close();

        assertTrue(Files.isDirectory(directory));
        assertEquals(3, Files.getPosixFilePermissions(directory).size());
    }

    @Test
    void shouldRefuseASecondWriterAtOnceAndSayWhatToDo() throws IOException {
        try (JournalWriter first = open()) {
            final String message = assertThrows(JournalException.class, this::open).getMessage();

            assertTrue(message.contains(directory.toString()), message);
            assertTrue(message.contains("stop that one first"), message);
            Events.write(first, 0, 10, 4);
        }
        assertEquals(10, Recorded.read(directory).nextSequence);
    }

    @Test
    void shouldRefuseADirectoryOfAnOlderLayout() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("20260101F.cq4"), "");

        final String message = assertThrows(JournalException.class, this::open).getMessage();

        assertTrue(message.contains("holds a recording of an older version"), message);
        assertEquals(List.of(), Segment.list(directory));
    }

    @Test
    void shouldRefuseADirectoryThatIsAFile() throws IOException {
        directory = Files.writeString(parent.resolve("file"), "");

        final String message = assertThrows(JournalException.class, this::open).getMessage();

        assertTrue(message.contains("cannot be created"), message);
    }

    @Test
    void shouldRefuseToBeginOnANearlyFullDiskAndUnlock() {
        final String message =
                assertThrows(JournalException.class, () -> open(() -> 511L << 20, DEFAULTS))
                        .getMessage();

        assertTrue(message.contains("511 MiB free, 512 MiB required"), message);
        open().close();
    }

    @Test
    void shouldStopWithAnEndMarkerAndDropWhatComesThenWhenTheDiskIsNearlyFull() throws IOException {
        final AtomicLong free = new AtomicLong(PLENTY);
        final long recorded;
        try (JournalWriter writer = open(free::get, DEFAULTS)) {
            Events.write(writer, 0, 100, 10);
            free.set(100L << 20);
            awaitFree(writer, 100L << 20);
            Events.write(writer, 100, 200, 10);

            assertEquals(RecorderState.STOPPED, writer.state());
            assertTrue(writer.stopped());
            recorded = writer.recordedCount();
            assertEquals(110, recorded);
            writer.onNote(NoteKind.MARK, 199, 0, new byte[8], 0, 8);
            writer.seal(200, 0);
            assertEquals(RecorderState.STOPPED, writer.state());
        }
        final Recorded read = Recorded.read(directory);
        assertEquals(recorded, read.nextSequence);
        assertEquals(BlockFormat.STOP, read.lastKind());
    }

    @Test
    void shouldHaltWhenStoppedIfToldTo() throws IOException {
        final AtomicLong free = new AtomicLong(PLENTY);
        try (JournalWriter writer = open(free::get, DEFAULTS.withHaltWhenStopped(true))) {
            Events.write(writer, 0, 100, 10);
            free.set(100L << 20);
            awaitFree(writer, 100L << 20);

            final String message =
                    assertThrows(JournalException.class, () -> onEvent(writer, 100)).getMessage();

            assertTrue(message.contains("stopped behind event 100"), message);
            assertThrows(JournalException.class, () -> onEvent(writer, 101));
            assertEquals(RecorderState.STOPPED, writer.state());
        }
        assertEquals(101, Recorded.read(directory).nextSequence);
    }

    @Test
    void shouldSayThatSpaceIsLowAndThatItIsNotAnyMore() {
        final AtomicLong free = new AtomicLong(PLENTY);
        try (JournalWriter writer = open(free::get, DEFAULTS)) {
            assertEquals(RecorderState.RECORDING, writer.state());
            free.set(1L << 30);
            await(() -> writer.state() == RecorderState.LOW_SPACE);
            Events.write(writer, 0, 10, 5);
            assertEquals(10, writer.recordedCount());
            free.set(3L << 30);
            await(() -> writer.state() == RecorderState.RECORDING);
        }
    }

    @Test
    void shouldBeginANewRunInADirectoryThatHoldsOne() throws IOException {
        try (JournalWriter writer = open()) {
            Events.write(writer, 0, 5, 5);
            assertEquals(1, writer.run());
        }
        try (JournalWriter writer = open()) {
            Events.write(writer, 0, 7, 7);
            writer.seal(7, 3);
            assertEquals(2, writer.run());
        }

        assertEquals(5, Recorded.read(directory, 1).nextSequence);
        assertEquals(7, Recorded.read(directory, 2).nextSequence);
        assertEquals(2, Segment.list(directory).size());
    }

    @Test
    void shouldCountWhatIsRecordedAndSynced() {
        final JournalConfig config = DEFAULTS.withSyncIntervalNs(20_000_000L);
        try (JournalWriter writer = JournalWriter.open(directory, config)) {
            writer.onEvent(Events.event(0, 10), 0, false);
            assertEquals(0, writer.recordedCount());
            writer.onEvent(Events.event(1, 10), 1, true);
            assertEquals(2, writer.recordedCount());
            await(() -> writer.syncedCount() == 2);
            assertTrue(writer.diskBytes() > 8 << 20);
            writer.seal(2, 0);
            assertEquals(RecorderState.SEALED, writer.state());
        }
    }

    @Test
    void shouldSayNothingIsSyncedWhenItIsNot() {
        final JournalWriter writer = open();
        Events.write(writer, 0, 10, 5);
        writer.close();

        assertEquals(0, writer.syncedCount());
        assertEquals(10, writer.recordedCount());
    }

    @Test
    void shouldSayWhatWasLostWhenAnAppendFails() throws IOException {
        final JournalWriter writer = open();
        Events.write(writer, 0, 100, 10);
        final Segment segment = Segment.list(directory).get(0);
        final List<Recorded.Block> blocks = Recorded.read(directory).blocks;
        try (FileChannel file =
                FileChannel.open(Recorded.store(segment), StandardOpenOption.WRITE)) {
            // The last block of ten, and the file it would go on in.
            file.truncate(blocks.get(blocks.size() - 1).offset() & -4096);
        }

        final String message =
                assertThrows(JournalException.class, () -> Events.write(writer, 100, 100_000, 100))
                        .getMessage();

        assertTrue(message.contains("failed at sequences "), message);
        assertTrue(message.contains("are lost, although they were recorded"), message);
        assertEquals(RecorderState.FAILED, writer.state());
        assertThrows(JournalException.class, () -> onEvent(writer, 100_001));
        writer.close();
        assertEquals(RecorderState.FAILED, writer.state());
    }

    @Test
    void shouldLeaveNoThreadBehind() {
        open().close();

        assertTrue(
                Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("novaring-journal-files")));
    }

    @Test
    void shouldRefuseAGapAndEverythingBehindIt() throws IOException {
        try (JournalWriter writer = open()) {
            Events.write(writer, 0, 5, 5);
            writer.onEvent(Events.event(5, 10), 5, false);

            assertThrows(JournalException.class, () -> onEvent(writer, 7));
            assertThrows(JournalException.class, () -> onEvent(writer, 6));
        }
        assertEquals(6, Recorded.read(directory).nextSequence);
    }

    @Test
    void shouldRefuseAMessageLongerThanTheFormatAllows() throws IOException {
        try (JournalWriter writer = open()) {
            final int longest = RecordFormat.RAW_LENGTH_MAX;
            writer.onEvent(Events.event(0, longest), 0, true);

            assertThrows(
                    JournalException.class,
                    () -> writer.onEvent(Events.event(1, longest + 1), 1, true));
        }
        assertEquals(1, Recorded.read(directory).nextSequence);
    }

    @Test
    void shouldNotSealAnotherCountThanWasRecorded() throws IOException {
        try (JournalWriter writer = open()) {
            Events.write(writer, 0, 5, 5);

            assertThrows(JournalException.class, () -> writer.seal(6, 0));
        }
        assertEquals(BlockFormat.RECORDS, Recorded.read(directory).lastKind());
    }

    @Test
    void shouldRecordNothingBehindTheSeal() throws IOException {
        try (JournalWriter writer = open()) {
            Events.write(writer, 0, 5, 5);
            writer.seal(5, 99);

            assertThrows(JournalException.class, () -> onEvent(writer, 5));
        }
        final List<Recorded.Block> blocks = Recorded.read(directory).blocks;
        final Recorded.Block last = blocks.get(blocks.size() - 1);
        assertEquals(BlockFormat.SEAL, last.kind());
        assertEquals(5, last.sequence());
        assertEquals(99, last.value());
    }

    @Test
    void shouldWriteWhatIsCollectedWhenClosed() throws IOException {
        try (JournalWriter writer = open()) {
            writer.onEvent(Events.event(0, 10), 0, false);
        }

        assertEquals(1, Recorded.read(directory).nextSequence);
    }

    @Test
    void shouldLeaveNoTelemetryOn() {
        open().close();

        assertEquals("true", System.getProperty("chronicle.analytics.disable"));
        assertThrows(
                ClassNotFoundException.class,
                () -> Class.forName("net.openhft.chronicle.analytics.Analytics"));
    }

    @Test
    void shouldAllocateNothingPerRecordOrNote() {
        final int count = 1_200_000;
        final com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final MarketEvent event = Events.event(0, 300);
        final JournalConfig config = DEFAULTS.withSnapshotBytes(16 << 20);
        try (JournalWriter writer = open(() -> PLENTY, config)) {
            append(writer, event, 400_000);

            final long before = threads.getCurrentThreadAllocatedBytes();
            append(writer, event, count);
            final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            System.out.println(allocated + " bytes allocated for " + count + " records");
            // What is left is a mapping of the queue's, each 64 MiB.
            assertTrue(allocated < count / 10, allocated + " bytes for " + count + " records");
        }
    }

    private static void append(
            final JournalWriter writer, final MarketEvent event, final int count) {
        final byte[] note = new byte[100];
        for (int i = 0; i < count; i++) {
            event.publishedTimeNs += 20_000;
            final boolean isEndOfBatch = i % 16 == 15;
            if (isEndOfBatch) {
                writer.onNote(NoteKind.MARK, event.sequence, event.publishedTimeNs, note, 0, 100);
                final long wanted = writer.snapshotSequence();
                if (wanted != MarketEvent.ABSENT) {
                    writer.onNote(NoteKind.SNAPSHOT, wanted, 0, note, 0, 100);
                }
            }
            writer.onEvent(event, event.sequence, isEndOfBatch);
            event.sequence++;
        }
    }

    private static void onEvent(final JournalWriter writer, final long sequence) {
        writer.onEvent(Events.event(sequence, 10), sequence, true);
    }

    private static void awaitFree(final JournalWriter writer, final long freeBytes) {
        await(() -> writer.freeBytes() == freeBytes);
        // The level follows the figure.
        await(() -> writer.state() != RecorderState.RECORDING);
    }

    private static void await(final BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000L);
        }
    }

    private JournalWriter open() {
        return JournalWriter.open(directory, DEFAULTS);
    }

    private JournalWriter open(final LongSupplier freeBytes, final JournalConfig config) {
        return JournalWriter.open(directory, config, freeBytes);
    }
}
