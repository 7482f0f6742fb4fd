/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.format;

import java.util.zip.CRC32C;

/**
 * Header of a block, which is one document of the queue. Little-endian:
 *
 * <pre>
 *  0 int  magic
 *  4 byte version, byte kind, byte compression, byte 0
 *  8 int  length: header and stored bytes, without the zeros that fill up to 4
 * 12 int  record count
 * 16 long sequence of the first record; opened: of the first record of the file; notes, gap: of
 *         the next record; seal, stop, rolled, exported: records of the run
 * 24 long opened: run and number of the file; seal: state hash; stop: free bytes; notes, snapshot
 *         and compressed records: CRC32C of the stored bytes; exported: CRC32C of the headers of
 *         all blocks before; gap: sequence of the record that follows it
 * 32 int  length of the records or notes before compression; snapshot: of all its parts; opened:
 *         {@link #MERGED} or 0
 * 36 int  CRC32C of bytes 0 to 35
 * </pre>
 *
 * The records carry their own CRC, so that one damaged record does not hide those before it. A
 * compressed block has one more: nothing but what was written is given to the decompressor.
 */
public final class BlockFormat {
    public static final int VERSION = 2;
    public static final int HEADER_LENGTH = 40;

    /** Nothing longer is written, and nothing longer is believed when read. */
    public static final int LENGTH_MAX = 16 << 20;

    /** First block of every file: proves that it can be written, and whose it is. */
    public static final int OPENED = 1;

    public static final int RECORDS = 2;
    public static final int SEAL = 3;
    public static final int STOP = 4;

    /** Notes, never compressed; the number of records is that of notes. */
    public static final int NOTES = 5;

    /** A part of a snapshot; the number of records is how many parts follow it. */
    public static final int SNAPSHOT = 6;

    /** The run goes on in the next file. */
    public static final int ROLLED = 7;

    /** Last block of an exported part of a run; flat files only. */
    public static final int EXPORTED = 8;

    /** The next record has another sequence than the next one; flat files only. */
    public static final int GAP = 9;

    /** In the length before compression of an opened block: of several runs, numbered anew. */
    public static final int MERGED = 1;

    /** Longest snapshot there is, all parts together: nothing longer is believed when read. */
    public static final int SNAPSHOT_LENGTH_MAX = 256 << 20;

    private static final int MAGIC = 'N' | 'V' << 8 | 'R' << 16 | 'B' << 24;

    private BlockFormat() {}

    /** Length of the document that holds a block: a queue wants multiples of 4. */
    public static int documentLength(final int blockLength) {
        return blockLength + 3 & ~3;
    }

    public static void write(
            final byte[] block,
            final int kind,
            final Compression compression,
            final int length,
            final int recordCount,
            final long sequence,
            final long value,
            final int plainLength,
            final CRC32C crc) {
        LittleEndian.putInt(block, 0, MAGIC);
        LittleEndian.putInt(block, 4, VERSION | kind << 8 | compression.code() << 16);
        LittleEndian.putInt(block, 8, length);
        LittleEndian.putInt(block, 12, recordCount);
        LittleEndian.putLong(block, 16, sequence);
        LittleEndian.putLong(block, 24, value);
        LittleEndian.putInt(block, 32, plainLength);
        crc.reset();
        crc.update(block, 0, 36);
        LittleEndian.putInt(block, 36, (int) crc.getValue());
        for (int at = length; at < documentLength(length); at++) {
            block[at] = 0;
        }
    }

    /** Checksum of what follows the header of the block at {@code at}. */
    public static long storedCrc(
            final byte[] block, final int at, final int length, final CRC32C crc) {
        crc.reset();
        crc.update(block, at + HEADER_LENGTH, length - HEADER_LENGTH);
        return crc.getValue();
    }

    public static int kind(final byte[] block, final int at) {
        return block[at + 5];
    }

    public static int compression(final byte[] block, final int at) {
        return block[at + 6];
    }

    public static int length(final byte[] block, final int at) {
        return LittleEndian.getInt(block, at + 8);
    }

    public static int recordCount(final byte[] block, final int at) {
        return LittleEndian.getInt(block, at + 12);
    }

    public static long sequence(final byte[] block, final int at) {
        return LittleEndian.getLong(block, at + 16);
    }

    public static long value(final byte[] block, final int at) {
        return LittleEndian.getLong(block, at + 24);
    }

    public static int plainLength(final byte[] block, final int at) {
        return LittleEndian.getInt(block, at + 32);
    }

    /** True when a document begins as a block does. */
    static boolean isMarked(final byte[] document, final int at, final int documentLength) {
        return documentLength >= HEADER_LENGTH && LittleEndian.getInt(document, at) == MAGIC;
    }

    /** True when the bytes at {@code at} are a block's header as it was written. */
    public static boolean isHeader(final byte[] bytes, final int at, final CRC32C crc) {
        if (LittleEndian.getInt(bytes, at) != MAGIC) {
            return false;
        }
        crc.reset();
        crc.update(bytes, at, 36);
        return LittleEndian.getInt(bytes, at + 36) == (int) crc.getValue();
    }

    /** Why the document at {@code at} is no block of this version, or null. */
    public static String check(
            final byte[] block, final int at, final int documentLength, final CRC32C crc) {
        if (!isMarked(block, at, documentLength)) {
            return "not a NovaRing journal block";
        }
        crc.reset();
        crc.update(block, at, 36);
        if (LittleEndian.getInt(block, at + 36) != (int) crc.getValue()) {
            return "block header fails its checksum";
        }
        if (block[at + 4] != VERSION) {
            return "block of format version " + block[at + 4] + ", known is " + VERSION;
        }
        final int length = length(block, at);
        if (length < HEADER_LENGTH || documentLength(length) != documentLength) {
            return "block length " + length + " in a document of " + documentLength;
        }
        for (int padding = at + length; padding < at + documentLength; padding++) {
            if (block[padding] != 0) {
                return "bytes behind the block";
            }
        }
        return checkKind(block, at, length, crc);
    }

    private static String checkKind(
            final byte[] block, final int at, final int length, final CRC32C crc) {
        switch (kind(block, at)) {
            case OPENED, SEAL, STOP, ROLLED, EXPORTED, GAP -> {
                return length == HEADER_LENGTH ? null : "marker block with content";
            }
            case NOTES, SNAPSHOT -> {
                return length > HEADER_LENGTH
                                && compression(block, at) == Compression.NONE.code()
                                && value(block, at) == storedCrc(block, at, length, crc)
                        ? null
                        : "block of notes fails its checksum";
            }
            case RECORDS -> {
                final int plainLength = plainLength(block, at);
                final int storedLength = length - HEADER_LENGTH;
                if (plainLength < 1 || plainLength > LENGTH_MAX || recordCount(block, at) < 1) {
                    return "block without records, or too long";
                }
                return switch (compression(block, at)) {
                    case 0 -> plainLength == storedLength ? null : "block lengths disagree";
                    case 1 ->
                            value(block, at) == storedCrc(block, at, length, crc)
                                    ? null
                                    : "compressed block fails its checksum";
                    default ->
                            "unknown compression code "
                                    + compression(block, at)
                                    + ": written by a newer version?";
                };
            }
            default -> {
                return "unknown block kind " + kind(block, at) + ": written by a newer version?";
            }
        }
    }
}
