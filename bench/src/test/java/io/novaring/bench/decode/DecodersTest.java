/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.Symbols;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DecodersTest {
    @ParameterizedTest
    @EnumSource
    void shouldFillTheSameEventWithEveryDecoder(final FrameKind kind) {
        final FrameFile file = FrameFile.of(FrameSource.collect(kind, FrameFile.FRAMES));
        for (final Decoder decoder : Decoder.values()) {
            if (decoder.runsHere() && decoder.decodes(kind)) {
                file.check(decoder.create(new Symbols()), decoder.label());
            }
        }
    }

    @Test
    void shouldNameTheFrameThatGivesAnotherEvent() {
        final byte[][] frames = FrameSource.collect(FrameKind.QUOTE, 2);
        final FrameFile file = FrameFile.of(frames);
        frames[1][frames[1].length - 4] ^= 1;

        final IllegalStateException thrown =
                assertThrows(
                        IllegalStateException.class,
                        () -> file.check(Decoder.FASTJSON2.create(new Symbols()), "fastjson2"));

        assertTrue(thrown.getMessage().startsWith("fastjson2 fills another event from frame 1: {"));
    }

    @Test
    void shouldWriteTheSameBytesWithEveryEncoder() {
        EncodeRows.check(OrderEncoder.PEERS);
    }

    @Test
    void shouldCollectTheSameFramesAgain() {
        final byte[][] first = FrameSource.collect(FrameKind.TRADE, 64);
        final byte[][] second = FrameSource.collect(FrameKind.TRADE, 64);

        assertTrue(Arrays.deepEquals(first, second));
        assertEquals(64, Arrays.stream(first).map(String::new).distinct().count());
    }
}
