/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class Utf8Properties {
    private static final CharsetDecoder JDK = StandardCharsets.UTF_8.newDecoder();
    private static final int[] EDGES = {
        0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF,
        0xF0, 0xF1, 0xF4, 0xF5, 0xFF
    };

    @Example
    void shouldAgreeWithTheJdkOnEveryOneAndTwoBytes() {
        for (int first = 0; first < 256; first++) {
            check((byte) first);
            for (int second = 0; second < 256; second++) {
                check((byte) first, (byte) second);
            }
        }
    }

    @Example
    void shouldAgreeWithTheJdkOnTheEdgesOfThreeAndFourBytes() {
        for (final int a : EDGES) {
            for (final int b : EDGES) {
                for (final int c : EDGES) {
                    check((byte) a, (byte) b, (byte) c);
                    for (final int d : EDGES) {
                        check((byte) a, (byte) b, (byte) c, (byte) d);
                    }
                }
            }
        }
    }

    @Property
    void shouldAgreeWithTheJdkOnText(@ForAll final String text, @ForAll final long seed) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        check(bytes);
        if (bytes.length > 0) {
            final Random random = new Random(seed);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            check(bytes);
        }
    }

    @Property
    void shouldAgreeWithTheJdkOnBytes(@ForAll final byte[] bytes) {
        check(bytes);
    }

    /** Words and blocks are read at once, the last one in part twice: no place may be missed. */
    @Example
    void shouldAgreeWithTheJdkWhereverTheTextIsNotAscii() {
        final byte[][] parts = {
            {(byte) 0xC3, (byte) 0xBC},
            {(byte) 0xE2, (byte) 0x82, (byte) 0xAC},
            {(byte) 0xF0, (byte) 0x9F, (byte) 0x98, (byte) 0x80},
            {(byte) 0x80},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80}
        };
        for (int length = 0; length <= 100; length++) {
            for (final byte[] part : parts) {
                for (int at = 0; at < length; at++) {
                    final byte[] bytes = new byte[length + 2];
                    Arrays.fill(bytes, (byte) 'x');
                    bytes[length] = (byte) 0xFF;
                    System.arraycopy(part, 0, bytes, at, Math.min(part.length, length - at));
                    compare(bytes, length);
                }
            }
        }
    }

    private static void check(final byte... bytes) {
        // Alone, behind a word of ASCII, before one, and with rubbish behind the end.
        compare(bytes, bytes.length);
        final byte[] behind = Arrays.copyOf("12345678".getBytes(StandardCharsets.US_ASCII), 20);
        if (bytes.length <= 4) {
            System.arraycopy(bytes, 0, behind, 8, bytes.length);
            compare(behind, 8 + bytes.length);
            compare(behind, 20);
            behind[8 + bytes.length] = (byte) 0xBF;
            compare(behind, 8 + bytes.length);
        }
    }

    private static void compare(final byte[] bytes, final int length) {
        boolean expected = true;
        try {
            JDK.decode(ByteBuffer.wrap(bytes, 0, length));
        } catch (final CharacterCodingException e) {
            expected = false;
        }
        if (expected != Utf8.isValid(bytes, length)) {
            fail(Arrays.toString(Arrays.copyOf(bytes, length)) + ": the JDK says " + expected);
        }
    }
}
