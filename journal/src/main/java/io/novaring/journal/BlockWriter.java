/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.journal.files.SegmentFile;
import io.novaring.journal.format.BlockFormat;
import io.novaring.journal.format.BlockPacker;
import io.novaring.journal.format.Compression;
import io.novaring.journal.format.IndexFormat;
import io.novaring.journal.format.NoteFormat;
import io.novaring.journal.format.RecordFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Collects records and notes and writes them as blocks to the present segment. An {@link
 * IOException} says that the disk is full: nothing of the block was written then, and an end marker
 * still has room. In steady state nothing is allocated, unless blocks are compressed. One thread.
 */
final class BlockWriter {
    private static final int SNAPSHOT_PART_LENGTH = 4 << 20;

    /** A longer snapshot finds no reader. */
    private static final int SNAPSHOT_LENGTH_MAX =
            BlockFormat.SNAPSHOT_LENGTH_MAX - NoteFormat.HEADER_LENGTH;

    /** Nor does a longer note of another kind. */
    private static final int NOTE_LENGTH_MAX = BlockFormat.LENGTH_MAX - 1024;

    private final int batchBytes;

    private int length = BlockFormat.HEADER_LENGTH;
    private int recordCount;
    private int notesLength = BlockFormat.HEADER_LENGTH;
    private int noteCount;
    private long writtenCount;
    private long lastTimeNs;
    private long indexedOffset;

    private final BlockPacker packer;
    private final CRC32C crc = new CRC32C();
    private final byte[] marker = new byte[BlockFormat.HEADER_LENGTH];
    private final byte[] indexEntry = new byte[IndexFormat.ENTRY_LENGTH];
    private byte[] block;
    private byte[] notes;
    private byte[] part = new byte[0];
    private byte[] description;
    private long descriptionTimeNs;
    private SegmentFile file;

    BlockWriter(final JournalConfig config) {
        this.batchBytes = config.batchBytes();
        this.packer = config.compression() == Compression.LZ4 ? new BlockPacker() : null;
        this.block = new byte[BlockFormat.documentLength(batchBytes)];
        this.notes = new byte[BlockFormat.documentLength(batchBytes)];
    }

    /** Begins a segment: everything from here on goes there. */
    void begin(final SegmentFile begun, final int run, final int number) throws IOException {
        file = begun;
        indexedOffset = -IndexFormat.SPACING_BYTES;
        appendMarker(BlockFormat.OPENED, (long) run << 32 | number);
        if (description != null) {
            describe();
        }
    }

    /** The next event's sequence. */
    long nextSequence() {
        return writtenCount + recordCount;
    }

    /** Records that have left the process. */
    long writtenCount() {
        return writtenCount;
    }

    /** Published time of the last record that has left the process. */
    long lastTimeNs() {
        return lastTimeNs;
    }

    boolean isFull() {
        return length >= batchBytes;
    }

    void add(final MarketEvent event) throws IOException {
        if (description == null) {
            description = Arrays.copyOf(event.raw, event.rawLength);
            descriptionTimeNs = event.publishedTimeNs;
            describe();
        }
        final int recordLength = RecordFormat.length(event.rawLength);
        if (block.length - length < recordLength) {
            flush();
            block = grown(block, BlockFormat.HEADER_LENGTH + recordLength);
        }
        length = RecordFormat.write(block, length, event, crc);
        recordCount++;
        lastTimeNs = event.publishedTimeNs;
    }

    /** Whether no reader would take such a note. */
    static boolean isTooLong(final NoteKind kind, final int byteCount) {
        return byteCount > (kind == NoteKind.SNAPSHOT ? SNAPSHOT_LENGTH_MAX : NOTE_LENGTH_MAX);
    }

