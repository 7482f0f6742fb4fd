/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of a note of the kind MARK: what the stages' hashes were along one window of events.
 * One that is read is used again and again; one thread.
 *
 * <pre>
 *    0 byte   version, 1
 *    1        three bytes of 0
 *    4 int    events of a whole window, a power of two
 *    8 long   sequence of the window's last event
 *   16 int    events of this window
 *   20 int    length of the fingerprints
 *   24 long   hash of each of the four stages behind the last event
 *   56 long   hash over all books there
 *   64        for each event: a byte with bit 0 to 3 set for each stage whose hash it changed, then
 *             the two low bytes of each such hash
 * </pre>
 *
 * All numbers are little-endian.
 */
final class Mark {
    static final int HEADER_LENGTH = 64;

    /** Most bytes of one event's fingerprint. */
    static final int FINGERPRINT_MAX = 1 + 2 * StageTaps.STAGES;

    static final int INTERVAL_MAX = 1 << 15;

    private static final byte VERSION = 1;
    private static final int STAGES_MASK = (1 << StageTaps.STAGES) - 1;
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = {};
    private int length;
    private int at;

    /** Writes the header of a mark whose fingerprints are behind it already. */
    static void writeHeader(
            final byte[] target,
            final int interval,
            final long sequence,
            final int count,
            final int fingerprintsLength,
            final long[] hashes,
            final long booksHash) {
        INTS.set(target, 0, (int) VERSION);
        INTS.set(target, 4, interval);
        LONGS.set(target, 8, sequence);
        INTS.set(target, 16, count);
        INTS.set(target, 20, fingerprintsLength);
        for (int stage = 0; stage < StageTaps.STAGES; stage++) {
            LONGS.set(target, 24 + stage * Long.BYTES, hashes[stage]);
        }
        LONGS.set(target, 56, booksHash);
    }

    /**
     * Takes a copy of the bytes of a note and puts the cursor before its first event.
     *
     * @return false when these are no mark; nothing else may be asked then.
     */
    boolean read(final byte[] source, final int offset, final int sourceLength) {
        if (sourceLength < HEADER_LENGTH) {
            return false;
        }
        if (bytes.length < sourceLength) {
            bytes = new byte[Integer.highestOneBit(sourceLength) << 1];
        }
        System.arraycopy(source, offset, bytes, 0, sourceLength);
        length = sourceLength;
        at = HEADER_LENGTH;
        return isWhole();
    }

    private boolean isWhole() {
        final int version = (int) INTS.get(bytes, 0);
        final int interval = interval();
        if (version != VERSION
                || Integer.bitCount(interval) != 1
                || interval < 1
                || interval > INTERVAL_MAX
                || count() < 1
                || count() > interval
                || sequence() < count() - 1
                || (int) INTS.get(bytes, 20) != length - HEADER_LENGTH) {
            return false;
        }
        int end = HEADER_LENGTH;
        for (int i = 0; i < count(); i++) {
            if (end >= length || (bytes[end] & ~STAGES_MASK) != 0) {
                return false;
            }
            end += 1 + 2 * Integer.bitCount(bytes[end]);
        }
        return end == length;
    }

    /** Events of a whole window. */
    int interval() {
        return (int) INTS.get(bytes, 4);
    }

    /** Sequence of the window's last event. */
    long sequence() {
        return (long) LONGS.get(bytes, 8);
    }

    /** Sequence of the window's first event. */
    long firstSequence() {
        return sequence() - count() + 1;
    }

    int count() {
        return (int) INTS.get(bytes, 16);
    }

    /** Hash of a stage, 0 to 3, behind the last event. */
    long hash(final int stage) {
        return (long) LONGS.get(bytes, 24 + stage * Long.BYTES);
    }

    long booksHash() {
        return (long) LONGS.get(bytes, 56);
    }

    /**
     * Holds the next event's fingerprint against the hashes before and behind that event.
     *
     * @return the stages that differ, as bits; 0 when none does.
     */
    int nextDiffers(final long[] before, final long[] behind) {
        final int changed = bytes[at];
        at++;
        int differs = 0;
        for (int stage = 0; stage < StageTaps.STAGES; stage++) {
            final boolean isRecorded = (changed & 1 << stage) != 0;
            final boolean isReplayed = before[stage] != behind[stage];
            boolean isEqual = isRecorded == isReplayed;
            if (isRecorded) {
                isEqual &= bytes[at] == (byte) behind[stage];
                isEqual &= bytes[at + 1] == (byte) (behind[stage] >>> Byte.SIZE);
                at += 2;
            }
            differs |= isEqual ? 0 : 1 << stage;
        }
        return differs;
    }

    /** Passes over the next event's fingerprint. */
    void skip() {
        at += 1 + 2 * Integer.bitCount(bytes[at]);
    }
}
