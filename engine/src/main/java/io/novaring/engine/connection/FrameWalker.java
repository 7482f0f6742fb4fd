/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import java.nio.ByteBuffer;
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
 * opcodes, sizes of frames, messages and sums of fragments. The receiver checks UTF-8.
 *
 * <p>I/O thread. Allocates for control and fragmented frames only.
 */
final class FrameWalker extends Draft_6455 {
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int FIRST_CONTROL = 0x8;

    private final int messageLengthMax;
    private final MessageSink sink;

    private ByteBuffer fragments;
    private int fragmentedOpcode;
    private int neededLength;

    FrameWalker(final int messageLengthMax, final MessageSink sink) {
        super(Collections.emptyList(), messageLengthMax);
        this.messageLengthMax = messageLengthMax;
        this.sink = sink;
    }

    /** The library copies its draft for every connection; this one belongs to exactly one. */
    @Override
    public Draft copyInstance() {
        return this;
    }

    /** Bytes the frame at the buffer's position takes, when it was incomplete; else 0. */
    int neededLength() {
        return neededLength;
    }

    @Override
    public List<Framedata> translateFrame(final ByteBuffer buffer) throws InvalidDataException {
        neededLength = 0;
        while (buffer.remaining() >= 2) {
            final int start = buffer.position();
            final int head = buffer.get(start);
            final int second = buffer.get(start + 1);
            check(head, second);
            int headerLength = 2;
            long payloadLength = second & 0x7F;
            if (payloadLength == 126) {
                if (buffer.remaining() < 4) {
                    break;
                }
                payloadLength = buffer.getShort(start + 2) & 0xFFFF;
                headerLength = 4;
            } else if (payloadLength == 127) {
                if (buffer.remaining() < 10) {
                    break;
                }
                payloadLength = buffer.getLong(start + 2);
                headerLength = 10;
            }
            if (payloadLength < 0 || payloadLength > messageLengthMax) {
                throw new LimitExceededException(
                        "frame of " + payloadLength + " bytes, allowed are " + messageLengthMax,
                        messageLengthMax);
            }
            final int length = (int) payloadLength;
            if (buffer.remaining() < headerLength + length) {
                neededLength = headerLength + length;
                break;
            }
            buffer.position(start + headerLength + length);
            final int opcode = head & 0xF;
            if (opcode >= FIRST_CONTROL) {
                return control(buffer, start, headerLength + length);
            }
            data((head & FIN) != 0, opcode, buffer, start + headerLength, length);
        }
        return Collections.emptyList();
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
    }

    private void data(
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
                deliver(fragmentedOpcode, whole, 0, whole.position());
            }
            return;
        }
        if (fragments != null) {
            throw protocolError("a new message inside a fragmented one");
        }
        if (fin) {
            deliver(opcode, buffer, offset, length);
        } else {
            fragmentedOpcode = opcode;
            fragments = ByteBuffer.allocate(Math.max(1024, length * 2));
            append(buffer, offset, length);
        }
    }

    private void deliver(
            final int opcode, final ByteBuffer source, final int offset, final int length)
            throws InvalidDataException {
        if (opcode != TEXT) {
            sink.onBinary(length);
        } else if (!sink.onText(source, offset, length)) {
            throw new InvalidDataException(CloseFrame.NO_UTF8, "text that is not UTF-8");
        }
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
        try {
            return super.translateFrame(ByteBuffer.wrap(frame));
        } catch (final RuntimeException e) {
            // The library trips over some close frames that are not valid.
            throw protocolError("a control frame that is not valid: " + e.getMessage());
        }
    }

    private static InvalidDataException protocolError(final String message) {
        return new InvalidDataException(CloseFrame.PROTOCOL_ERROR, message);
    }
}
