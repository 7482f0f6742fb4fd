/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/**
 * Messages as a venue sends them in text frames, one behind the other: changes of books, of 300
 * bytes on average and of lengths that no predictor learns. Made here and not by the simulator, so
 * that a benchmark of one thread has no other.
 */
final class Stream {
    /** Distinct frames. */
    static final int FRAME_COUNT = 1024;

    private static final int LEVELS_MAX = 8;
    private static final int FIN_TEXT = 0x81;

    private Stream() {}

    static byte[][] payloads() {
        final Random random = new Random(1);
        final byte[][] payloads = new byte[FRAME_COUNT][];
        for (int i = 0; i < FRAME_COUNT; i++) {
            final String text =
                    "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":"
                            + "\"book.BTC-PERPETUAL.raw\",\"data\":{\"type\":\"change\","
                            + "\"timestamp\":"
                            + (1_790_000_000_000L + i)
                            + ",\"instrument_name\":\"BTC-PERPETUAL\",\"change_id\":"
                            + (69_000_000_000L + i)
                            + ",\"bids\":"
                            + levels(random)
                            + ",\"asks\":"
                            + levels(random)
                            + "}}}";
            payloads[i] = text.getBytes(StandardCharsets.US_ASCII);
        }
        return payloads;
    }

    private static String levels(final Random random) {
        final StringBuilder text = new StringBuilder("[");
        final int count = random.nextInt(LEVELS_MAX) * random.nextInt(LEVELS_MAX) / LEVELS_MAX;
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(random.nextInt(3) == 0 ? "[\"delete\"," : "[\"change\",")
                    .append(
                            String.format(
                                    Locale.ROOT, "%.1f,", 60_000 + random.nextInt(50_000) / 2.0))
                    .append(random.nextInt(1_000_000) * 10)
                    .append(".0]");
        }
        return text.append(']').toString();
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