    /** Collects a note other than a snapshot, which is not too long. */
    void addNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int count)
            throws IOException {
        final int noteLength = NoteFormat.length(count);
        if (notes.length - notesLength < noteLength) {
            flush();
            notes = grown(notes, BlockFormat.HEADER_LENGTH + noteLength);
        }
        notesLength =
                NoteFormat.write(notes, notesLength, kind, sequence, timeNs, bytes, offset, count);
        noteCount++;
    }

    /** Writes what is collected: when this returns, it has left the process. */
    void flush() throws IOException {
        if (recordCount > 0) {
            flushRecords();
        }
        if (noteCount > 0) {
            flushNotes();
        }
    }

    /** Forgets what is collected, for which there is no room. */
    void drop() {
        length = BlockFormat.HEADER_LENGTH;
        recordCount = 0;
        notesLength = BlockFormat.HEADER_LENGTH;
        noteCount = 0;
    }

    /** Writes a block without content; there is always room. */
    void appendMarker(final int kind, final long value) {
        BlockFormat.write(
                marker,
                kind,
                Compression.NONE,
                BlockFormat.HEADER_LENGTH,
                0,
                writtenCount,
                value,
                0,
                crc);
        file.append(marker, BlockFormat.HEADER_LENGTH);
    }

    /** Writes a snapshot, in as many blocks as it takes. */
    void appendSnapshot(final long sequence, final long timeNs, final byte[] bytes, final int count)
            throws IOException {
        final int total = NoteFormat.HEADER_LENGTH + count;
        part = grown(part, BlockFormat.HEADER_LENGTH + Math.min(total, SNAPSHOT_PART_LENGTH));
        int content = Math.min(total, SNAPSHOT_PART_LENGTH);
        int written = content - NoteFormat.HEADER_LENGTH;
        NoteFormat.writeHeader(
                part, BlockFormat.HEADER_LENGTH, NoteKind.SNAPSHOT, sequence, timeNs, count);
        System.arraycopy(
                bytes, 0, part, BlockFormat.HEADER_LENGTH + NoteFormat.HEADER_LENGTH, written);
        int parts = (total - 1) / SNAPSHOT_PART_LENGTH;
        final long offset = appendPart(sequence, content, parts, total);
        while (parts > 0) {
            parts--;
            content = Math.min(count - written, SNAPSHOT_PART_LENGTH);
            System.arraycopy(bytes, written, part, BlockFormat.HEADER_LENGTH, content);
            written += content;
            appendPart(sequence, content, parts, total);
        }
        appendIndex(sequence, timeNs, offset, IndexFormat.SNAPSHOT);
    }

    private void flushRecords() throws IOException {
        final long firstTimeNs = RecordFormat.publishedTimeNs(block, BlockFormat.HEADER_LENGTH);
        byte[] stored = block;
        int storedLength = length;
        Compression compression = Compression.NONE;
        long storedCrc = 0;
        final int packedLength = packer == null ? -1 : packer.pack(block, length);
        if (packedLength > 0) {
            stored = packer.packed();
            storedLength = packedLength;
            compression = Compression.LZ4;
            storedCrc = BlockFormat.storedCrc(stored, 0, storedLength, crc);
        }
        BlockFormat.write(
                stored,
                BlockFormat.RECORDS,
                compression,
                storedLength,
                recordCount,
                writtenCount,
                storedCrc,
                length - BlockFormat.HEADER_LENGTH,
                crc);
        final long offset = append(stored, BlockFormat.documentLength(storedLength));
        if (offset - indexedOffset >= IndexFormat.SPACING_BYTES) {
            indexedOffset = offset;
            appendIndex(writtenCount, firstTimeNs, offset, IndexFormat.RECORDS);
        }
        writtenCount += recordCount;
        file.lastTimeNs(lastTimeNs);
        length = BlockFormat.HEADER_LENGTH;
        recordCount = 0;
    }

    private void flushNotes() throws IOException {
        BlockFormat.write(
                notes,
                BlockFormat.NOTES,
                Compression.NONE,
                notesLength,
                noteCount,
                writtenCount,
                BlockFormat.storedCrc(notes, 0, notesLength, crc),
                notesLength - BlockFormat.HEADER_LENGTH,
                crc);
        append(notes, BlockFormat.documentLength(notesLength));
        notesLength = BlockFormat.HEADER_LENGTH;
        noteCount = 0;
    }

    /** In a block of its own, before the segment's first records. */
    private void describe() throws IOException {
        if (noteCount > 0) {
            flushNotes();
        }
        addNote(NoteKind.DESCRIPTION, 0, descriptionTimeNs, description, 0, description.length);
        flushNotes();
    }

    private long appendPart(
            final long sequence, final int content, final int partsBehind, final int total)
            throws IOException {
        final int partLength = BlockFormat.HEADER_LENGTH + content;
        BlockFormat.write(
                part,
                BlockFormat.SNAPSHOT,
                Compression.NONE,
                partLength,
                partsBehind,
                sequence,
                BlockFormat.storedCrc(part, 0, partLength, crc),
                total,
                crc);
        return append(part, BlockFormat.documentLength(partLength));
    }

    private long append(final byte[] bytes, final int count) throws IOException {
        if (!file.hasRoom(count)) {
            file.makeRoom(count);
        }
        return file.append(bytes, count);
    }

    private void appendIndex(
            final long sequence, final long timeNs, final long offset, final int what) {
        IndexFormat.write(indexEntry, 0, sequence, timeNs, offset, what, crc);
        file.appendIndex(indexEntry);
    }

    private static byte[] grown(final byte[] buffer, final int needed) {
        final int documentLength = BlockFormat.documentLength(needed);
        return buffer.length >= documentLength
                ? buffer
                : Arrays.copyOf(buffer, Integer.highestOneBit(documentLength) << 1);
    }
}
