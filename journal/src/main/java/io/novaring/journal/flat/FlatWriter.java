/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.journal.JournalException;
import io.novaring.journal.format.BlockFormat;
import io.novaring.journal.format.BlockPacker;
import io.novaring.journal.format.Compression;
import io.novaring.journal.format.LittleEndian;
import io.novaring.journal.format.NoteFormat;
import io.novaring.journal.format.RecordFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Writes events and notes to a flat file, in the order in which they are given. Until it is
 * finished the file is called {@code NAME.part}. It is its owner's alone. One thread.
 */
public final class FlatWriter implements NoteListener, AutoCloseable {
    private static final int BATCH_BYTES = 256 << 10;
    private static final int SNAPSHOT_PART_LENGTH = 4 << 20;

    /** No reader takes a longer snapshot, or a longer note of another kind. */
    private static final int SNAPSHOT_LENGTH_MAX =
            BlockFormat.SNAPSHOT_LENGTH_MAX - NoteFormat.HEADER_LENGTH;

    private static final int NOTE_LENGTH_MAX =
            BlockFormat.LENGTH_MAX - BlockFormat.HEADER_LENGTH - NoteFormat.HEADER_LENGTH;

    private final long firstSequence;

    private int length = BlockFormat.HEADER_LENGTH;
    private int recordCount;
    private int notesLength = BlockFormat.HEADER_LENGTH;
    private int noteCount;
    private long nextSequence;
    private boolean hasFirstSnapshot;
    private boolean ended;

    private final Path path;
    private final FlatFile file;
    private final BlockPacker packer;
    private final CRC32C crc = new CRC32C();
    private final CRC32C headersCrc = new CRC32C();
    private final byte[] word = new byte[4];
    private final byte[] marker = new byte[BlockFormat.HEADER_LENGTH];
    private byte[] block = new byte[BATCH_BYTES];
    private byte[] notes = new byte[BATCH_BYTES];

    private FlatWriter(final Path path, final FlatConfig config, final long firstSequence) {
        this.path = path;
        this.firstSequence = firstSequence;
        this.nextSequence = firstSequence;
        this.packer = config.compression() == Compression.LZ4 ? new BlockPacker() : null;
        this.file = FlatFile.create(path, config.overwrite());
    }

    /**
     * Begins a file for events of one run.
     *
     * @param run its number, from 1.
     * @param firstSequence of the first event that will be written.
     * @throws JournalException when the file exists, unless it may be overwritten, or cannot be
     *     created.
     */
    public static FlatWriter create(
            final Path path, final FlatConfig config, final int run, final long firstSequence) {
        return begin(path, config, firstSequence, (long) run << 32 | 1, 0);
    }

    /** Begins a file for events of different runs, numbered anew from 0. */
    public static FlatWriter createMerged(final Path path, final FlatConfig config) {
        return begin(path, config, 0, 0, BlockFormat.MERGED);
    }

    private static FlatWriter begin(
            final Path path,
            final FlatConfig config,
            final long firstSequence,
            final long value,
            final int plainLength) {
        if (firstSequence < 0) {
            throw new IllegalArgumentException("firstSequence below 0: " + firstSequence);
        }
        final FlatWriter writer = new FlatWriter(path, config, firstSequence);
        try {
            writer.mark(BlockFormat.OPENED, value, plainLength);
            return writer;
        } catch (final JournalException e) {
            writer.close();
            throw e;
        }
    }

    /** Sequence the next event must have. */
    public long nextSequence() {
        return nextSequence;
    }

    /** Writes the event, whose sequence must be the next. */
    public void onEvent(final MarketEvent event) {
        if (event.sequence != nextSequence || ended) {
            throw new JournalException(
                    path + " was given sequence " + event.sequence + ", not " + nextSequence);
        }
        if (event.rawLength > RecordFormat.RAW_LENGTH_MAX) {
            throw new JournalException(
                    path + " was given a message of " + event.rawLength + " bytes");
        }
        flushNotes();
        final int recordLength = RecordFormat.length(event.rawLength);
        if (block.length - length < recordLength) {
            flushRecords();
            block = grown(block, BlockFormat.HEADER_LENGTH + recordLength);
        }
        length = RecordFormat.write(block, length, event, crc);
        recordCount++;
        nextSequence++;
        if (length >= BATCH_BYTES) {
            flushRecords();
        }
    }

