/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.format;

import java.util.zip.CRC32C;

/**
 * One entry of a segment's index: where a block is. Little-endian:
 *
 * <pre>
 *  0 long sequence: of the block's first record; of a snapshot: of the event it is behind
 *  8 long published time of that record or event, epoch nanoseconds
 * 16 long offset in the file of the document that holds the block, bytes
 * 24 int  what it is: 0 records, 1 the first part of a snapshot
 * 28 int  CRC32C of bytes 0 to 27
 * </pre>
 *
 * Entries come in the order of the file. An index may lack its last entries, or be missing: it only
 * saves time. Nothing it says is believed before the block at the offset was looked at.
 */
public final class IndexFormat {
    public static final int ENTRY_LENGTH = 32;
    public static final int RECORDS = 0;
    public static final int SNAPSHOT = 1;

    /** A block of records gets an entry when so much was written since the last one. */
    public static final int SPACING_BYTES = 1 << 20;

    private IndexFormat() {}

    public static void write(
            final byte[] target,
            final int at,
            final long sequence,
            final long timeNs,
            final long offset,
            final int what,
            final CRC32C crc) {
        LittleEndian.putLong(target, at, sequence);
        LittleEndian.putLong(target, at + 8, timeNs);
        LittleEndian.putLong(target, at + 16, offset);
        LittleEndian.putInt(target, at + 24, what);
        crc.reset();
        crc.update(target, at, 28);
        LittleEndian.putInt(target, at + 28, (int) crc.getValue());
    }

    public static boolean isWhole(final byte[] source, final int at, final CRC32C crc) {
        crc.reset();
        crc.update(source, at, 28);
        return LittleEndian.getInt(source, at + 28) == (int) crc.getValue();
    }

    public static long sequence(final byte[] source, final int at) {
        return LittleEndian.getLong(source, at);
    }

    public static long timeNs(final byte[] source, final int at) {
        return LittleEndian.getLong(source, at + 8);
    }

    public static long offset(final byte[] source, final int at) {
        return LittleEndian.getLong(source, at + 16);
    }

    public static int what(final byte[] source, final int at) {
        return LittleEndian.getInt(source, at + 24);
    }
}
