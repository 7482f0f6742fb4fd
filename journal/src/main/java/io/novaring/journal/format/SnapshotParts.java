/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.format;

import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import java.util.Arrays;

/**
 * Puts the parts of a snapshot together again. What it holds grows with the bytes that came, not
 * with what a block says will come.
 */
public final class SnapshotParts {
    private int length;
    private int totalLength;
    private int partsToCome;
    private long sequence;
    private boolean midway;

    private byte[] bytes = new byte[0];

    /**
     * Forgets what came.
     *
     * @param isMidway true when the next part may be one in the middle, to be passed over: reading
     *     begins anew somewhere.
     */
    public void reset(final boolean isMidway) {
        length = 0;
        totalLength = 0;
        midway = isMidway;
    }

    /** True when all parts are there. */
    public boolean isWhole() {
        return length > 0 && length == totalLength;
    }

    public long sequence() {
        return sequence;
    }

    /** Takes a block that was checked; returns what is wrong with it, or null. */
    public String add(final byte[] block, final int start) {
        final int parts = BlockFormat.recordCount(block, start);
        final int total = BlockFormat.plainLength(block, start);
        final int partLength = BlockFormat.length(block, start) - BlockFormat.HEADER_LENGTH;
        final long of = BlockFormat.sequence(block, start);
        final boolean first = length == totalLength;
        if (first && !begins(block, start + BlockFormat.HEADER_LENGTH, partLength, total, of)) {
            return midway ? null : "snapshot does not begin with its header";
        }
        if (!first && (parts != partsToCome - 1 || total != totalLength || of != sequence)) {
            return "part of a snapshot is missing";
        }
        final int before = first ? 0 : length;
        final boolean last = parts == 0;
        if (parts < 0 || partLength > total - before || last != (before + partLength == total)) {
            return "snapshot has not the length it says";
        }
        if (bytes.length < before + partLength) {
            final int doubled = (int) Math.min(total, bytes.length * 2L);
            bytes = Arrays.copyOf(bytes, Math.max(doubled, before + partLength));
        }
        System.arraycopy(block, start + BlockFormat.HEADER_LENGTH, bytes, before, partLength);
        length = before + partLength;
        totalLength = total;
        partsToCome = parts;
        sequence = of;
        midway = false;
        return null;
    }

    /** Gives the snapshot, which is whole. */
    public void giveTo(final NoteListener listener) {
        listener.onNote(
                NoteKind.SNAPSHOT,
                sequence,
                LittleEndian.getLong(bytes, 16),
                bytes,
                NoteFormat.HEADER_LENGTH,
                length - NoteFormat.HEADER_LENGTH);
    }

    /** True when a block that was checked is the first part of a snapshot. */
    public static boolean isFirst(final byte[] block, final int start) {
        return begins(
                block,
                start + BlockFormat.HEADER_LENGTH,
                BlockFormat.length(block, start) - BlockFormat.HEADER_LENGTH,
                BlockFormat.plainLength(block, start),
                BlockFormat.sequence(block, start));
    }

    private static boolean begins(
            final byte[] block,
            final int at,
            final int partLength,
            final int total,
            final long of) {
        return partLength >= NoteFormat.HEADER_LENGTH
                && total <= BlockFormat.SNAPSHOT_LENGTH_MAX
                && LittleEndian.getInt(block, at) == total
                && LittleEndian.getInt(block, at + 4) == NoteKind.SNAPSHOT.code()
                && LittleEndian.getLong(block, at + 8) == of;
    }
}