    /** Writes a note. A snapshot must be of an event before the next one. */
    @Override
    public void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int count) {
        if (count > (kind == NoteKind.SNAPSHOT ? SNAPSHOT_LENGTH_MAX : NOTE_LENGTH_MAX)) {
            throw new JournalException(
                    path + " was given a note of kind " + kind + " of " + count + " bytes");
        }
        flushRecords();
        if (kind == NoteKind.SNAPSHOT) {
            flushNotes();
            snapshot(sequence, timeNs, Arrays.copyOfRange(bytes, offset, offset + count));
            return;
        }
        if (notes.length - notesLength < NoteFormat.length(count)) {
            flushNotes();
            notes = grown(notes, BlockFormat.HEADER_LENGTH + NoteFormat.length(count));
        }
        notesLength =
                NoteFormat.write(notes, notesLength, kind, sequence, timeNs, bytes, offset, count);
        noteCount++;
    }

    /** Says that events are missing: the next one has this sequence. */
    void gap(final long sequence) {
        mark(BlockFormat.GAP, sequence, 0);
        nextSequence = sequence;
    }

    /** The snapshot that the first event is behind was written. */
    boolean hasFirstSnapshot() {
        return hasFirstSnapshot;
    }

    /**
     * The last word of the run itself, behind its last event.
     *
     * @param eventCount of the whole run.
     */
    public void seal(final long eventCount, final long stateHash) {
        if (eventCount != nextSequence) {
            throw new JournalException(
                    path + " ends at " + nextSequence + " of " + eventCount + " events");
        }
        mark(BlockFormat.SEAL, stateHash, 0);
        ended = true;
    }

    /** Completes the file, forces it to the disk and moves it to its name. */
    public void finish() {
        if (!ended) {
            flush();
            mark(BlockFormat.EXPORTED, headersCrc.getValue(), 0);
            ended = true;
        }
        file.finish();
    }

    /** Leaves nothing behind unless {@link #finish} was called. Idempotent. */
    @Override
    public void close() {
        file.close();
    }

    private void flush() {
        flushRecords();
        flushNotes();
    }

    private void flushRecords() {
        if (recordCount == 0) {
            return;
        }
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
                nextSequence - recordCount,
                storedCrc,
                length - BlockFormat.HEADER_LENGTH,
                crc);
        append(stored, storedLength);
        length = BlockFormat.HEADER_LENGTH;
        recordCount = 0;
    }

    private void flushNotes() {
        if (noteCount == 0) {
            return;
        }
        BlockFormat.write(
                notes,
                BlockFormat.NOTES,
                Compression.NONE,
                notesLength,
                noteCount,
                nextSequence,
                BlockFormat.storedCrc(notes, 0, notesLength, crc),
                notesLength - BlockFormat.HEADER_LENGTH,
                crc);
        append(notes, notesLength);
        notesLength = BlockFormat.HEADER_LENGTH;
        noteCount = 0;
    }

    private void snapshot(final long sequence, final long timeNs, final byte[] bytes) {
        if (sequence >= nextSequence) {
            throw new JournalException(
                    path + " was given a snapshot of event " + sequence + " before that event");
        }
        final byte[] whole = new byte[NoteFormat.length(bytes.length)];
        NoteFormat.write(whole, 0, NoteKind.SNAPSHOT, sequence, timeNs, bytes, 0, bytes.length);
        final int total = NoteFormat.HEADER_LENGTH + bytes.length;
        int parts = (total - 1) / SNAPSHOT_PART_LENGTH;
        for (int at = 0; at < total; at += SNAPSHOT_PART_LENGTH) {
            final int partLength = Math.min(SNAPSHOT_PART_LENGTH, total - at);
            notes = grown(notes, BlockFormat.HEADER_LENGTH + partLength);
            System.arraycopy(whole, at, notes, BlockFormat.HEADER_LENGTH, partLength);
            final int blockLength = BlockFormat.HEADER_LENGTH + partLength;
            BlockFormat.write(
                    notes,
                    BlockFormat.SNAPSHOT,
                    Compression.NONE,
                    blockLength,
                    parts,
                    sequence,
                    BlockFormat.storedCrc(notes, 0, blockLength, crc),
                    total,
                    crc);
            append(notes, blockLength);
            parts--;
        }
        hasFirstSnapshot |= sequence == firstSequence - 1;
    }

    private void mark(final int kind, final long value, final int plainLength) {
        flush();
        BlockFormat.write(
                marker,
                kind,
                Compression.NONE,
                BlockFormat.HEADER_LENGTH,
                0,
                nextSequence,
                value,
                plainLength,
                crc);
        append(marker, BlockFormat.HEADER_LENGTH);
    }

    private void append(final byte[] bytes, final int blockLength) {
        headersCrc.update(bytes, 0, BlockFormat.HEADER_LENGTH);
        final int documentLength = BlockFormat.documentLength(blockLength);
        LittleEndian.putInt(word, 0, documentLength);
        try {
            file.write(word, word.length);
            file.write(bytes, documentLength);
        } catch (final IOException e) {
            throw new JournalException(path + " cannot be written: " + e, e);
        }
    }

    private static byte[] grown(final byte[] buffer, final int needed) {
        final int documentLength = BlockFormat.documentLength(needed);
        return buffer.length >= documentLength
                ? buffer
                : Arrays.copyOf(buffer, Integer.highestOneBit(documentLength) << 1);
    }
}
