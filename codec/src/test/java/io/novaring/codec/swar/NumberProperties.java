/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.swar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Numbers read by words are held to BigDecimal and to the grammar of RFC 8259. */
final class NumberProperties {
    private static final Pattern GRAMMAR =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private static final int SCALE = 9;
    private static final String BEFORE = "{\"price\":";

    private final NumberReader reader = new NumberReader();

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("0123456789.0000eE-+,]x")
                .ofMinLength(1)
                .ofMaxLength(19);
    }

    @Provide
    Arbitrary<String> exponents() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("99999"))
                .ofScale(2)
                .flatMap(
                        mantissa ->
                                Arbitraries.integers()
                                        .between(-12, 12)
                                        .map(power -> mantissa.toPlainString() + "e" + power));
    }

    @Property
    void shouldReadAnyTextAsItIsOrNotAtAll(@ForAll("texts") final String text) {
        assertAsItIs(text);
    }

    @Property
    void shouldReadExponentsAsTheyAre(@ForAll("exponents") final String text) {
        assertAsItIs(text);
    }

    @Property(tries = 5_000)
    void shouldReadIntegersOfTwoWords(@ForAll("integers") final long number) {
        final String text = Long.toString(number);
        final byte[] bytes = bytes(text);
        final int at = BEFORE.length();
        assertEquals(
                number,
                Digits.integer(
                        Swar.word(bytes, at),
                        Swar.word(bytes, at + Swar.WORD),
                        text.length() - Swar.WORD << 3));
    }

    @Provide
    Arbitrary<Long> integers() {
        return Arbitraries.longs().between(100_000_000L, 999_999_999_999_999L);
    }

    @Test
    void shouldReadWhatAVenueSendsInOneStep() {
        assertEquals(59_999_500_000_000L, scaled("59999.5"));
        assertEquals(5_000_000_000L, scaled("5.0"));
        assertEquals(60_000_000_000_000L, exponent("6.0e4"));
        assertEquals(22_500_000_000_000L, exponent("2.25e4"));
        assertEquals(Digits.ODD, exponent("e4"));
        assertEquals(Digits.ODD, exponent("6.e4"));
        assertEquals(Digits.ODD, exponent("06.0e4"));
        assertEquals(Digits.ODD, exponent("999999e9"));
    }

    /** Every reader gives the number or says that it does not know. */
    private void assertAsItIs(final String text) {
        final long expected = expected(text);
        final byte[] bytes = bytes(text);
        final int at = BEFORE.length();
        final long value = reader.scaled(bytes, at, text.length(), SCALE);
        assertTrue(value == expected || value == Digits.ODD, () -> text + " became " + value);
        if (text.length() <= Swar.WORD) {
            final long plain = scaled(text);
            final long exponent = exponent(text);
            assertTrue(plain == expected || plain == Digits.ODD, () -> text + ": " + plain);
            assertTrue(
                    exponent == expected || exponent == Digits.ODD, () -> text + ": " + exponent);
        }
        final long bits = reader.analytic(bytes, at, text.length());
        if (!GRAMMAR.matcher(text).matches()) {
            assertEquals(Digits.ODD, bits, text);
        } else if (bits != Digits.ODD) {
            assertEquals(Double.parseDouble(text), Double.longBitsToDouble(bits), text);
        }
    }

    /** ODD for what is no number, has more decimals, or does not fit. */
    private static long expected(final String text) {
        if (!GRAMMAR.matcher(text).matches()) {
            return Digits.ODD;
        }
        if (new BigDecimal(text.split("[eE]")[0]).signum() == 0) {
            return 0;
        }
        if (exponentOf(text) > 1000) {
            return Digits.ODD;
        }
        final BigDecimal scaled = new BigDecimal(text).movePointRight(SCALE).stripTrailingZeros();
        if (scaled.scale() > 0) {
            return Digits.ODD;
        }
        final BigInteger integer = scaled.toBigInteger();
        return integer.bitLength() < Long.SIZE ? integer.longValue() : Digits.ODD;
    }

    private static int exponentOf(final String text) {
        final int at = Math.max(text.indexOf('e'), text.indexOf('E'));
        return at < 0
                ? 0
                : new BigDecimal(text.substring(at + 1)).abs().min(new BigDecimal(9999)).intValue();
    }

    private static long scaled(final String text) {
        return Digits.scaled(Swar.word(bytes(text), BEFORE.length()), text.length() << 3, SCALE);
    }

    private static long exponent(final String text) {
        return Digits.scaledExponent(
                Swar.word(bytes(text), BEFORE.length()), text.length() << 3, SCALE);
    }

    private static byte[] bytes(final String text) {
        final byte[] bytes = (BEFORE + text + ",\"e\":1e5").getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(bytes, bytes.length + 2 * Swar.WORD);
    }
}
