/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InboundFramesTest implements InboundFrames.Sink {
    private final List<String> heard = new ArrayList<>();
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final InboundFrames frames = new InboundFrames(this);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100_000})
    void shouldCutMessagesHoweverTheBytesArrive(final int chunk) {
        put(0x81, "one");
        put(0x01, "t");
        put(0x00, "w");
        put(0x89, "ping");
        put(0x80, "o");
        put(0x81, "x".repeat(200));
        put(0x8A, "pong");
        put(0x88, "\u0003\u00e8");

        feed(chunk);

        assertEquals(
                List.of(
                        "text one",
                        "ping ping",
                        "text two",
                        "text " + "x".repeat(200),
                        "close 1000"),
                heard);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 100_000})
    void shouldSkipAMessageThatIsTooLarge(final int chunk) {
        put(0x81, "x".repeat(InboundFrames.MESSAGE_BYTES_MAX));
        put(0x81, "x".repeat(InboundFrames.MESSAGE_BYTES_MAX + 1));
        put(0x01, "x".repeat(30_000));
        put(0x00, "x".repeat(70_000));
        put(0x80, "x");
        put(0x81, "next");

        feed(chunk);

        assertEquals(List.of("text " + "x".repeat(32_768), "large", "large", "text next"), heard);
    }

    @Test
    void shouldRefuseWhatIsNotMasked() {
        wire.writeBytes(new byte[] {(byte) 0x81, 1, 'x'});

        feed(100);

        assertEquals(List.of("violation 1002"), heard);
    }

    @Test
    void shouldRefuseAContinuationOfNothing() {
        put(0x80, "x");

        feed(100);

        assertEquals(List.of("violation 1002"), heard);
    }

    @Test
    void shouldRefuseReservedBits() {
        put(0xC1, "x");

        feed(100);

        assertEquals(List.of("violation 1002"), heard);
    }

    @Test
    void shouldAcceptTheKeyOfTheStandard() {
        assertEquals(
                "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", Handshake.acceptKey("dGhlIHNhbXBsZSBub25jZQ=="));
    }

    @Override
    public void onText(final byte[] bytes, final int length) {
        heard.add("text " + new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void onTooLarge() {
        heard.add("large");
    }

    @Override
    public void onPing(final byte[] bytes, final int length) {
        heard.add("ping " + new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void onClose(final int code) {
        heard.add("close " + code);
    }

    @Override
    public void onViolation(final int code) {
        heard.add("violation " + code);
    }

    private void put(final int first, final String payload) {
        final byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
        wire.write(first);
        if (bytes.length < 126) {
            wire.write(0x80 | bytes.length);
        } else if (bytes.length < 65_536) {
            wire.write(0x80 | 126);
            wire.write(bytes.length >> 8);
            wire.write(bytes.length);
        } else {
            wire.write(0x80 | 127);
            wire.writeBytes(ByteBuffer.allocate(8).putLong(bytes.length).array());
        }
        final byte[] mask = {1, 2, 3, 4};
        wire.writeBytes(mask);
        for (int i = 0; i < bytes.length; i++) {
            wire.write(bytes[i] ^ mask[i & 3]);
        }
    }

    private void feed(final int chunk) {
        final ByteBuffer all = ByteBuffer.wrap(wire.toByteArray());
        while (all.hasRemaining()) {
            final int now = Math.min(chunk, Math.min(all.remaining(), frames.input().remaining()));
            frames.input().put(all.slice().limit(now));
            all.position(all.position() + now);
            frames.decode();
        }
    }
}
