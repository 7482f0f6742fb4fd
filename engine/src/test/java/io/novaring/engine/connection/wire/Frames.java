/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames as a server writes them, built the slow and obvious way. */
public final class Frames {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private Frames() {}

    public static byte[] text(final String text) {
        return frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] close(final int code, final String reason) {
        final byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        return frame(
                true,
                CLOSE,
                ByteBuffer.allocate(2 + bytes.length).putShort((short) code).put(bytes).array());
    }

    public static byte[] frame(final boolean fin, final int opcode, final byte[] payload) {
        final byte[] header = header((fin ? 0x80 : 0) | opcode, payload.length);
        return concat(header, payload);
    }

    /** The header alone, whatever follows it. */
    public static byte[] header(final int first, final long length) {
        final ByteBuffer out = ByteBuffer.allocate(10).put((byte) first);
        if (length >= 0 && length < 126) {
            out.put((byte) length);
        } else if (length >= 0 && length < 1 << 16) {
            out.put((byte) 126).putShort((short) length);
        } else {
            out.put((byte) 127).putLong(length);
        }
        final byte[] header = new byte[out.position()];
        out.get(0, header);
        return header;
    }

    public static byte[] concat(final byte[]... parts) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (final byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
