/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.swar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers without a loop against big decimals and the grammar, for each length and point. */
final class DigitsTest {
    private static final int ROUNDS = 200;

    private final Random random = new Random(17);

    @Test
    void shouldReadPlainNumbersOfAnyLengthPointAndScale() {
        for (int length = 1; length <= Swar.WORD; length++) {
            for (int point = 0; point <= length; point++) {
                for (int scale = 0; scale <= 9; scale++) {
                    for (int i = 0; i < ROUNDS; i++) {
                        final String text = number(length, point);
                        assertEquals(
                                Numbers.scaled(text, scale, false),
                                Digits.scaled(Numbers.word(text, random), length << 3, scale),
                                text + " at scale " + scale);
                    }
                }
            }
        }
    }

    @Test
    void shouldReadDoublesOfAnyLengthAndPoint() {
        for (int length = 1; length <= Swar.WORD; length++) {
            for (int point = 0; point <= length; point++) {
                for (int i = 0; i < ROUNDS; i++) {
                    final String text = number(length, point);
                    assertDouble(text);
                    assertDouble('-' + text.substring(0, length - 1));
                }
            }
        }
    }

    @Test
    void shouldReadPlainNumbersOfUpToSixteenBytes() {
        for (int length = Swar.WORD + 1; length <= Digits.PLAIN_MAX; length++) {
            for (int point = 0; point <= length; point++) {
                for (int i = 0; i < ROUNDS; i++) {
                    assertPlain(number(length, point));
                }
            }
        }
    }

    /** Each byte value at each place: what is no number by the letter is told to be none. */
    @Test
    void shouldTakeNothingElseForANumber() {
        for (int length = 1; length <= Digits.PLAIN_MAX; length++) {
            for (final int point : new int[] {0, length / 2, length - 2, length}) {
                final byte[] bytes = number(length, point).getBytes(StandardCharsets.ISO_8859_1);
                for (int at = 0; at < length; at++) {
                    final byte before = bytes[at];
                    for (int value = 0; value < 256; value++) {
                        bytes[at] = (byte) value;
                        final String text = new String(bytes, StandardCharsets.ISO_8859_1);
                        if (length > Swar.WORD) {
                            assertPlain(text);
                        } else {
                            final long word = Numbers.word(text, random);
                            assertEquals(
                                    Numbers.scaled(text, 9, false),
                                    Digits.scaled(word, length << 3, 9),
                                    text);
                            assertDouble(text);
                        }
                    }
                    bytes[at] = before;
                }
            }
        }
    }

    private void assertDouble(final String text) {
        if (!text.isEmpty()) {
            // An exponent is left to others.
            final boolean isPlain = Numbers.isNumber(text) && Numbers.isPlain(text);
            assertEquals(
                    isPlain ? Double.doubleToRawLongBits(Double.parseDouble(text)) : Digits.ODD,
                    Digits.analytic(Numbers.word(text, random), text.length() << 3),
                    text);
        }
    }

    private void assertPlain(final String text) {
        final long plain = Digits.plain(Numbers.bytes(text, random), 3, text.length());
        if (!Numbers.isNumber(text) || !Numbers.isPlain(text) || text.charAt(0) == '-') {
            assertEquals(Digits.ODD, plain, text);
            return;
        }
        assertEquals(
                new BigDecimal(text),
                BigDecimal.valueOf(Digits.mantissa(plain), Digits.decimals(plain)),
                text);
    }

    /** Digits, and a point at that place when it is within. */
    private String number(final int length, final int point) {
        final StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            final int kind = random.nextInt(6);
            final int digit = kind == 0 ? 0 : kind == 1 ? 9 : random.nextInt(10);
            out.append(i == point ? '.' : (char) ('0' + digit));
        }
        return out.toString();
    }
}
