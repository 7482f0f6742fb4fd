/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry.late;

import io.novaring.codec.recording.NoteKind;
import io.novaring.engine.notes.Notes;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A note of kind {@link NoteKind#LATE}. All times are epoch nanoseconds of the clock events are
 * stamped with. Little-endian:
 *
 * <pre>
 *  0 byte version 1
 *  1 byte type: 1 event, 2 handler, 3 ring full, 4 second
 *  2      0
 *  4 int  event: how many events came with it from the ring and before it
 *  8 long event: socket read          handler, ring full, second: from
 * 16 long event: published            handler, ring full, second: to
 * 24 long event: its own pass began   ring full: time waited      second: messages
 * 32 long event: end of the stages                                second: those that were late
 * 40 int  event: how many events waited behind it                 second: long, the longest
 * 48 long                                                        second: what counts as late
 * 24      handler: its name           32 ring full: name of the handler that was furthest behind
 * </pre>
 *
 * A reader gets null for what it does not know, and for anything too short.
 */
public sealed interface LateNote {
    int VERSION = 1;

    /**
     * A message that took long.
     *
     * @param begunNs when the stages' thread was through with what came before it: until then it
     *     waited. Of one that did not wait, when it was published.
     * @param position how many events came with it from the ring and before it.
     * @param lag how many events waited behind it when the stages were through with it.
     */
    record Event(
            long sequence,
            long receivedNs,
            long publishedNs,
            long begunNs,
            long endedNs,
            int position,
            int lag)
            implements LateNote {
        public long totalNs() {
            return endedNs - receivedNs;
        }
    }

    /**
     * A handler, a stage or the journal that held its thread for long.
     *
     * @param sequence of the event it was at.
     */
    record Handler(long sequence, long fromNs, long toNs, String name) implements LateNote {}

    /**
     * A time in which there was no room in the ring.
     *
     * @param waitedNs how long the I/O thread waited in it, and read no socket.
     * @param name of the handler that was furthest behind; empty when that is not known.
     */
    record RingFull(long sequence, long fromNs, long toNs, long waitedNs, String name)
            implements LateNote {}

    /**
     * A second in which messages were late, all of them counted.
     *
     * @param floorNs a message was late when it took as long as this.
     */
    record Second(long fromNs, long toNs, long messages, long late, long longestNs, long floorNs)
            implements LateNote {}

    /**
     * What the note says; any thread.
     *
     * @return null when it is of a newer version, or damaged.
     */
    static LateNote parse(
            final long sequence, final byte[] bytes, final int offset, final int length) {
        if (length < 24 || bytes[offset] != VERSION) {
            return null;
        }
        final UnsafeBuffer in = new UnsafeBuffer(bytes, offset, length);
        final long from = in.getLong(8, ByteOrder.LITTLE_ENDIAN);
        final long to = in.getLong(16, ByteOrder.LITTLE_ENDIAN);
        return switch (in.getByte(1)) {
            case Writer.EVENT ->
                    length < 44
                            ? null
                            : new Event(
                                    sequence,
                                    from,
                                    to,
                                    in.getLong(24, ByteOrder.LITTLE_ENDIAN),
                                    in.getLong(32, ByteOrder.LITTLE_ENDIAN),
                                    in.getInt(4, ByteOrder.LITTLE_ENDIAN),
                                    in.getInt(40, ByteOrder.LITTLE_ENDIAN));
            case Writer.HANDLER -> new Handler(sequence, from, to, text(in, 24));
            case Writer.RING_FULL ->
                    length < 32
                            ? null
                            : new RingFull(
                                    sequence,
                                    from,
                                    to,
                                    in.getLong(24, ByteOrder.LITTLE_ENDIAN),
                                    text(in, 32));
            case Writer.SECOND ->
                    length < 56
                            ? null
                            : new Second(
                                    from,
                                    to,
                                    in.getLong(24, ByteOrder.LITTLE_ENDIAN),
                                    in.getLong(32, ByteOrder.LITTLE_ENDIAN),
                                    in.getLong(40, ByteOrder.LITTLE_ENDIAN),
                                    in.getLong(48, ByteOrder.LITTLE_ENDIAN));
            default -> null;
        };
    }

    private static String text(final UnsafeBuffer in, final int at) {
        final byte[] bytes = new byte[in.capacity() - at];
        in.getBytes(at, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Writes such notes. One thread; names apart, allocates nothing. */
    final class Writer {
        private static final int NAME_LENGTH_MAX = 200;
        private static final byte EVENT = 1;
        private static final byte HANDLER = 2;
        private static final byte RING_FULL = 3;
        private static final byte SECOND = 4;

        private final byte[] bytes = new byte[32 + NAME_LENGTH_MAX];
        private final UnsafeBuffer out = new UnsafeBuffer(bytes);
        private final Notes notes;

        Writer(final Notes notes) {
            this.notes = notes;
        }

        private void begin(final byte type, final int value, final long from, final long to) {
            out.putByte(0, (byte) VERSION);
            out.putByte(1, type);
            out.putShort(2, (short) 0);
            out.putInt(4, value, ByteOrder.LITTLE_ENDIAN);
            out.putLong(8, from, ByteOrder.LITTLE_ENDIAN);
            out.putLong(16, to, ByteOrder.LITTLE_ENDIAN);
        }

        private void offer(final long sequence, final long timeNs, final int length) {
            notes.offer(NoteKind.LATE, sequence, timeNs, bytes, 0, length);
        }

        private int name(final int at, final String name) {
            final byte[] text = name.getBytes(StandardCharsets.UTF_8);
            final int length = Math.min(NAME_LENGTH_MAX, text.length);
            out.putBytes(at, text, 0, length);
            return at + length;
        }

        void event(
                final long sequence,
                final long receivedNs,
                final long publishedNs,
                final long begunNs,
                final long endedNs,
                final int position,
                final int lag) {
            begin(EVENT, position, receivedNs, publishedNs);
            out.putLong(24, begunNs, ByteOrder.LITTLE_ENDIAN);
            out.putLong(32, endedNs, ByteOrder.LITTLE_ENDIAN);
            out.putInt(40, lag, ByteOrder.LITTLE_ENDIAN);
            offer(sequence, receivedNs, 44);
        }

        void second(
                final long sequence,
                final long fromNs,
                final long toNs,
                final long messages,
                final long late,
                final long longestNs,
                final long floorNs) {
            begin(SECOND, 0, fromNs, toNs);
            out.putLong(24, messages, ByteOrder.LITTLE_ENDIAN);
            out.putLong(32, late, ByteOrder.LITTLE_ENDIAN);
            out.putLong(40, longestNs, ByteOrder.LITTLE_ENDIAN);
            out.putLong(48, floorNs, ByteOrder.LITTLE_ENDIAN);
            offer(sequence, fromNs, 56);
        }

        void handler(final long sequence, final long fromNs, final long toNs, final String name) {
            begin(HANDLER, 0, fromNs, toNs);
            offer(sequence, fromNs, name(24, name));
        }

        void ringFull(
                final long sequence,
                final long fromNs,
                final long toNs,
                final long waitedNs,
                final String name) {
            begin(RING_FULL, 0, fromNs, toNs);
            out.putLong(24, waitedNs, ByteOrder.LITTLE_ENDIAN);
            offer(sequence, fromNs, name(32, name));
        }
    }
}
