/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;

final class FrameWalkerProperties {
    private static final int LIMIT = 1 << 20;

    @Property(tries = 300)
    void shouldGiveTheSameMessagesHoweverTheStreamIsCut(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 8) final int count)
            throws InvalidDataException {
        final Random random = new Random(seed);
        final List<WalkRecorder.Item> expected = new ArrayList<>();
        final byte[] stream = stream(random, count, expected);
        final WalkRecorder recorder = new WalkRecorder(LIMIT, random.nextBoolean());

        int at = 0;
        while (at < stream.length) {
            final int step = 1 + (int) Math.pow(random.nextInt(60), 1 + random.nextInt(3));
            final int to = Math.min(stream.length, at + step);
            recorder.feed(stream, at, to);
            at = to;
        }

        assertEquals(expected, recorder.items);
    }

    private static byte[] stream(
            final Random random, final int count, final List<WalkRecorder.Item> expected) {
        byte[] stream = new byte[0];
        for (int i = 0; i < count; i++) {
            final byte[] payload = bytes(random, lengthOf(random));
            int at = 0;
            int opcode = Frames.TEXT;
            for (int parts = random.nextInt(4); parts > 0; parts--) {
                final int to = at + random.nextInt(payload.length - at + 1);
                stream = Frames.concat(stream, part(false, opcode, payload, at, to));
                opcode = Frames.CONTINUATION;
                at = to;
                if (random.nextBoolean()) {
                    final byte[] ping = bytes(random, random.nextInt(126));
                    stream = Frames.concat(stream, Frames.frame(true, Frames.PING, ping));
                    expected.add(new WalkRecorder.Item("PING", ByteBuffer.wrap(ping)));
                }
            }
            stream = Frames.concat(stream, part(true, opcode, payload, at, payload.length));
            expected.add(new WalkRecorder.Item("TEXT", ByteBuffer.wrap(payload)));
        }
        return stream;
    }

    private static int lengthOf(final Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(130);
            case 1 -> 120 + random.nextInt(20);
            case 2 -> 65_530 + random.nextInt(12);
            default -> random.nextInt(70_000);
        };
    }

    private static byte[] part(
            final boolean fin, final int opcode, final byte[] payload, final int at, final int to) {
        return Frames.frame(fin, opcode, java.util.Arrays.copyOfRange(payload, at, to));
    }

    private static byte[] bytes(final Random random, final int length) {
        final byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Property
    void shouldRefuseRandomBytesWithACloseCodeOrTakeThem(
            @ForAll final byte[] bytes, @ForAll final boolean direct) {
        final WalkRecorder recorder = new WalkRecorder(LIMIT, direct);

        try {
            recorder.feed(bytes);
        } catch (final InvalidDataException e) {
            assertIsOurCode(e.getCloseCode());
        }
    }

    @Property
    void shouldRefuseRandomControlFramesWithACloseCodeOrTakeThem(
            @ForAll final long seed,
            @ForAll @IntRange(min = 1, max = 125) final int length,
            @ForAll @IntRange(min = Frames.CLOSE, max = Frames.PONG) final int opcode) {
        final Random random = new Random(seed);
        final WalkRecorder recorder = new WalkRecorder(LIMIT, random.nextBoolean());
        final byte[] payload = bytes(random, length);
        if (random.nextBoolean()) {
            // Codes that look right reach the check of the reason.
            payload[0] = 3;
        }

        try {
            recorder.feed(Frames.frame(true, opcode, payload));
            assertEquals(1, recorder.items.size());
        } catch (final InvalidDataException e) {
            assertIsOurCode(e.getCloseCode());
            assertEquals(Frames.CLOSE, opcode);
        }
    }

    private static void assertIsOurCode(final int code) {
        assertTrue(
                code == CloseFrame.PROTOCOL_ERROR
                        || code == CloseFrame.TOOBIG
                        || code == CloseFrame.NO_UTF8,
                () -> "close code " + code);
    }
}
