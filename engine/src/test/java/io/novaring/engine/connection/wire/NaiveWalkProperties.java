/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.java_websocket.exceptions.InvalidDataException;

/** The walk against one that takes a byte after the other, on streams with whatever is wrong. */
final class NaiveWalkProperties {
    private static final int LIMIT = 70_000;

    @Property(tries = 5_000)
    void shouldDoWhatANaiveWalkDoesHoweverTheStreamIsCut(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 30) final int count) {
        final Random random = new Random(seed);
        final byte[] stream = stream(random, count);
        final NaiveWalker naive = new NaiveWalker(LIMIT);
        final int closeCode = naive.walk(stream);

        final WalkRecorder recorder = new WalkRecorder(LIMIT, random.nextBoolean());

        assertEquals(closeCode, feed(recorder, stream, random), "close code");
        assertEquals(naive.items, withoutCloseReasons(recorder.items));
    }

    /** What a close frame says is put in the library's words; other tests look at it. */
    private static List<WalkRecorder.Item> withoutCloseReasons(
            final List<WalkRecorder.Item> items) {
        return items.stream()
                .map(item -> "CLOSING".equals(item.kind()) ? NaiveWalker.CLOSING : item)
                .toList();
    }

    /** The close code the walk ended with, or 0. */
    private static int feed(final WalkRecorder recorder, final byte[] stream, final Random random) {
        final boolean isWhole = random.nextInt(4) == 0;
        final int stepMax = 1 + random.nextInt(random.nextBoolean() ? 20 : 2_000);
        int at = 0;
        try {
            while (at < stream.length) {
                final int step = isWhole ? stream.length : 1 + random.nextInt(stepMax);
                final int to = Math.min(stream.length, at + step);
                recorder.feed(stream, at, to);
                at = to;
            }
            return 0;
        } catch (final InvalidDataException e) {
            return e.getCloseCode();
        }
    }

    private static byte[] stream(final Random random, final int count) {
        byte[] stream = new byte[0];
        boolean isOpen = false;
        for (int i = 0; i < count; i++) {
            final int kind = random.nextInt(20);
            if (kind < 12) {
                // Mostly what a venue sends; inside a fragmented message it is the next part.
                final boolean fin = random.nextInt(8) != 0;
                final int opcode = isOpen ? Frames.CONTINUATION : Frames.TEXT;
                stream = Frames.concat(stream, Frames.frame(fin, opcode, payload(random)));
                isOpen = !fin;
            } else if (kind < 16) {
                final int opcode = random.nextBoolean() ? Frames.PING : Frames.PONG;
                final byte[] payload = new byte[random.nextInt(126)];
                stream = Frames.concat(stream, Frames.frame(true, opcode, payload));
            } else if (kind < 18) {
                stream = Frames.concat(stream, longForm(random));
            } else if (kind == 18) {
                stream = Frames.concat(stream, Frames.frame(true, Frames.BINARY, payload(random)));
            } else if (random.nextInt(4) == 0) {
                final byte[] odd = new byte[1 + random.nextInt(20)];
                random.nextBytes(odd);
                stream = Frames.concat(stream, odd);
            }
        }
        return stream;
    }

    private static byte[] payload(final Random random) {
        final int length =
                switch (random.nextInt(12)) {
                    case 0 -> 0;
                    case 1 -> 124 + random.nextInt(4);
                    case 2 -> 65_533 + random.nextInt(6);
                    default -> random.nextInt(600);
                };
        final byte[] payload = new byte[length];
        random.nextBytes(payload);
        return payload;
    }

    /** A short text whose length is written in two or eight bytes, perhaps above the limit. */
    private static byte[] longForm(final Random random) {
        final byte[] payload = new byte[random.nextInt(100)];
        final boolean isTooLong = random.nextInt(10) == 0;
        final ByteBuffer header = ByteBuffer.allocate(10).put((byte) (0x80 | Frames.TEXT));
        if (random.nextBoolean() && !isTooLong) {
            header.put((byte) 126).putShort((short) payload.length);
        } else {
            header.put((byte) 127).putLong(isTooLong ? LIMIT + 1L : payload.length);
        }
        final byte[] written = new byte[header.position()];
        header.get(0, written);
        return Frames.concat(written, payload);
    }

    @Property
    void shouldDoWhatANaiveWalkDoesWithAnyFirstBytes(
            @ForAll final byte first, @ForAll final byte second, @ForAll final long seed) {
        final Random random = new Random(seed);
        final byte[] rest = new byte[random.nextInt(140)];
        random.nextBytes(rest);
        final byte[] stream = Frames.concat(new byte[] {first, second}, rest);
        final NaiveWalker naive = new NaiveWalker(LIMIT);
        final int closeCode = naive.walk(stream);

        final WalkRecorder recorder = new WalkRecorder(LIMIT, random.nextBoolean());

        assertEquals(closeCode, feed(recorder, stream, random), "close code");
        assertEquals(naive.items, withoutCloseReasons(recorder.items));
    }
}
