/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One byte of a learned shape is another one, is missing, or is one too many: all of them. */
final class EveryByteTest {
    /** Around the literals and numbers there are; all 256 are put in place of a byte. */
    private static final byte[] INSERTED =
            "{],\"\\05.e- \u0000".getBytes(StandardCharsets.ISO_8859_1);

    private final BothPaths paths = new BothPaths();

    static List<String> frames() {
        return RealFrames.ALL;
    }

    /** One of each kind. */
    static List<String> kinds() {
        return List.of(0, 5, 7, 8).stream().map(RealFrames.ALL::get).toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldSayTheSameWhateverAByteIs(final String frame) {
        final byte[] bytes = learned(frame);
        for (int i = 0; i < bytes.length; i++) {
            final byte before = bytes[i];
            for (int value = 0; value < 256; value++) {
                bytes[i] = (byte) value;
                assertNull(paths.difference(bytes));
            }
            bytes[i] = before;
            // The shape is tried again after so many misses.
            learn(bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void shouldSayTheSameOfAByteMoreOrLess(final String frame) {
        final byte[] bytes = learned(frame);
        for (int i = 0; i <= bytes.length; i++) {
            for (final byte inserted : INSERTED) {
                assertNull(paths.difference(spliced(bytes, i, i, inserted)));
            }
            learn(bytes);
            if (i < bytes.length) {
                assertNull(paths.difference(spliced(bytes, i, i + 1)));
                // A byte said twice.
                assertNull(paths.difference(spliced(bytes, i, i, bytes[i])));
            }
        }
    }

    private byte[] learned(final String frame) {
        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        learn(bytes);
        return bytes;
    }

    private void learn(final byte[] bytes) {
        assertNull(paths.difference(bytes));
    }

    private static byte[] spliced(
            final byte[] bytes, final int from, final int to, final byte... piece) {
        final byte[] result = new byte[bytes.length - (to - from) + piece.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(piece, 0, result, from, piece.length);
        System.arraycopy(bytes, to, result, from + piece.length, bytes.length - to);
        return result;
    }
}
