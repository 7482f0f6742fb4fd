/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.LimitExceededException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;

/**
 * Walks WebSocket frames in the read buffer and hands text payloads over where they lie.
 *
 * <p>Java-WebSocket's own walk allocates 1.6 kB a message: a list, a copy, a frame, a String. This
 * one takes its place by overriding {@code translateFrame}; only control frames, one at a time and
 * copied, go on to the library. What the bypass skips is checked here: masking, reserved bits,
 * opcodes, sizes of frames, messages and sums of fragments. So are control frames, where the
 * library throws at some close frames and lets others pass. The receiver checks UTF-8.
 *
 * <p>I/O thread. Allocates for control and fragmented frames only.
 */
public final class FrameWalker extends Draft_6455 {
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int FIRST_CONTROL = CLOSE;
    private static final int CONTROL_LENGTH_MAX = 125;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;
    // Of the first four bytes: FIN, no reserved bit, opcode of text, no mask.
    private static final int WHOLE_TEXT_MASK = 0xFF80_0000;
    private static final int WHOLE_TEXT = (FIN | TEXT) << 24;
    private static final int FAST_HEADER_LENGTH = 4;
    private static final int FRAGMENTS_LENGTH_MIN = 1024;
    private static final int MESSAGE_LENGTH_LIMIT = 256 << 20;

    private final int messageLengthMax;
    private final MessageSink sink;

    private ByteBuffer fragments;
    private int fragmentedOpcode;

    public FrameWalker(final int messageLengthMax, final MessageSink sink) {
        super(Collections.emptyList(), checkLimit(messageLengthMax));
        this.messageLengthMax = messageLengthMax;
        this.sink = sink;
    }

    /** The library copies its draft for every connection; this one belongs to exactly one. */
    @Override
    public Draft copyInstance() {
        return this;
    }

    /** The limit, when lengths within it can be added without overflow. */
    static int checkLimit(final int messageLengthMax) {
        if (messageLengthMax < CONTROL_LENGTH_MAX || messageLengthMax > MESSAGE_LENGTH_LIMIT) {
            throw new IllegalArgumentException(
                    "messageLengthMax not within "
                            + CONTROL_LENGTH_MAX
                            + " and "
                            + MESSAGE_LENGTH_LIMIT
                            + ": "
                            + messageLengthMax);
        }
        return messageLengthMax;
    }

    /**
     * Walks until the frames end, a control frame comes or the sink wants no more: at most one
     * frame is returned, and when one is, complete frames may remain. The position moves at the
     * end, not with each frame; when the sink throws, it stays.
     */
    @Override
    public List<Framedata> translateFrame(final ByteBuffer buffer) throws InvalidDataException {
        final int end = buffer.limit();
        int at = buffer.position();
        while (true) {
            at = fragments == null ? walkText(buffer, at, end) : at;
            if (at < 0) {
                buffer.position(~at);
                return Collections.emptyList();
            }
            buffer.position(at);
            final int headerLength = headerLength(buffer, at, end);
            final int length = headerLength == 0 ? 0 : payloadLength(buffer, at, headerLength);
            if (headerLength == 0 || end - at < headerLength + length) {
                return Collections.emptyList();
            }
            final int start = at;
            at += headerLength + length;
            buffer.position(at);
            final int head = buffer.get(start);
            final int opcode = head & 0xF;
            if (opcode >= FIRST_CONTROL) {
                return opcode == CLOSE
                        ? close(buffer, start + headerLength, length)
                        : control(buffer, start, headerLength + length);
            }
            if (!data((head & FIN) != 0, opcode, buffer, start + headerLength, length)) {
                return Collections.emptyList();
            }
        }
    }

    /**
     * Walks the frames that nearly all are: whole text messages below 64 kB, behind no part of
     * another. One load has flags, opcode, mask and length, and one comparison checks all but the
     * length; whatever is odd, or not complete, is left to the careful walk.
     *
     * @return where it stopped; its complement when the sink wants no more.
     */
    private int walkText(final ByteBuffer buffer, final int from, final int end)
            throws InvalidDataException {
        final MessageSink messages = sink;
        int at = from;
        while (end - at >= FAST_HEADER_LENGTH) {
            final int head = buffer.getInt(at);
            int length = head >>> 16 & 0x7F;
            int payloadAt = at + 2;
            if (length == LENGTH_IN_2_BYTES) {
                length = head & 0xFFFF;
                payloadAt = at + 4;
            } else if (length == LENGTH_IN_8_BYTES) {
                return at;
            }
            if ((head & WHOLE_TEXT_MASK) != WHOLE_TEXT
                    || length > messageLengthMax
                    || payloadAt + length > end) {
                return at;
            }
            final int result = messages.onText(buffer, payloadAt, length);
            at = payloadAt + length;
            if (result != MessageSink.CONTINUE) {
                if (result == MessageSink.NOT_UTF8) {
                    buffer.position(at);
                    throw notUtf8();
                }
                return ~at;
            }
        }
        return at;
    }

