/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry.late;

import io.novaring.codec.recording.NoteKind;
import io.novaring.engine.notes.Notes;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A note of kind {@link NoteKind#PAUSE}: a time in which the JVM, or the machine below it, did
 * something else. Little-endian:
 *
 * <pre>
 *  0 byte version 1
 *  1 byte kind code
 *  2      0
 *  8 long how long, nanoseconds
 * 16 long bytes in use before a collection, -1 when not known
 * 24 long and after
 * 32      text
 * </pre>
 *
 * The note's time is when it began, epoch nanoseconds of the clock events are stamped with.
 *
 * @param text what the JVM calls it: collector and cause, or the operation.
 */
public record PauseNote(
        Kind kind, long fromNs, long durationNs, long beforeBytes, long afterBytes, String text) {
    public static final int VERSION = 1;
    public static final long UNKNOWN = -1;

    private static final int HEADER_LENGTH = 32;
    private static final int TEXT_LENGTH_MAX = 200;

    /** What held things up. The code is written to journals. */
    public enum Kind {
        /** A collection that stopped all threads; exact to a millisecond. */
        GC(1),
        /** A collection beside the threads: it took processor time and stopped nobody. */
        CONCURRENT_GC(2),
        /** All threads were stopped, or asked to, for another reason. */
        SAFEPOINT(3),
        /** A thread that slept woke late: whatever it was held other threads up as well. */
        STALL(4);

        private static final Kind[] BY_CODE = {null, GC, CONCURRENT_GC, SAFEPOINT, STALL};

        private final int code;

        Kind(final int code) {
            this.code = code;
        }
    }

    public long toNs() {
        return fromNs + durationNs;
    }

    /**
     * What the note says; any thread.
     *
     * @return null when it is of a newer version, or damaged.
     */
    public static PauseNote parse(
            final long timeNs, final byte[] bytes, final int offset, final int length) {
        if (length < HEADER_LENGTH || bytes[offset] != VERSION) {
            return null;
        }
        final UnsafeBuffer in = new UnsafeBuffer(bytes, offset, length);
        final int code = in.getByte(1);
        final long durationNs = in.getLong(8, ByteOrder.LITTLE_ENDIAN);
        if (code < 1 || code >= Kind.BY_CODE.length || durationNs < 0) {
            return null;
        }
        final byte[] text = new byte[length - HEADER_LENGTH];
        in.getBytes(HEADER_LENGTH, text);
        return new PauseNote(
                Kind.BY_CODE[code],
                timeNs,
                durationNs,
                in.getLong(16, ByteOrder.LITTLE_ENDIAN),
                in.getLong(24, ByteOrder.LITTLE_ENDIAN),
                new String(text, StandardCharsets.UTF_8));
    }

    /** Writes such notes; any thread. */
    static final class Writer {
        private final byte[] bytes = new byte[HEADER_LENGTH + TEXT_LENGTH_MAX];
        private final UnsafeBuffer out = new UnsafeBuffer(bytes);
        private final Notes notes;
        private final LongSupplier published;

        /**
         * @param published how many events were published so far; any thread.
         */
        Writer(final Notes notes, final LongSupplier published) {
            this.notes = notes;
            this.published = published;
        }

        synchronized void write(final PauseNote note) {
            final byte[] text = note.text.getBytes(StandardCharsets.UTF_8);
            final int length = Math.min(TEXT_LENGTH_MAX, text.length);
            out.putLong(0, 0);
            out.putByte(0, (byte) VERSION);
            out.putByte(1, (byte) note.kind.code);
            out.putLong(8, note.durationNs, ByteOrder.LITTLE_ENDIAN);
            out.putLong(16, note.beforeBytes, ByteOrder.LITTLE_ENDIAN);
            out.putLong(24, note.afterBytes, ByteOrder.LITTLE_ENDIAN);
            out.putBytes(HEADER_LENGTH, text, 0, length);
            notes.offer(
                    NoteKind.PAUSE,
                    published.getAsLong() - 1,
                    note.fromNs,
                    bytes,
                    0,
                    HEADER_LENGTH + length);
        }
    }
}
