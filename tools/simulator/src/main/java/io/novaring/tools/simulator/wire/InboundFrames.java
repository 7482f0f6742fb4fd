/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts what a client sent into messages: unmasks, joins fragments, holds the limit of one message.
 * One instance for one connection, one thread.
 */
public final class InboundFrames {
    /** The longest message the venue takes. */
    public static final int MESSAGE_BYTES_MAX = 32 * 1024;

    private static final int HEADER_MAX = 14;
    private static final int PROTOCOL_ERROR = 1002;

    private int messageLength;
    private boolean fragmented;
    private boolean oversized;
    private long skip;
    private final byte[] mask = new byte[4];
    private final byte[] message = new byte[MESSAGE_BYTES_MAX];
    private final byte[] control = new byte[125];
    private final ByteBuffer input = ByteBuffer.allocate(MESSAGE_BYTES_MAX + HEADER_MAX);
    private final Sink sink;

    /** Receives whole messages; arrays are reused for the next one. */
    public interface Sink {
        void onText(byte[] bytes, int length);

        void onTooLarge();

        void onPing(byte[] bytes, int length);

        /**
         * @param code 1005 when the client gave none.
         */
        void onClose(int code);

        /** The client broke the protocol; the connection is to be closed with this code. */
        void onViolation(int code);
    }

    public InboundFrames(final Sink sink) {
        this.sink = sink;
    }

    /** Where the socket's bytes go: ready to be put to. Call {@link #decode()} afterwards. */
    public ByteBuffer input() {
        return input;
    }

    /** Handles every complete frame in the input. */
    public void decode() {
        input.flip();
        while (skipRest() && decodeOne()) {
            // the next frame
        }
        input.compact();
    }

    private boolean skipRest() {
        final int now = (int) Math.min(skip, input.remaining());
        input.position(input.position() + now);
        skip -= now;
        return skip == 0;
    }

    private boolean decodeOne() {
        final int at = input.position();
        if (input.remaining() < 2) {
            return false;
        }
        final int first = input.get(at);
        final int second = input.get(at + 1);
        final int shortLength = second & 0x7F;
        final int lengthBytes = shortLength == 127 ? 8 : shortLength == 126 ? 2 : 0;
        final int header = 2 + lengthBytes + 4;
        if ((second & 0x80) == 0 || (first & 0x70) != 0) {
            return violation();
        }
        if (input.remaining() < header) {
            return false;
        }
        final long length =
                switch (lengthBytes) {
                    case 8 -> input.getLong(at + 2);
                    case 2 -> input.getShort(at + 2) & 0xFFFF;
                    default -> shortLength;
                };
        final int opcode = first & 0x0F;
        if (opcode >= 0x8) {
            return control(opcode, first, header, length);
        }
        if (fragmented == (opcode != 0)) {
            return violation();
        }
        return data((first & 0x80) != 0, header, length);
    }

    private boolean data(final boolean last, final int header, final long length) {
        if (length < 0 || length > MESSAGE_BYTES_MAX - messageLength || oversized) {
            oversized = true;
            input.position(input.position() + header);
            skip = Math.max(0, length);
            messageLength = 0;
        } else {
            if (input.remaining() < header + length) {
                return false;
            }
            unmask(header, (int) length, message, messageLength);
            messageLength += (int) length;
        }
        fragmented = !last;
        if (last) {
            deliver();
        }
        return skipRest();
    }

    private void deliver() {
        final int length = messageLength;
        messageLength = 0;
        if (oversized) {
            oversized = false;
            sink.onTooLarge();
        } else {
            sink.onText(message, length);
        }
    }

    private boolean control(
            final int opcode, final int first, final int header, final long length) {
        if (length > control.length || (first & 0x80) == 0) {
            return violation();
        }
        if (input.remaining() < header + length) {
            return false;
        }
        Arrays.fill(control, (byte) 0);
        unmask(header, (int) length, control, 0);
        if (opcode == FrameWriter.PING) {
            sink.onPing(control, (int) length);
        } else if (opcode == FrameWriter.CLOSE) {
            sink.onClose(length < 2 ? 1005 : (control[0] & 0xFF) << 8 | control[1] & 0xFF);
        }
        return true;
    }

    private void unmask(final int header, final int length, final byte[] target, final int offset) {
        input.position(input.position() + header - mask.length);
        input.get(mask);
        input.get(target, offset, length);
        for (int i = 0; i < length; i++) {
            target[offset + i] ^= mask[i & 3];
        }
    }

    private boolean violation() {
        input.position(input.limit());
        sink.onViolation(PROTOCOL_ERROR);
        return false;
    }
}