    /** Checks the first two bytes; 0 when the header is not complete. */
    private static int headerLength(final ByteBuffer buffer, final int at, final int end)
            throws InvalidDataException {
        if (end - at < 2) {
            return 0;
        }
        final int second = buffer.get(at + 1);
        check(buffer.get(at), second);
        final int length =
                switch (second & 0x7F) {
                    case LENGTH_IN_2_BYTES -> 4;
                    case LENGTH_IN_8_BYTES -> 10;
                    default -> 2;
                };
        return end - at < length ? 0 : length;
    }

    private int payloadLength(final ByteBuffer buffer, final int at, final int headerLength)
            throws LimitExceededException {
        final long length =
                switch (headerLength) {
                    case 4 -> buffer.getShort(at + 2) & 0xFFFF;
                    case 10 -> buffer.getLong(at + 2);
                    default -> buffer.get(at + 1) & 0x7F;
                };
        if (length < 0 || length > messageLengthMax) {
            throw new LimitExceededException(
                    "frame of " + length + " bytes, allowed are " + messageLengthMax,
                    messageLengthMax);
        }
        return (int) length;
    }

    private static void check(final int head, final int second) throws InvalidDataException {
        if ((head & RESERVED) != 0) {
            throw protocolError("a reserved bit is set and no extension was agreed");
        }
        if ((second & MASKED) != 0) {
            throw protocolError("a frame of the server is masked");
        }
        final int opcode = head & 0xF;
        if (opcode > BINARY && opcode < FIRST_CONTROL || opcode > 0xA) {
            throw protocolError("unknown opcode " + opcode);
        }
        if (opcode >= FIRST_CONTROL
                && ((head & FIN) == 0 || (second & 0x7F) > CONTROL_LENGTH_MAX)) {
            throw protocolError("a control frame in parts, or longer than 125 bytes");
        }
    }

    /** False when the sink wants no more. */
    private boolean data(
            final boolean fin,
            final int opcode,
            final ByteBuffer buffer,
            final int offset,
            final int length)
            throws InvalidDataException {
        if (opcode == CONTINUATION) {
            if (fragments == null) {
                throw protocolError("a continuation of nothing");
            }
            append(buffer, offset, length);
            if (fin) {
                final ByteBuffer whole = fragments;
                fragments = null;
                return deliver(fragmentedOpcode, whole, 0, whole.position());
            }
            return true;
        }
        if (fragments != null) {
            throw protocolError("a new message inside a fragmented one");
        }
        if (fin) {
            return deliver(opcode, buffer, offset, length);
        }
        fragmentedOpcode = opcode;
        fragments = ByteBuffer.allocate(Math.max(FRAGMENTS_LENGTH_MIN, length));
        append(buffer, offset, length);
        return true;
    }

    private boolean deliver(
            final int opcode, final ByteBuffer source, final int offset, final int length)
            throws InvalidDataException {
        if (opcode != TEXT) {
            sink.onBinary(length);
            return true;
        }
        final int result = sink.onText(source, offset, length);
        if (result == MessageSink.NOT_UTF8) {
            throw notUtf8();
        }
        return result != MessageSink.END;
    }

    private void append(final ByteBuffer buffer, final int offset, final int length)
            throws LimitExceededException {
        final int total = fragments.position() + length;
        if (total > messageLengthMax) {
            throw new LimitExceededException(
                    "fragments of " + total + " bytes, allowed are " + messageLengthMax,
                    messageLengthMax);
        }
        if (fragments.remaining() < length) {
            final int capacity = Math.min(messageLengthMax, Integer.highestOneBit(total) << 1);
            fragments = ByteBuffer.allocate(Math.max(capacity, total)).put(fragments.flip());
        }
        final ByteBuffer part = buffer.duplicate();
        part.limit(offset + length).position(offset);
        fragments.put(part);
    }

    /** The library reads {@code array()} from the position: give it a heap copy of one frame. */
    private List<Framedata> control(final ByteBuffer buffer, final int start, final int length)
            throws InvalidDataException {
        final byte[] frame = new byte[length];
        buffer.get(start, frame);
        return super.translateFrame(ByteBuffer.wrap(frame));
    }

    private static List<Framedata> close(
            final ByteBuffer buffer, final int offset, final int length)
            throws InvalidDataException {
        final CloseFrame frame = new CloseFrame();
        if (length > 0) {
            final int code = length == 1 ? 0 : buffer.getShort(offset) & 0xFFFF;
            if (!CloseCodes.mayBeSent(code)) {
                throw protocolError("a close frame with a code that must not be sent: " + code);
            }
            final byte[] reason = new byte[length - 2];
            buffer.get(offset + 2, reason);
            if (!Utf8.isValid(reason, reason.length)) {
                throw new InvalidDataException(CloseFrame.NO_UTF8, "a close reason not in UTF-8");
            }
            frame.setCode(code);
            // The library takes 1007 without a reason for a fault of its own.
            frame.setReason(
                    reason.length == 0 && code == CloseFrame.NO_UTF8
                            ? "not UTF-8"
                            : new String(reason, StandardCharsets.UTF_8));
        }
        return List.of(frame);
    }

    private static InvalidDataException notUtf8() {
        return new InvalidDataException(CloseFrame.NO_UTF8, "text that is not UTF-8");
    }

    private static InvalidDataException protocolError(final String message) {
        return new InvalidDataException(CloseFrame.PROTOCOL_ERROR, message);
    }
}
