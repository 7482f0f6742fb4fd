/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** RFC 6455 section 5, read aloud: slow, obvious, and written from the text alone. */
final class NaiveWalker {
    private static final int TOO_BIG = 1009;
    private static final int WRONG = 1002;
    private static final int NOT_UTF8 = 1007;
    private static final Set<Integer> NAMED_CODES =
            Set.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014);

    /** Of every close frame. */
    static final WalkRecorder.Item CLOSING =
            new WalkRecorder.Item("CLOSING", ByteBuffer.allocate(0));

    final List<WalkRecorder.Item> items = new ArrayList<>();

    private final int limit;
    private ByteArrayOutputStream parts;
    private String partsKind;

    NaiveWalker(final int limit) {
        this.limit = limit;
    }

    /** The close code of the first fault; 0 when there is none in what is complete. */
    int walk(final byte[] stream) {
        int at = 0;
        while (stream.length - at >= 2) {
            final int first = stream[at] & 0xFF;
            final int second = stream[at + 1] & 0xFF;
            final boolean fin = first >= 128;
            final int opcode = first % 16;
            final boolean isControl = opcode >= 8;
            final int shortLength = second % 128;
            if (first / 16 % 8 != 0
                    || second >= 128
                    || !List.of(0, 1, 2, 8, 9, 10).contains(opcode)) {
                return WRONG;
            }
            if (isControl && (!fin || shortLength > 125)) {
                return WRONG;
            }
            final int extra = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
            if (stream.length - at < 2 + extra) {
                return 0;
            }
            long length = extra == 0 ? shortLength : 0;
            for (int i = 0; i < extra; i++) {
                length = length * 256 + (stream[at + 2 + i] & 0xFF);
            }
            if (length < 0 || length > limit) {
                return TOO_BIG;
            }
            final int payloadAt = at + 2 + extra;
            if (stream.length - payloadAt < length) {
                return 0;
            }
            final byte[] payload = new byte[(int) length];
            System.arraycopy(stream, payloadAt, payload, 0, payload.length);
            final int fault = isControl ? control(opcode, payload) : data(fin, opcode, payload);
            if (fault != 0) {
                return fault;
            }
            at = payloadAt + payload.length;
        }
        return 0;
    }

    private int control(final int opcode, final byte[] payload) {
        if (opcode == 8) {
            return close(payload);
        }
        items.add(new WalkRecorder.Item(opcode == 9 ? "PING" : "PONG", ByteBuffer.wrap(payload)));
        return 0;
    }

    private int close(final byte[] payload) {
        if (payload.length == 1) {
            return WRONG;
        }
        if (payload.length >= 2) {
            final int code = (payload[0] & 0xFF) * 256 + (payload[1] & 0xFF);
            if (!NAMED_CODES.contains(code) && (code < 3000 || code > 4999)) {
                return WRONG;
            }
            try {
                StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(payload, 2, payload.length - 2));
            } catch (final CharacterCodingException e) {
                return NOT_UTF8;
            }
        }
        items.add(CLOSING);
        return 0;
    }

    private int data(final boolean fin, final int opcode, final byte[] payload) {
        final boolean continues = opcode == 0;
        if (continues != (parts != null)) {
            return WRONG;
        }
        if (!continues) {
            parts = new ByteArrayOutputStream();
            partsKind = opcode == 1 ? "TEXT" : "BINARY";
        }
        if (parts.size() + payload.length > limit) {
            return TOO_BIG;
        }
        parts.writeBytes(payload);
        if (fin) {
            final byte[] whole =
                    "TEXT".equals(partsKind) ? parts.toByteArray() : new byte[parts.size()];
            items.add(new WalkRecorder.Item(partsKind, ByteBuffer.wrap(whole)));
            parts = null;
        }
        return 0;
    }
}
