/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.journal.format.BlockFormat;
import io.novaring.journal.format.BlockPacker;
import io.novaring.journal.format.Compression;
import io.novaring.journal.format.LittleEndian;
import io.novaring.journal.format.QueueFile;
import io.novaring.journal.format.QueueHeader;
import io.novaring.journal.format.RecordFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Reads a segment's file from its start and finds how far it is as it was written. For the writer:
 * what a killed run left, and what is there after an append has failed.
 */
final class SegmentScan {
    private static final int PIECE_LENGTH = 1 << 20;

    /** Before each document: its length, and whether it is complete. */
    private static final int WORD_LENGTH = 4;

    private boolean opened;
    private long nextSequence;
    private long lastTimeNs = Long.MIN_VALUE;
    private long validLength;
    private long tornLength;
    private String damage;

    private final QueueFile file;
    private final BlockPacker packer = new BlockPacker();
    private final CRC32C crc = new CRC32C();

    private SegmentScan(final QueueFile file) {
        this.file = file;
    }

    static SegmentScan of(final Path store) throws IOException {
        QueueHeader.requireStore(store);
        try (QueueFile file = QueueFile.open(store)) {
            final SegmentScan scan = new SegmentScan(file);
            scan.run();
            return scan;
        }
    }

    /**
     * Says what is there after an append to the file has failed: a mapped page that could not be
     * backed may have taken records with it that were written before.
     *
     * @param recordedCount up to where records were reported as recorded.
     */
    static String describe(final Path store, final long recordedCount) {
        try {
            final SegmentScan scan = of(store);
            final long next = scan.nextSequence();
            if (!scan.opened()) {
                return store + " was read again and holds no records";
            }
            return next >= recordedCount
                    ? store + " was read again: everything before is there"
                    : store
                            + " was read again: sequences "
                            + next
                            + " to "
                            + (recordedCount - 1)
                            + " are lost, although they were recorded";
        } catch (final IOException | RuntimeException e) {
            return store + " cannot be read again: " + e;
        }
    }

    /** False when there is not even its first block: nothing was ever recorded in it. */
    boolean opened() {
        return opened;
    }

    /** Behind the last record that is as it was written. */
    long nextSequence() {
        return nextSequence;
    }

    /** Published time of the last record, or {@link Long#MIN_VALUE}. */
    long lastTimeNs() {
        return lastTimeNs;
    }

    /** Behind the last block that is as it was written. */
    long validLength() {
        return validLength;
    }

    /** Length of the incomplete block behind, 0 when there is none. */
    long tornLength() {
        return tornLength;
    }

    /** What is wrong with a block that is complete, or null. */
    String damage() {
        return damage;
    }

    private void run() throws IOException {
        while (damage == null) {
            final int found = file.next();
            if (found == QueueFile.BAD) {
                damage = file.reason();
            } else if (found != QueueFile.DOCUMENT) {
                validLength = Math.min(file.position(), file.size());
                tornLength = bytesBehind();
                damage = tornLength > 0 ? completedBehind() : null;
                return;
            } else {
                damage = check(file.bytes(), file.start(), file.length());
                if (damage == null) {
                    file.skip();
                    validLength = file.position();
                }
            }
        }
    }

    /** Space is reserved as zeros: what is not zero is of the block that was being written. */
    private long bytesBehind() throws IOException {
        final byte[] piece = new byte[PIECE_LENGTH];
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            long end = channel.size();
            while (end > validLength) {
                final long begin = Math.max(validLength, end - PIECE_LENGTH);
                final ByteBuffer buffer = ByteBuffer.wrap(piece, 0, (int) (end - begin));
                final int count = channel.read(buffer, begin);
                for (int i = count - 1; i >= 0; i--) {
                    if (piece[i] != 0) {
                        return begin + i + 1 - validLength;
                    }
                }
                end = begin;
            }
            return 0;
        }
    }

    /** A power failure may take a page from the middle: more than one block is behind it then. */
    private String completedBehind() throws IOException {
        final byte[] piece = new byte[PIECE_LENGTH];
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            final long end = validLength + tornLength;
            long at = validLength + WORD_LENGTH;
            while (at < end) {
                final int count = channel.read(ByteBuffer.wrap(piece), at);
                final int last = count - WORD_LENGTH - BlockFormat.HEADER_LENGTH;
                for (int i = 0; i <= last; i += WORD_LENGTH) {
                    if (isCompleted(piece, i)) {
                        return "bytes are missing; a block at offset " + (at + i) + " is there";
                    }
                }
                if (last < 0) {
                    return null;
                }
                at += last / WORD_LENGTH * WORD_LENGTH + WORD_LENGTH;
            }
            return null;
        }
    }

    private boolean isCompleted(final byte[] bytes, final int at) {
        final int start = at + WORD_LENGTH;
        return BlockFormat.isHeader(bytes, start, crc)
                && LittleEndian.getInt(bytes, at)
                        == BlockFormat.documentLength(BlockFormat.length(bytes, start));
    }

    private String check(final byte[] bytes, final int start, final int length) {
        final String wrong = BlockFormat.check(bytes, start, length, crc);
        if (wrong != null) {
            return wrong;
        }
        final int kind = BlockFormat.kind(bytes, start);
        if (opened == (kind == BlockFormat.OPENED)) {
            return opened ? "a second first block" : "the first block is missing";
        }
        if (!opened) {
            opened = true;
            nextSequence = BlockFormat.sequence(bytes, start);
        }
        return kind == BlockFormat.RECORDS ? checkRecords(bytes, start) : null;
    }

    private String checkRecords(final byte[] bytes, final int start) {
        final int offset = start + BlockFormat.HEADER_LENGTH;
        final int storedLength = BlockFormat.length(bytes, start) - BlockFormat.HEADER_LENGTH;
        final int plainLength = BlockFormat.plainLength(bytes, start);
        final boolean plain = BlockFormat.compression(bytes, start) == Compression.NONE.code();
        if (!plain && !packer.unpack(bytes, offset, storedLength, plainLength)) {
            return "compressed block is damaged";
        }
        final byte[] source = plain ? bytes : packer.packed();
        int at = plain ? offset : 0;
        final int limit = at + plainLength;
        for (int i = 0; i < BlockFormat.recordCount(bytes, start); i++) {
            final String wrong = RecordFormat.check(source, at, limit, nextSequence, crc);
            if (wrong != null) {
                return wrong;
            }
            lastTimeNs = RecordFormat.publishedTimeNs(source, at);
            at += RecordFormat.recordLength(source, at);
            nextSequence++;
        }
        return null;
    }
}
