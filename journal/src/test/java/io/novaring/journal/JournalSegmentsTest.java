/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.journal.format.BlockFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalSegmentsTest {
    private static final int RING_LENGTH = 64;
    private static final int RAW_LENGTH = 20_000;
    private static final JournalConfig SMALL =
            JournalConfig.DEFAULTS.withRollBytes(JournalConfig.ROLL_BYTES_MIN);

    @TempDir Path directory;

    private final MarketEvent event = Events.event(0, RAW_LENGTH);

    @Test
    void shouldBeginEverySegmentWithItsPlaceAndTheRunsDescription() throws IOException {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            writer.ringLength(RING_LENGTH);
            rollTo(writer, 3, null);
            writer.seal(event.sequence, 7);
        }

        final Recorded recorded = Recorded.read(directory);
        assertEquals(List.of(1, 2, 3), recorded.segments.stream().map(Segment::number).toList());
        assertEquals(event.sequence, recorded.nextSequence);
        for (int number = 1; number <= 3; number++) {
            final String kinds = recorded.kinds(number);
            final String last = number == 3 ? "3" : "7";
            assertTrue(kinds.matches("152+" + last), kinds);
            final Recorded.Note note = recorded.notes(NoteKind.DESCRIPTION).get(number - 1);
            assertEquals(number, note.segment());
            assertEquals(0, note.sequence());
            assertArrayEquals(Events.event(0, RAW_LENGTH).raw, raw(note));
        }
    }

    @Test
    void shouldAskForASnapshotFurtherAheadThanTheRingIsLongAndRollBehindIt() throws IOException {
        final long wanted;
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            writer.ringLength(RING_LENGTH);
            wanted = writeUntilWanted(writer);
            assertTrue(wanted - event.sequence >= RING_LENGTH, wanted + " at " + event.sequence);
            write(writer, wanted);
            assertEquals(wanted, writer.snapshotSequence());
            assertEquals(1, Recorded.read(directory).segments.size());
            write(writer, wanted + 3);
        }

        final Recorded recorded = Recorded.read(directory);
        assertEquals(wanted + 1, first(recorded, 2));
    }

    @Test
    void shouldPutASnapshotThatComesEarlyBeforeTheNewSegmentsRecords() throws IOException {
        final byte[] snapshot = random(100_000);
        final long wanted;
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            writer.ringLength(RING_LENGTH);
            wanted = writeUntilWanted(writer);
            note(writer, NoteKind.SNAPSHOT, wanted, snapshot);
            assertEquals(MarketEvent.ABSENT, writer.snapshotSequence());
            write(writer, wanted + 3);
        }

        final Recorded recorded = Recorded.read(directory);
        assertTrue(recorded.kinds(2).matches("1562+"), recorded.kinds(2));
        assertSnapshot(recorded, 2, wanted, snapshot);
    }

    @Test
    void shouldWriteASnapshotThatComesLateWhenItComes() throws IOException {
        final byte[] snapshot = random(1);
        final long wanted;
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            writer.ringLength(RING_LENGTH);
            wanted = writeUntilWanted(writer);
            write(writer, wanted + 5);
            assertEquals(wanted, writer.snapshotSequence());
            note(writer, NoteKind.SNAPSHOT, wanted, snapshot);
            assertEquals(MarketEvent.ABSENT, writer.snapshotSequence());
            write(writer, wanted + 9);
        }

        final Recorded recorded = Recorded.read(directory);
        assertTrue(recorded.kinds(2).matches("152+62+"), recorded.kinds(2));
        assertSnapshot(recorded, 2, wanted, snapshot);
    }

    @Test
    void shouldRollOnAndOnWhenNoSnapshotEverComes() throws IOException {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            writer.ringLength(RING_LENGTH);
            rollTo(writer, 4, null);
        }

        final Recorded recorded = Recorded.read(directory);
        assertEquals(4, recorded.segments.size());
        assertEquals(List.of(), recorded.notes(NoteKind.SNAPSHOT));
    }

    @Test
    void shouldCutASnapshotOfAnyLengthInParts() throws IOException {
        final int part = 4 << 20;
        for (final int length : new int[] {0, part - 24, part - 23, 3 * part + 5}) {
            final byte[] snapshot = random(length);
            final Path journal = directory.resolve("of-" + length);
            event.sequence = 0;
            try (JournalWriter writer = JournalWriter.open(journal, SMALL)) {
                write(writer, 1);
                note(writer, NoteKind.SNAPSHOT, 0, snapshot);
            }
            assertSnapshot(Recorded.read(journal), 1, 0, snapshot);
        }
    }

    @Test
    void shouldLeaveOutASnapshotThatNoReaderWouldTake() throws IOException {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            Events.write(writer, 0, 2, 1);
            // It is refused by its length: there need not be so many bytes.
            writer.onNote(NoteKind.SNAPSHOT, 1, 777, new byte[0], 0, 256 << 20);
            Events.write(writer, 2, 3, 1);
        }
        assertEquals(3, Recorded.read(directory).nextSequence);
    }

    @Test
    void shouldAskForSnapshotsWithinASegment() throws IOException {
        final JournalConfig config = JournalConfig.DEFAULTS.withSnapshotBytes(1 << 20);
        try (JournalWriter writer = JournalWriter.open(directory, config)) {
            writer.ringLength(RING_LENGTH);
            for (int i = 0; i < 3; i++) {
                final long wanted = writeUntilWanted(writer);
                note(writer, NoteKind.SNAPSHOT, wanted, random(50));
                write(writer, wanted + 2);
            }
        }

        final Recorded recorded = Recorded.read(directory);
        assertEquals(1, recorded.segments.size());
        final List<Recorded.Note> snapshots = recorded.notes(NoteKind.SNAPSHOT);
        assertEquals(3, snapshots.size());
        for (final Recorded.Note note : snapshots) {
            // Right behind its event: what follows the snapshot is the next one.
            assertTrue(
                    recorded.blocks.stream()
                            .anyMatch(
                                    block ->
                                            block.kind() == BlockFormat.RECORDS
                                                    && block.sequence() == note.sequence() + 1));
        }
    }

    @Test
    void shouldRollByTheEventsTimeAndTakeAClockThatIsSetBack() throws IOException {
        final JournalConfig config = JournalConfig.DEFAULTS.withRollIntervalNs(2_000_000_000L);
        event.setRaw(new byte[10], 0, 10);
        try (JournalWriter writer = JournalWriter.open(directory, config)) {
            final long beginNs = event.publishedTimeNs;
            while (Recorded.read(directory).segments.size() < 2) {
                event.publishedTimeNs += 500_000_000L;
                write(writer, event.sequence + 1);
                pause();
            }
            assertTrue(event.publishedTimeNs - beginNs >= 2_000_000_000L);
            event.publishedTimeNs -= 3_600_000_000_000L;
            write(writer, event.sequence + 1);
            final int before = Recorded.read(directory).segments.size();
            while (Recorded.read(directory).segments.size() == before) {
                event.publishedTimeNs += 500_000_000L;
                write(writer, event.sequence + 1);
                pause();
            }
            assertTrue(event.publishedTimeNs < beginNs);
        }
        assertEquals(event.sequence, Recorded.read(directory).nextSequence);
    }

    @Test
    void shouldKeepNotesBehindTheRecordsTheyCameWith() throws IOException {
        try (JournalWriter writer = JournalWriter.open(directory, JournalConfig.DEFAULTS)) {
            event.sequence = 0;
            writer.onEvent(event, 0, false);
            note(writer, NoteKind.MARK, 0, new byte[] {1, 2, 3});
            note(writer, NoteKind.QUALITY, 1, new byte[0]);
            event.sequence = 1;
            writer.onEvent(event, 1, true);
            note(writer, NoteKind.PAUSE, 1, random(600_000));
            writer.seal(2, 5);
        }

        final Recorded recorded = Recorded.read(directory);
        assertEquals("152553", recorded.kinds(1));
        assertArrayEquals(new byte[] {1, 2, 3}, recorded.notes.get(1).bytes());
        assertEquals(NoteKind.QUALITY, recorded.notes.get(2).kind());
        assertEquals(1, recorded.notes.get(2).sequence());
        assertEquals(777, recorded.notes.get(2).timeNs());
        assertEquals(600_000, recorded.notes.get(3).bytes().length);
    }

    @Test
    void shouldLeaveEndedSegmentsAsLongAsTheirBlocksAndReadableByAStockTailer() throws IOException {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            rollTo(writer, 3, null);
        }

        final Recorded recorded = Recorded.read(directory);
        for (final Segment segment : recorded.segments) {
            final Path store = Recorded.store(segment);
            assertEquals(SegmentScan.of(store).validLength(), Files.size(store));
            assertFalse(Files.exists(segment.folder().resolve("metadata.cq4t")));
            assertEquals(recorded.kinds(segment.number()).length(), tail(segment.folder()));
        }
    }

    @Test
    void shouldNotLeaveASegmentThatWasPreparedForNothing() throws IOException {
        try (JournalWriter writer = JournalWriter.open(directory, SMALL)) {
            write(writer, JournalConfig.ROLL_BYTES_MIN * 2 / 3 / RAW_LENGTH);
            while (Segment.list(directory).size() < 2) {
                pause();
            }
        }

        assertEquals(1, Segment.list(directory).size());
    }

    @Test
    void shouldPrepareNothingOnceItHasStopped() throws IOException {
        final AtomicLong free = new AtomicLong(20L << 20);
        final JournalConfig config = SMALL.withFreeBytesMin(JournalConfig.FREE_BYTES_FLOOR);
        try (JournalWriter writer = JournalWriter.open(directory, config, free::get)) {
            write(writer, JournalConfig.ROLL_BYTES_MIN * 2 / 3 / RAW_LENGTH);
            free.set(0);
            while (!writer.stopped()) {
                write(writer, event.sequence + 1);
                pause();
            }
            free.set(4L << 30);
            // What could not be prepared is tried again after a second.
            for (int i = 0; i < 1_500; i++) {
                pause();
            }
            assertEquals(1, Segment.list(directory).size());
        }
    }

    /** Writes until the run has so many segments; gives each the snapshot unless that is null. */
    private void rollTo(final JournalWriter writer, final int segments, final byte[] snapshot) {
        for (int i = 1; i < segments; i++) {
            final long wanted = writeUntilWanted(writer);
            if (snapshot != null) {
                note(writer, NoteKind.SNAPSHOT, wanted, snapshot);
            }
            write(writer, wanted + RING_LENGTH + 2);
        }
    }

    private long writeUntilWanted(final JournalWriter writer) {
        while (writer.snapshotSequence() == MarketEvent.ABSENT) {
            write(writer, event.sequence + 1);
            pause();
        }
        return writer.snapshotSequence();
    }

    /** Writes single events until the next one has this sequence. */
    private void write(final JournalWriter writer, final long until) {
        for (; event.sequence < until; event.sequence++) {
            writer.onEvent(event, event.sequence, true);
        }
    }

    private static void note(
            final JournalWriter writer,
            final NoteKind kind,
            final long sequence,
            final byte[] bytes) {
        final byte[] padded = new byte[bytes.length + 7];
        System.arraycopy(bytes, 0, padded, 3, bytes.length);
        writer.onNote(kind, sequence, 777, padded, 3, bytes.length);
        Arrays.fill(padded, (byte) 0);
    }

    private static void assertSnapshot(
            final Recorded recorded, final int segment, final long sequence, final byte[] bytes) {
        final List<Recorded.Note> snapshots = recorded.notes(NoteKind.SNAPSHOT);
        assertEquals(1, snapshots.size());
        assertEquals(segment, snapshots.get(0).segment());
        assertEquals(sequence, snapshots.get(0).sequence());
        assertEquals(777, snapshots.get(0).timeNs());
        assertArrayEquals(bytes, snapshots.get(0).bytes());
    }

    private static long first(final Recorded recorded, final int segment) {
        return recorded.blocks.stream()
                .filter(block -> block.segment() == segment)
                .findFirst()
                .orElseThrow()
                .sequence();
    }

    private static byte[] raw(final Recorded.Note note) {
        return Arrays.copyOf(note.bytes(), Events.event(0, RAW_LENGTH).raw.length);
    }

    private static byte[] random(final int length) {
        final byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static int tail(final Path folder) {
        try (ChronicleQueue queue =
                        SingleChronicleQueueBuilder.binary(folder.toFile())
                                .rollCycle(RollCycles.FAST_DAILY)
                                .readOnly(true)
                                .build();
                ExcerptTailer tailer = queue.createTailer()) {
            int count = 0;
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        return count;
                    }
                    count++;
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
