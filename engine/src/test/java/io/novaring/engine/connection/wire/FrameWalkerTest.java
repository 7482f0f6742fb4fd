/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameWalkerTest {
    private static final int LIMIT = 100_000;

    @Test
    void shouldGiveTheSameMessagesForEverySplit() throws InvalidDataException {
        final byte[] stream =
                Frames.concat(
                        Frames.text("first"),
                        Frames.frame(false, Frames.TEXT, bytes("sec")),
                        Frames.frame(true, Frames.PING, bytes("are you there")),
                        Frames.frame(false, Frames.CONTINUATION, bytes("")),
                        Frames.frame(true, Frames.CONTINUATION, bytes("ond")),
                        Frames.text("x".repeat(126)),
                        Frames.frame(true, Frames.BINARY, new byte[3]),
                        Frames.frame(true, Frames.PONG, bytes("")),
                        Frames.text(""));
        final List<WalkRecorder.Item> expected =
                List.of(
                        item("TEXT", "first"),
                        item("PING", "are you there"),
                        item("TEXT", "second"),
                        item("TEXT", "x".repeat(126)),
                        new WalkRecorder.Item("BINARY", ByteBuffer.allocate(3)),
                        item("PONG", ""),
                        item("TEXT", ""));

        for (int i = 0; i <= stream.length; i++) {
            for (int j = i; j <= stream.length; j++) {
                final WalkRecorder recorder = new WalkRecorder(LIMIT, false);
                recorder.feed(stream, 0, i);
                recorder.feed(stream, i, j);
                recorder.feed(stream, j, stream.length);
                assertEquals(expected, recorder.items, "split at " + i + " and " + j);
            }
        }
    }

    static Stream<Arguments> refused() {
        final byte[] part = Frames.frame(false, Frames.TEXT, new byte[LIMIT / 2]);
        final byte[] more = Frames.frame(false, Frames.CONTINUATION, new byte[LIMIT / 4 + 1]);
        final int wrong = CloseFrame.PROTOCOL_ERROR;
        return Stream.of(
                Arguments.of("masked", new byte[] {(byte) 0x81, (byte) 0x80, 0, 0, 0, 0}, wrong),
                Arguments.of("reserved bit 1", new byte[] {(byte) 0xC1, 0}, wrong),
                Arguments.of("reserved bit 2", new byte[] {(byte) 0xA1, 0}, wrong),
                Arguments.of("reserved bit 3", new byte[] {(byte) 0x91, 0}, wrong),
                Arguments.of("unknown data opcode", new byte[] {(byte) 0x83, 0}, wrong),
                Arguments.of("unknown control opcode", new byte[] {(byte) 0x8B, 0}, wrong),
                Arguments.of("2 GiB", Frames.header(0x81, 1L << 31), CloseFrame.TOOBIG),
                Arguments.of("negative", Frames.header(0x81, Long.MIN_VALUE), CloseFrame.TOOBIG),
                Arguments.of("one too many", Frames.header(0x81, LIMIT + 1), CloseFrame.TOOBIG),
                Arguments.of("sum", Frames.concat(part, more, more), CloseFrame.TOOBIG),
                Arguments.of("nothing goes on", Frames.frame(true, 0, new byte[1]), wrong),
                Arguments.of("text in text", Frames.concat(part, Frames.text("")), wrong),
                Arguments.of("ping in parts", Frames.frame(false, Frames.PING, bytes("")), wrong),
                Arguments.of("long ping", Frames.header(0x89, 126), wrong),
                Arguments.of("long close", Frames.header(0x88, 1 << 16), wrong),
                Arguments.of("close of one byte", Frames.frame(true, 8, new byte[1]), wrong),
                Arguments.of("close 999", Frames.close(999, ""), wrong),
                Arguments.of("close 1004", Frames.close(1004, ""), wrong),
                Arguments.of("close 1005", Frames.close(1005, "x"), wrong),
                Arguments.of("close 1006", Frames.close(1006, ""), wrong),
                Arguments.of("close 1015", Frames.close(1015, ""), wrong),
                Arguments.of("close 2999", Frames.close(2999, ""), wrong),
                Arguments.of("close 5000", Frames.close(5000, ""), wrong),
                Arguments.of(
                        "close reason not UTF-8",
                        Frames.frame(true, 8, new byte[] {3, (byte) 232, (byte) 0xFF}),
                        CloseFrame.NO_UTF8));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void shouldRefuse(final String name, final byte[] stream, final int closeCode) {
        for (int cut = 0; cut < Math.min(stream.length, 20); cut++) {
            final int at = cut;
            final WalkRecorder recorder = new WalkRecorder(LIMIT, true);
            final InvalidDataException e =
                    assertThrows(
                            InvalidDataException.class,
                            () -> {
                                recorder.feed(stream, 0, at);
                                recorder.feed(stream, at, stream.length);
                            },
                            name);
            assertEquals(closeCode, e.getCloseCode(), name);
            assertTrue(e.getMessage().length() <= 120, "fits a close frame");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1003, 1007, 1008, 1011, 1012, 1013, 1014, 3000, 4999})
    void shouldTakeEveryCloseCodeThatMayBeSent(final int code) throws InvalidDataException {
        final WalkRecorder recorder = new WalkRecorder(LIMIT, false);

        recorder.feed(Frames.close(code, ""));
        recorder.feed(Frames.close(code, "warum: \u00fc"));

        assertEquals(2, recorder.items.size());
        assertEquals(code, recorder.items.get(0).payload().getShort(0));
        assertEquals(code, recorder.items.get(1).payload().getShort(0));
    }

    @Test
    void shouldCloseWith1007WhenTheTextIsRefused() {
        final WalkRecorder recorder = new WalkRecorder(LIMIT, false);
        recorder.textResult = MessageSink.NOT_UTF8;

        final InvalidDataException e =
                assertThrows(InvalidDataException.class, () -> recorder.feed(Frames.text("x")));

        assertEquals(CloseFrame.NO_UTF8, e.getCloseCode());
    }

    @Test
    void shouldNotReserveWhatAHeaderOnlyClaims() throws InvalidDataException {
        final WalkRecorder recorder = new WalkRecorder(16 << 20, true);
        final int lengthBefore = recorder.bufferLength();

        recorder.feed(Frames.header(0x81, 16 << 20));

        assertEquals(lengthBefore, recorder.bufferLength());
    }

    @Test
    void shouldTakeTheLargestMessageAllowed() throws InvalidDataException {
        final int length = 3 << 20;
        final WalkRecorder recorder = new WalkRecorder(length, true);

        recorder.feed(Frames.frame(true, Frames.TEXT, new byte[length]));
        recorder.feed(Frames.frame(false, Frames.TEXT, new byte[length]));
        recorder.feed(Frames.frame(true, Frames.CONTINUATION, new byte[0]));

        assertEquals(length, recorder.items.get(0).payload().capacity());
        assertEquals(length, recorder.items.get(1).payload().capacity());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 124, (256 << 20) + 1, Integer.MAX_VALUE})
    void shouldRefuseALimitThatCannotBeKept(final int limit) {
        assertThrows(IllegalArgumentException.class, () -> new FrameWalker(limit, null));
    }

    private static WalkRecorder.Item item(final String kind, final String text) {
        return new WalkRecorder.Item(kind, ByteBuffer.wrap(bytes(text)));
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
