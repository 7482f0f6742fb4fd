/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.journal.files.SegmentFolder;
import io.novaring.journal.format.BlockFormat;
import io.novaring.journal.format.BlockPacker;
import io.novaring.journal.format.IndexFormat;
import io.novaring.journal.format.LittleEndian;
import io.novaring.journal.format.NoteFormat;
import io.novaring.journal.format.QueueFile;
import io.novaring.journal.format.RecordFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** What lies in the segments of a run, block by block, read by the formats alone. */
final class Recorded {
    final List<Segment> segments = new ArrayList<>();
    final List<Block> blocks = new ArrayList<>();
    final List<Note> notes = new ArrayList<>();

    /** Behind the last record. */
    long nextSequence = -1;

    private long snapshotLength;
    private final ByteArrayOutputStream snapshot = new ByteArrayOutputStream();
    private final CRC32C crc = new CRC32C();
    private final BlockPacker packer = new BlockPacker();
    private final NoteListener toNotes =
            (kind, sequence, timeNs, bytes, offset, length) ->
                    note(
                            kind,
                            sequence,
                            timeNs,
                            Arrays.copyOfRange(bytes, offset, offset + length));

    record Block(int segment, int kind, long sequence, long value, long offset) {}

    record Note(int segment, NoteKind kind, long sequence, long timeNs, byte[] bytes) {}

    private Recorded() {}

    /** Reads the last run; every block, record and index entry must be as it was written. */
    static Recorded read(final Path directory) throws IOException {
        final List<Segment> all = Segment.list(directory);
        return read(directory, all.get(all.size() - 1).run());
    }

    static Recorded read(final Path directory, final int run) throws IOException {
        final Recorded recorded = new Recorded();
        for (final Segment segment : Segment.list(directory)) {
            if (segment.run() == run) {
                recorded.read(segment);
            }
        }
        return recorded;
    }

    static Path store(final Segment segment) throws IOException {
        return SegmentFolder.stores(segment.folder()).get(0);
    }

    /** Kinds of the blocks of a segment, as digits. */
    String kinds(final int segment) {
        final StringBuilder kinds = new StringBuilder();
        for (final Block block : blocks) {
            if (block.segment == segment) {
                kinds.append(block.kind);
            }
        }
        return kinds.toString();
    }

    List<Note> notes(final NoteKind kind) {
        return notes.stream().filter(note -> note.kind == kind).toList();
    }

    int lastKind() {
        return blocks.get(blocks.size() - 1).kind;
    }

    private void read(final Segment segment) throws IOException {
        if (SegmentFolder.stores(segment.folder()).isEmpty()) {
            // Being prepared.
            return;
        }
        try (QueueFile file = QueueFile.open(store(segment))) {
            if (file.next() != QueueFile.DOCUMENT) {
                // Prepared and not yet begun.
                return;
            }
            segments.add(segment);
            while (file.next() == QueueFile.DOCUMENT) {
                block(segment, file);
                file.skip();
            }
        }
        index(segment);
    }

    private void block(final Segment segment, final QueueFile file) {
        final byte[] bytes = file.bytes();
        final int start = file.start();
        assertNull(BlockFormat.check(bytes, start, file.length(), crc));
        final int kind = BlockFormat.kind(bytes, start);
        final long sequence = BlockFormat.sequence(bytes, start);
        final Block block =
                new Block(
                        segment.number(),
                        kind,
                        sequence,
                        BlockFormat.value(bytes, start),
                        file.position());
        if (kind == BlockFormat.OPENED) {
            assertEquals((long) segment.run() << 32 | segment.number(), block.value);
            assertTrue(nextSequence == -1 || nextSequence == sequence);
            nextSequence = sequence;
        }
        blocks.add(block);
        switch (kind) {
            case BlockFormat.RECORDS -> records(bytes, start, sequence);
            case BlockFormat.NOTES -> notes(bytes, start, sequence);
            case BlockFormat.SNAPSHOT -> part(bytes, start, sequence);
            default -> assertEquals(nextSequence, sequence);
        }
    }

    private void records(final byte[] bytes, final int start, final long sequence) {
        assertEquals(nextSequence, sequence);
        final int stored = BlockFormat.length(bytes, start) - BlockFormat.HEADER_LENGTH;
        final int offset = start + BlockFormat.HEADER_LENGTH;
        final boolean plain = BlockFormat.compression(bytes, start) == 0;
        if (!plain) {
            assertTrue(packer.unpack(bytes, offset, stored, BlockFormat.plainLength(bytes, start)));
        }
        final byte[] source = plain ? bytes : packer.packed();
        int at = plain ? offset : 0;
        final int limit = at + BlockFormat.plainLength(bytes, start);
        final MarketEvent event = new MarketEvent();
        for (int i = 0; i < BlockFormat.recordCount(bytes, start); i++) {
            assertNull(RecordFormat.check(source, at, limit, nextSequence, crc));
            RecordFormat.read(source, at, event);
            at += RecordFormat.recordLength(source, at);
            nextSequence++;
        }
        assertEquals(limit, at);
    }

    private void notes(final byte[] bytes, final int start, final long sequence) {
        assertEquals(nextSequence, sequence);
        final int from = start + BlockFormat.HEADER_LENGTH;
        final int limit = start + BlockFormat.length(bytes, start);
        final int count = BlockFormat.recordCount(bytes, start);
        assertEquals(limit - from, BlockFormat.plainLength(bytes, start));
        assertNull(NoteFormat.check(bytes, from, limit, count));
        NoteFormat.read(bytes, from, count, toNotes);
    }

    private void part(final byte[] bytes, final int start, final long sequence) {
        if (snapshot.size() == 0) {
            snapshotLength = BlockFormat.plainLength(bytes, start);
        }
        assertEquals(snapshotLength, BlockFormat.plainLength(bytes, start));
        snapshot.write(
                bytes,
                start + BlockFormat.HEADER_LENGTH,
                BlockFormat.length(bytes, start) - BlockFormat.HEADER_LENGTH);
        if (BlockFormat.recordCount(bytes, start) == 0) {
            final byte[] whole = snapshot.toByteArray();
            snapshot.reset();
            assertEquals(snapshotLength, whole.length);
            assertEquals(snapshotLength, LittleEndian.getInt(whole, 0));
            final int before = notes.size();
            NoteFormat.read(whole, 0, 1, toNotes);
            assertEquals(NoteKind.SNAPSHOT, notes.get(before).kind);
            assertEquals(sequence, notes.get(before).sequence);
        }
    }

    private void note(
            final NoteKind kind, final long sequence, final long timeNs, final byte[] bytes) {
        final int segment = segments.get(segments.size() - 1).number();
        notes.add(new Note(segment, kind, sequence, timeNs, bytes));
    }

    private void index(final Segment segment) throws IOException {
        final byte[] entries = Files.readAllBytes(segment.index());
        for (int at = 0; at + IndexFormat.ENTRY_LENGTH <= entries.length; ) {
            assertTrue(IndexFormat.isWhole(entries, at, crc));
            final long offset = IndexFormat.offset(entries, at);
            final Block block =
                    blocks.stream()
                            .filter(b -> b.segment == segment.number() && b.offset == offset)
                            .findFirst()
                            .orElseThrow();
            assertEquals(block.sequence, IndexFormat.sequence(entries, at));
            assertEquals(
                    IndexFormat.what(entries, at) == IndexFormat.SNAPSHOT
                            ? BlockFormat.SNAPSHOT
                            : BlockFormat.RECORDS,
                    block.kind);
            at += IndexFormat.ENTRY_LENGTH;
        }
    }
}
