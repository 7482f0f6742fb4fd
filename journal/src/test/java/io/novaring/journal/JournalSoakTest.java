/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.journal.format.BlockFormat;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cuts and flips in a journal of several segments. More of them: -Dnovaring.soak.cuts=20000. */
class JournalSoakTest {
    private static final int DAMAGES = Integer.getInteger("novaring.soak.cuts", 400);
    private static final int SEGMENTS = 4;
    private static final long COUNT = SEGMENTS * Runs.EVENTS_PER_SEGMENT;

    @TempDir Path directory;

    private final Random random = new Random(11);
    private List<Composer> segments;

    @BeforeEach
    void write() throws IOException {
        segments = Runs.write(directory, 1, SEGMENTS, true);
    }

    @Test
    void shouldReadJustTheValidPrefixWhereverItIsCut() throws IOException {
        for (int i = 0; i < DAMAGES; i++) {
            final Composer segment = segments.get(random.nextInt(SEGMENTS));
            final byte[] bytes = Files.readAllBytes(segment.store());
            final long length = random.nextLong(bytes.length);
            try (RandomAccessFile file = new RandomAccessFile(segment.store().toFile(), "rw")) {
                file.setLength(length);
            }

            requireJust(afterCut(segment, length), length >= end(segment), "cut at " + length);

            Files.write(segment.store(), bytes);
        }
        requireJust(COUNT, true, "undamaged");
    }

    @Test
    void shouldReadJustTheValidPrefixWhicheverBitIsFlipped() throws IOException {
        for (int i = 0; i < DAMAGES; i++) {
            final Composer segment = segments.get(random.nextInt(SEGMENTS));
            final long from = segment.blocks.get(0).begin();
            final long offset = from + random.nextLong(end(segment) - from);
            final int bits = i % 2 == 0 ? 1 << random.nextInt(8) : 1 + random.nextInt(255);
            flip(segment.store(), offset, bits);

            requireJust(afterFlip(segment, offset), false, "flip of " + bits + " at " + offset);

            flip(segment.store(), offset, bits);
        }
        requireJust(COUNT, true, "undamaged");
    }

    @Test
    void shouldReadJustTheValidPrefixWhenAPageIsLost() throws IOException {
        for (int i = 0; i < DAMAGES / 4; i++) {
            final Composer segment = segments.get(random.nextInt(SEGMENTS));
            final byte[] bytes = Files.readAllBytes(segment.store());
            final long from = segment.blocks.get(0).begin();
            final long offset = from + random.nextLong(end(segment) - from);
            final int length = (int) Math.min(1 + random.nextInt(3_000), bytes.length - offset);
            try (RandomAccessFile file = new RandomAccessFile(segment.store().toFile(), "rw")) {
                file.seek(offset);
                file.write(new byte[length]);
            }
            long first = offset;
            while (first < offset + length && bytes[(int) first] == 0) {
                first++;
            }

            final boolean changed = first < offset + length;
            requireJust(
                    changed ? afterFlip(segment, first) : COUNT,
                    !changed,
                    length + " zeros at " + offset);

            Files.write(segment.store(), bytes);
        }
    }

    @Test
    void shouldNeverBelieveAnIndexThatIsDamaged() throws IOException {
        final MarketEvent event = new MarketEvent();
        for (int i = 0; i < DAMAGES / 4; i++) {
            final Path index = segments.get(random.nextInt(SEGMENTS)).segment.index();
            final byte[] bytes = Files.readAllBytes(index);
            flip(index, random.nextInt(bytes.length), 1 << random.nextInt(8));
            try (JournalReader reader = JournalReader.open(directory)) {
                final long sequence = random.nextLong(COUNT);
                assertTrue(reader.seekSequence(sequence));
                assertTrue(reader.next(event));
                Events.assertSame(Events.event(sequence, Events.rawLength(sequence)), event);
                reader.seekSnapshot(sequence);
                assertEquals(COUNT, Events.readAll(reader));
            }
            Files.write(index, bytes);
        }
    }

    private void requireJust(final long expected, final boolean complete, final String what) {
        try (JournalReader reader = JournalReader.openPrefix(directory)) {
            assertEquals(expected, Events.readAll(reader), what);
        }
        final JournalReport report = JournalVerifier.verify(directory);
        assertEquals(expected, report.records(), what);
        assertEquals(complete, report.complete(), what);
        assertFalse(complete && report.problem().isPresent(), what);
    }

    /** How many events there are before the first block that the cut took something of. */
    private static long afterCut(final Composer segment, final long length) {
        for (final Composer.Block block : segment.blocks) {
            if (length < block.end()) {
                return before(segment, block);
            }
        }
        return COUNT;
    }

    private static long afterFlip(final Composer segment, final long offset) {
        for (final Composer.Block block : segment.blocks) {
            if (offset < block.end()) {
                return before(segment, block) + whole(block, offset);
            }
        }
        return COUNT;
    }

    /** Records of the block that can still be read: none when its header or padding is hit. */
    private static long whole(final Composer.Block block, final long offset) {
        final List<Long> records = block.records();
        if (records.isEmpty()
                || offset < block.begin() + 4 + BlockFormat.HEADER_LENGTH
                || offset >= records.get(records.size() - 1)) {
            return 0;
        }
        return records.stream().filter(end -> end <= offset).count();
    }

    /** Snapshots say of which event they are, not which is next. */
    private static long before(final Composer segment, final Composer.Block wanted) {
        long next = segment.blocks.get(0).sequence();
        for (final Composer.Block block : segment.blocks) {
            if (block.kind() != BlockFormat.SNAPSHOT) {
                next = block.sequence();
            }
            if (block == wanted) {
                break;
            }
            if (block.kind() == BlockFormat.RECORDS) {
                next = behind(segment, block);
            }
        }
        return next;
    }

    private static long behind(final Composer segment, final Composer.Block records) {
        return segment.blocks.stream()
                .skip(segment.blocks.indexOf(records) + 1)
                .filter(block -> block.kind() != BlockFormat.SNAPSHOT)
                .mapToLong(Composer.Block::sequence)
                .findFirst()
                .orElseThrow();
    }

    private static long end(final Composer segment) {
        return segment.blocks.get(segment.blocks.size() - 1).end();
    }

    private static void flip(final Path path, final long offset, final int bits)
            throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(offset);
            final int before = file.read();
            file.seek(offset);
            file.write(before ^ bits);
        }
    }
}
