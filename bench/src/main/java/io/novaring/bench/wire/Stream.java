/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.wire;

import io.novaring.bench.Frames;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Messages of the simulator as a server writes them: text frames, one behind the other. */
final class Stream {
    /** Distinct frames, of lengths that follow no pattern. */
    static final int FRAME_COUNT = 1024;

    private static final List<String> KINDS = List.of("book", "trades", "ticker", "quote");
    private static final int FIN_TEXT = 0x81;

    private Stream() {}

    /** As many of each kind, in an order that no predictor learns. */
    static byte[][] payloads() {
        final List<byte[]> payloads = new ArrayList<>();
        for (final String kind : KINDS) {
            payloads.addAll(Frames.of(kind, FRAME_COUNT / KINDS.size()));
        }
        Collections.shuffle(payloads, new Random(1));
        return payloads.toArray(new byte[0][]);
    }

    /** From 0 to limit. */
    static ByteBuffer framed(final byte[][] payloads, final boolean direct) {
        int length = 0;
        for (final byte[] payload : payloads) {
            length += payload.length + 10;
        }
        final ByteBuffer stream =
                direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
        for (final byte[] payload : payloads) {
            put(stream, payload);
        }
        return stream.flip();
    }

    private static void put(final ByteBuffer stream, final byte[] payload) {
        stream.put((byte) FIN_TEXT);
        if (payload.length < 126) {
            stream.put((byte) payload.length);
        } else if (payload.length < 1 << 16) {
            stream.put((byte) 126).putShort((short) payload.length);
        } else {
            stream.put((byte) 127).putLong(payload.length);
        }
        stream.put(payload);
    }
}
