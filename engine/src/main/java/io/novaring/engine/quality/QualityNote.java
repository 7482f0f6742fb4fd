/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.quality;

import io.novaring.engine.book.StaleCause;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A note that says what a book is from an event on.
 *
 * <pre>
 * version 1, state 1, cause 1, reserved 1, connection 4,
 * length of channel 2, channel, length of instrument 2, instrument
 * </pre>
 *
 * <p>Little-endian. Names stand in each: books change seldom, and a segment is to stand alone.
 */
final class QualityNote {
    private static final int VERSION = 1;
    private static final int CHANNEL_AT = 8;
    private static final int NAME_LENGTH_MAX = 0xFFFF;
    private static final StaleCause[] CAUSES = StaleCause.values();

    final QualityState state;
    final StaleCause cause;
    final int connectionId;
    final String channel;
    final String instrument;

    private QualityNote(
            final QualityState state,
            final StaleCause cause,
            final int connectionId,
            final String channel,
            final String instrument) {
        this.state = state;
        this.cause = cause;
        this.connectionId = connectionId;
        this.channel = channel;
        this.instrument = instrument;
    }

    /** The note of one book; state and cause are set again with {@link #set}. */
    static byte[] of(final int connectionId, final String channel, final String instrument) {
        final byte[] channelName = nameOf(channel);
        final byte[] instrumentName = nameOf(instrument);
        final ByteBuffer buffer =
                ByteBuffer.allocate(
                                CHANNEL_AT
                                        + 2 * Short.BYTES
                                        + channelName.length
                                        + instrumentName.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put((byte) VERSION).put((byte) 0).put((byte) 0).put((byte) 0).putInt(connectionId);
        buffer.putShort((short) channelName.length).put(channelName);
        buffer.putShort((short) instrumentName.length).put(instrumentName);
        return buffer.array();
    }

    static void set(final byte[] note, final QualityState state, final StaleCause cause) {
        note[1] = (byte) state.code();
        note[2] = (byte) cause.ordinal();
    }

    /** The note in these bytes; null when it is of a version that is not known, or damaged. */
    static QualityNote read(final byte[] bytes, final int offset, final int length) {
        final ByteBuffer buffer =
                ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN);
        if (length < CHANNEL_AT || buffer.get() != VERSION) {
            return null;
        }
        final QualityState state = QualityState.ofCode(buffer.get());
        final int cause = buffer.get() & 0xFF;
        buffer.get();
        final int connectionId = buffer.getInt();
        final String channel = name(buffer);
        final String instrument = channel == null ? null : name(buffer);
        if (state == null || cause >= CAUSES.length || instrument == null) {
            return null;
        }
        return new QualityNote(state, CAUSES[cause], connectionId, channel, instrument);
    }

    private static byte[] nameOf(final String name) {
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= NAME_LENGTH_MAX ? bytes : Arrays.copyOf(bytes, NAME_LENGTH_MAX);
    }

    private static String name(final ByteBuffer buffer) {
        if (buffer.remaining() < Short.BYTES) {
            return null;
        }
        final int length = buffer.getShort() & NAME_LENGTH_MAX;
        if (buffer.remaining() < length) {
            return null;
        }
        final byte[] name = new byte[length];
        buffer.get(name);
        return new String(name, StandardCharsets.UTF_8);
    }
}
