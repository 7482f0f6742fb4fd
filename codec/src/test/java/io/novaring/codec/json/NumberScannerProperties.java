/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;

final class NumberScannerProperties {
    private static final BigInteger LIMIT = BigInteger.valueOf(Long.MAX_VALUE);

    private final NumberScanner scanner = new NumberScanner();

    @Property
    void shouldScaleAsBigDecimalDoes(@ForAll("spellings") final String text) {
        final BigDecimal scaled = new BigDecimal(text).movePointRight(9);
        final BigInteger expected = scaled.toBigInteger();

        scan(text);
        final long actual = scanner.scaled(9);

        if (expected.abs().compareTo(LIMIT) > 0) {
            assertEquals(NumberScanner.OUT_OF_RANGE, scanner.status(), text);
        } else {
            assertEquals(expected.longValue(), actual, text);
            final boolean isExact = scaled.compareTo(new BigDecimal(expected)) == 0;
            assertEquals(
                    isExact ? NumberScanner.EXACT : NumberScanner.INEXACT, scanner.status(), text);
        }
    }

    @Property
    void shouldRoundAsParseDoubleDoes(@ForAll("spellings") final String text) {
        scan(text);

        assertEquals(Double.parseDouble(text), scanner.toDouble(), text);
    }

    @Property
    void shouldReadBackEveryDouble(@ForAll final double value) {
        final String text = Double.toString(value);

        scan(text);

        assertEquals(value, scanner.toDouble(), text);
    }

    @Property
    void shouldRoundTiesToEven(@ForAll("ties") final String text) {
        scan(text);

        assertEquals(Double.parseDouble(text), scanner.toDouble(), text);
    }

    @Provide
    Arbitrary<String> spellings() {
        final Arbitrary<String> sign = Arbitraries.of("", "-");
        final StringArbitrary digits = Arbitraries.strings().numeric().ofMinLength(1);
        final Arbitrary<String> integer =
                Arbitraries.oneOf(
                        Arbitraries.just("0"),
                        digits.ofMaxLength(30).map(NumberScannerProperties::withoutLeadingZeros));
        final Arbitrary<String> fraction =
                Arbitraries.oneOf(
                        Arbitraries.just(""),
                        digits.ofMaxLength(12).map(text -> "." + text),
                        digits.ofMaxLength(40).map(text -> "." + text));
        final Arbitrary<String> exponent =
                Arbitraries.oneOf(
                        Arbitraries.just(""),
                        Arbitraries.integers().between(-40, 25).map(power -> "e" + power),
                        Arbitraries.integers().between(0, 320).map(power -> "E+" + power));
        return Combinators.combine(sign, integer, fraction, exponent)
                .as((s, i, f, e) -> s + i + f + e);
    }

    /** Decimals exactly half way between two doubles, and a little beside. */
    @Provide
    Arbitrary<String> ties() {
        return Combinators.combine(
                        Arbitraries.longs().between(1L << 52, (1L << 53) - 1),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(-1, 1))
                .as(
                        (mantissa, shift, nudge) ->
                                BigDecimal.valueOf(mantissa * 2 + 1)
                                        .divide(BigDecimal.valueOf(1L << shift))
                                        .add(BigDecimal.valueOf(nudge, 7))
                                        .toPlainString());
    }

    private static String withoutLeadingZeros(final String digits) {
        return new BigInteger(digits).toString();
    }

    private void scan(final String text) {
        final byte[] bytes = (text + "]").getBytes(StandardCharsets.US_ASCII);
        assertTrue(scanner.scan(bytes, 0), text);
        assertEquals(text.length(), scanner.end(), text);
    }
}
