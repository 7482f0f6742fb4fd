/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a fault does to one open connection. */
final class Injection {
    private static final int ABNORMAL = 1006;
    private static final int FIN = 0x80;
    private static final byte[] MESSAGE =
            "{\"jsonrpc\":\"2.0\",\"method\":\"surprise\",\"params\":{}}"
                    .getBytes(StandardCharsets.US_ASCII);

    private Injection() {}

    static void apply(final Connection connection, final Fault fault, final long nowNs) {
        switch (fault.kind()) {
            case RESET -> connection.reset(CloseCause.FAULT);
            case HALF_OPEN -> connection.freeze();
            case STOP_READING -> connection.deafen();
            case STOP_SENDING -> connection.mute(nowNs + fault.duration().toNanos());
            case CLOSE -> close(connection, fault.code());
            case BAD_CLOSE -> {
                connection.putRaw(badClose(fault.variant()));
                connection.endAfterFlush(CloseCause.FAULT);
            }
            case TRUNCATED_JSON -> rubbish(connection, Rubbish.TRUNCATED_JSON, nowNs);
            case NOT_JSON -> rubbish(connection, Rubbish.NOT_JSON, nowNs);
            case CONTROL_CHARACTERS -> rubbish(connection, Rubbish.BINARY, nowNs);
            case INVALID_UTF8 -> rubbish(connection, Rubbish.INVALID_UTF8, nowNs);
            case DEEP_NESTING -> rubbish(connection, Rubbish.DEEP_NESTING, nowNs);
            case UNKNOWN_MESSAGE -> rubbish(connection, Rubbish.UNKNOWN_MESSAGE, nowNs);
            case HUGE_FRAME -> huge(connection, fault.count());
            case MASKED_FRAME -> connection.putRaw(masked());
            case RESERVED_BITS -> connection.putRaw(frame(FIN | 0x40 | FrameWriter.TEXT, MESSAGE));
            case FRAGMENTS -> fragments(connection, fault.count());
            default -> throw new IllegalArgumentException("not of a connection: " + fault);
        }
    }

    private static void close(final Connection connection, final int code) {
        if (code == ABNORMAL) {
            connection.endAfterFlush(CloseCause.FAULT);
        } else {
            connection.close(code, "", CloseCause.FAULT);
        }
    }

    private static void rubbish(final Connection connection, final Rubbish kind, final long nowNs) {
        final FrameWriter out = new FrameWriter();
        connection.send(out.raw(kind.bytes()).finish(FrameWriter.TEXT), nowNs);
    }

    private static byte[] badClose(final String variant) {
        return switch (variant) {
            case "one-byte" -> frame(FIN | FrameWriter.CLOSE, new byte[] {3});
            // 1005 must never be on the wire.
            case "reserved-code" -> frame(FIN | FrameWriter.CLOSE, new byte[] {0x03, (byte) 0xED});
            case "invalid-utf8" ->
                    frame(FIN | FrameWriter.CLOSE, new byte[] {0x03, (byte) 0xE8, -1, -2});
            default -> {
                final byte[] payload = new byte[200];
                Arrays.fill(payload, (byte) 'x');
                payload[0] = 0x03;
                payload[1] = (byte) 0xE8;
                yield frame(FIN | FrameWriter.CLOSE, payload);
            }
        };
    }

    /** A text frame of so many blanks, or its beginning when that does not fit. */
    private static void huge(final Connection connection, final int count) {
        final ByteBuffer header = ByteBuffer.allocate(10);
        header.put((byte) (FIN | FrameWriter.TEXT)).put((byte) 127).putLong(count);
        connection.putRaw(header.array());
        final byte[] blanks = new byte[Math.min(count, connection.room())];
        Arrays.fill(blanks, (byte) ' ');
        connection.putRaw(blanks);
    }

    private static byte[] masked() {
        final byte[] frame = new byte[2 + 4 + MESSAGE.length];
        frame[0] = (byte) (FIN | FrameWriter.TEXT);
        frame[1] = (byte) (0x80 | MESSAGE.length);
        for (int i = 0; i < 4; i++) {
            frame[2 + i] = (byte) (0x21 * (i + 1));
        }
        for (int i = 0; i < MESSAGE.length; i++) {
            frame[6 + i] = (byte) (MESSAGE[i] ^ frame[2 + (i & 3)]);
        }
        return frame;
    }

    /** A well-formed message of {@code count} bytes at least, each in a frame of its own. */
    private static void fragments(final Connection connection, final int count) {
        final int length = Math.max(count, MESSAGE.length);
        final byte[] frames = new byte[3 * length];
        for (int i = 0; i < length; i++) {
            final int opcode = i == 0 ? FrameWriter.TEXT : 0;
            frames[3 * i] = (byte) (i == length - 1 ? FIN | opcode : opcode);
            frames[3 * i + 1] = 1;
            // Blanks behind JSON are JSON.
            frames[3 * i + 2] = i < MESSAGE.length ? MESSAGE[i] : (byte) ' ';
        }
        connection.putRaw(frames);
    }

    /** A frame of at most 65535 bytes. */
    private static byte[] frame(final int first, final byte[] payload) {
        final int header = payload.length < 126 ? 2 : 4;
        final byte[] frame = new byte[header + payload.length];
        frame[0] = (byte) first;
        if (header == 2) {
            frame[1] = (byte) payload.length;
        } else {
            frame[1] = 126;
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, header, payload.length);
        return frame;
    }
}
