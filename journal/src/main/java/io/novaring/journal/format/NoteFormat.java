/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.format;

import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;

/**
 * One note in a block of notes. Little-endian:
 *
 * <pre>
 *  0 int  length: all of it, without the zeros that fill up to 4
 *  4 byte kind code, byte 0, byte 0, byte 0
 *  8 long sequence of the last event it is about
 * 16 long time, epoch nanoseconds
 * 24      bytes
 * </pre>
 *
 * The block's checksum covers all its notes. A kind that a reader does not know is passed over.
 */
public final class NoteFormat {
    public static final int HEADER_LENGTH = 24;

    private NoteFormat() {}

    public static int length(final int byteCount) {
        return HEADER_LENGTH + byteCount + 3 & ~3;
    }

    /** Writes the note; there must be room. Returns the offset behind it. */
    public static int write(
            final byte[] target,
            final int at,
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        writeHeader(target, at, kind, sequence, timeNs, length);
        System.arraycopy(bytes, offset, target, at + HEADER_LENGTH, length);
        final int end = at + length(length);
        for (int padding = at + HEADER_LENGTH + length; padding < end; padding++) {
            target[padding] = 0;
        }
        return end;
    }

    /** Writes what precedes a note's bytes. */
    public static void writeHeader(
            final byte[] target,
            final int at,
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final int length) {
        LittleEndian.putInt(target, at, HEADER_LENGTH + length);
        LittleEndian.putInt(target, at + 4, kind.code());
        LittleEndian.putLong(target, at + 8, sequence);
        LittleEndian.putLong(target, at + 16, timeNs);
    }

    /** Why the bytes in {@code [at, limit)} are not so many notes and nothing else, or null. */
    public static String check(
            final byte[] source, final int at, final int limit, final int count) {
        int next = at;
        for (int i = 0; i < count; i++) {
            if (limit - next < HEADER_LENGTH) {
                return "block of notes ends within one";
            }
            final int length = LittleEndian.getInt(source, next);
            if (length < HEADER_LENGTH || length > limit - next) {
                return "note longer than its block";
            }
            next += length(length - HEADER_LENGTH);
        }
        return next == limit ? null : "bytes behind the last note";
    }

    /** Gives the notes of a block that was checked to the listener. */
    public static void read(
            final byte[] source, final int at, final int count, final NoteListener listener) {
        int next = at;
        for (int i = 0; i < count; i++) {
            final int length = LittleEndian.getInt(source, next) - HEADER_LENGTH;
            final NoteKind kind = NoteKind.ofCode(source[next + 4]);
            if (kind != null) {
                listener.onNote(
                        kind,
                        LittleEndian.getLong(source, next + 8),
                        LittleEndian.getLong(source, next + 16),
                        source,
                        next + HEADER_LENGTH,
                        length);
            }
            next += length(length);
        }
    }
}
