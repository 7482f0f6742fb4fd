/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.journal.format.IndexFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalSeekTest {
    private static final int SEGMENTS = 5;
    private static final long COUNT = SEGMENTS * Runs.EVENTS_PER_SEGMENT;

    @TempDir Path directory;

    private final MarketEvent event = new MarketEvent();
    private final Random random = new Random(5);
    private List<Composer> segments;

    @BeforeEach
    void write() throws IOException {
        segments = Runs.write(directory, 1, SEGMENTS, true);
    }

    @Test
    void shouldFindEverySequenceTimeAndSnapshot() {
        requireEverything();
    }

    @Test
    void shouldFindEverythingWithoutAnIndex() throws IOException {
        for (final Composer segment : segments) {
            Files.delete(segment.segment.index());
        }
        requireEverything();
    }

    @Test
    void shouldFindEverythingWithAnIndexThatWasCutOrIsGarbage() throws IOException {
        for (final Composer segment : segments) {
            final byte[] index = Files.readAllBytes(segment.segment.index());
            if (random.nextBoolean()) {
                random.nextBytes(index);
            }
            final int length = random.nextInt(index.length);
            Files.write(segment.segment.index(), Arrays.copyOf(index, length));
        }
        requireEverything();
    }

    @Test
    void shouldFindEverySequenceWithAnIndexThatLies() throws IOException {
        for (int i = 0; i < 30; i++) {
            for (final Composer segment : segments) {
                Files.write(segment.segment.index(), lies(segment));
            }
            try (JournalReader reader = JournalReader.open(directory)) {
                for (int j = 0; j < 20; j++) {
                    requireSequence(reader, random.nextLong(COUNT));
                    requireTime(reader, random.nextLong(COUNT));
                    reader.seekSnapshot(random.nextLong(COUNT));
                    requireNext(reader, reader.nextSequence());
                }
            }
        }
    }

    @Test
    void shouldTellWhatIsNotThere() {
        try (JournalReader reader = JournalReader.open(directory)) {
            assertFalse(reader.seekSequence(COUNT));
            assertEquals(COUNT, reader.nextSequence());
            assertEquals(JournalEnd.SEALED, reader.end());
            assertFalse(reader.seekSequence(Long.MAX_VALUE));
            assertFalse(reader.seekSequence(-1));
            requireNext(reader, 0);
            assertFalse(reader.seekTime(Long.MAX_VALUE));
            assertTrue(reader.seekTime(Long.MIN_VALUE));
            requireNext(reader, 0);
            assertFalse(reader.seekSnapshot(28));
            requireNext(reader, 0);
            assertFalse(reader.seekSnapshot(Long.MIN_VALUE));
            assertTrue(reader.seekSnapshot(Long.MAX_VALUE));
            requireNext(reader, COUNT - 30);
        }
    }

    @Test
    void shouldPassOverASnapshotThatIsDamaged() throws IOException {
        final Composer third = segments.get(2);
        final Composer.Block part =
                third.blocks.stream()
                        .filter(block -> block.kind() == 6 && block.sequence() == 149)
                        .skip(2)
                        .findFirst()
                        .orElseThrow();
        final byte[] bytes = Files.readAllBytes(third.store());
        bytes[(int) part.end() - 9] ^= 4;
        Files.write(third.store(), bytes);

        try (JournalReader reader = JournalReader.openPrefix(directory)) {
            assertTrue(reader.seekSnapshot(160));
            requireNext(reader, 120);
        }
    }

    @Test
    void shouldFindPlacesInAJournalThatIsWritten() throws IOException {
        final Path growing = directory.resolve("growing");
        final Composer first = new Composer(growing, 1, 1, 0).records(10).write();
        try (JournalReader reader = JournalReader.open(growing)) {
            requireSequence(reader, 9);
            assertFalse(reader.seekSequence(10));
            first.records(25).rolled().write();
            new Composer(growing, 1, 2, 25).records(40).write();
            requireSequence(reader, 10);
            requireSequence(reader, 39);
            assertFalse(reader.seekTime(timeNs(40)));
            requireSequence(reader, 3);
        }
    }

    private void requireEverything() {
        try (JournalReader reader = JournalReader.open(directory)) {
            for (int i = 0; i < 300; i++) {
                requireSequence(reader, random.nextLong(COUNT));
                requireTime(reader, random.nextLong(COUNT));
                requireSnapshot(reader, random.nextLong(COUNT));
            }
            requireSequence(reader, 0);
            assertEquals(COUNT, Events.readAll(reader));
        }
    }

    private void requireSequence(final JournalReader reader, final long sequence) {
        assertTrue(reader.seekSequence(sequence));
        requireNext(reader, sequence);
    }

    private void requireTime(final JournalReader reader, final long sequence) {
        assertTrue(reader.seekTime(timeNs(sequence) - random.nextInt(1_000)));
        requireNext(reader, sequence);
    }

    private void requireSnapshot(final JournalReader reader, final long sequence) {
        final Runs.Notes notes = new Runs.Notes();
        final long snapshot =
                Runs.snapshots(SEGMENTS).stream()
                        .filter(of -> of <= sequence)
                        .mapToLong(of -> of)
                        .max()
                        .orElse(-1);
        assertEquals(snapshot >= 0, reader.seekSnapshot(sequence));
        reader.notes(notes);
        requireNext(reader, snapshot + 1);
        if (snapshot >= 0) {
            assertEquals(Runs.text(NoteKind.SNAPSHOT, snapshot), notes.all.get(0));
            while (reader.nextSequence() < Math.min(COUNT, snapshot + 50)) {
                assertTrue(reader.next(event));
            }
            final String given = Runs.text(NoteKind.SNAPSHOT, snapshot);
            assertEquals(1, notes.all.stream().filter(given::equals).count());
        }
        reader.notes((kind, of, timeNs, bytes, offset, length) -> {});
    }

    private void requireNext(final JournalReader reader, final long sequence) {
        assertEquals(sequence, reader.nextSequence());
        assertTrue(reader.next(event));
        Events.assertSame(Events.event(sequence, Events.rawLength(sequence)), event);
    }

    /** Entries whose checksums are right and whose numbers are anything. */
    private byte[] lies(final Composer segment) {
        final CRC32C crc = new CRC32C();
        final byte[] index = new byte[IndexFormat.ENTRY_LENGTH * 12];
        long offset = 0;
        for (int at = 0; at < index.length; at += IndexFormat.ENTRY_LENGTH) {
            final Composer.Block block = segment.blocks.get(random.nextInt(segment.blocks.size()));
            final boolean jumble = random.nextInt(4) == 0;
            offset = jumble ? block.begin() : Math.max(offset + 4, block.begin());
            final long wrong = random.nextInt(3) == 0 ? random.nextInt(50) - 25 : 0;
            IndexFormat.write(
                    index,
                    at,
                    random.nextInt(9) == 0 ? random.nextLong() : block.sequence() + wrong,
                    random.nextInt(3) == 0 ? random.nextLong() : timeNs(block.sequence() + wrong),
                    random.nextInt(9) == 0 ? random.nextLong() : offset,
                    random.nextInt(20) == 0 ? random.nextInt() : random.nextInt(2),
                    crc);
        }
        return index;
    }

    private static long timeNs(final long sequence) {
        return 1_000_000_000L + sequence * 1_000 + 500;
    }
}
