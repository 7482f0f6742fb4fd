/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.format;

import io.novaring.codec.MarketEvent;
import java.util.zip.CRC32C;

/** The records of one block, all of them checked before the first is given. */
public final class RecordBlock {
    private byte[] source;
    private int at;
    private int remaining;
    private String reason;
    private int reasonAt;

    private final BlockPacker packer = new BlockPacker();
    private final CRC32C crc = new CRC32C();

    /** How many records are left. */
    public int remaining() {
        return remaining;
    }

    /** What is wrong behind the records there are, or null. */
    public String reason() {
        return reason;
    }

    /** Where that is, from the start of the block; its start for a packed one. */
    public int reasonAt() {
        return reasonAt;
    }

    public void clear() {
        remaining = 0;
        reason = null;
    }

    /** Fills the event from the next record, which there is. */
    public void read(final MarketEvent event) {
        RecordFormat.read(source, at, event);
    }

    /** Published time of the next record, which there is. */
    public long timeNs() {
        return RecordFormat.publishedTimeNs(source, at);
    }

    public void step() {
        at += RecordFormat.recordLength(source, at);
        remaining--;
    }

    /** Whether so many records can be in a block that was checked. */
    public static boolean fits(final byte[] bytes, final int start) {
        final long shortest = (long) BlockFormat.recordCount(bytes, start) * RecordFormat.length(0);
        return shortest <= BlockFormat.plainLength(bytes, start);
    }

    /** Takes a block that was checked; those of its records before a damaged one can be read. */
    public void load(final byte[] bytes, final int start, final long sequence) {
        clear();
        final int offset = start + BlockFormat.HEADER_LENGTH;
        final int storedLength = BlockFormat.length(bytes, start) - BlockFormat.HEADER_LENGTH;
        final int plainLength = BlockFormat.plainLength(bytes, start);
        final boolean plain = BlockFormat.compression(bytes, start) == Compression.NONE.code();
        reasonAt = 0;
        if (!plain && !packer.unpack(bytes, offset, storedLength, plainLength)) {
            reason = "compressed block is damaged";
            return;
        }
        source = plain ? bytes : packer.packed();
        at = plain ? offset : 0;
        final int next =
                check(at, at + plainLength, BlockFormat.recordCount(bytes, start), sequence);
        reasonAt = plain ? next - start : 0;
    }

    private int check(final int from, final int limit, final int count, final long sequence) {
        int next = from;
        while (remaining < count && reason == null) {
            reason = RecordFormat.check(source, next, limit, sequence + remaining, crc);
            if (reason == null) {
                next += RecordFormat.recordLength(source, next);
                remaining++;
            }
        }
        if (reason == null && next != limit) {
            reason = "bytes behind the last record";
        }
        return next;
    }
}
