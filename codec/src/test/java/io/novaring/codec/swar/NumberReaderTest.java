/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.swar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers of any form: the right value, or none. */
final class NumberReaderTest {
    private static final int ROUNDS = 60_000;

    private static final String[] ODD = {
        "-",
        "--1",
        "+1",
        "00",
        "01",
        "-01",
        ".5",
        "-.5",
        "5.",
        "1.e5",
        "1e",
        "1e+",
        "1e-",
        "1ee5",
        "1e5.",
        "1.5.2",
        "nul",
        "nulL",
        "nulls",
        "true",
        "1 ",
        " 1",
        "0x1",
        "1_0",
        "1e5-",
        "/",
        ":",
        "9223372036854775808",
        "-9223372036854775808",
        "18446744073709551617",
        "18446744073709551616",
        "36893488147419103233",
        "10000000000000000000",
        "1e19",
        "1e-1",
        "1e9999999999",
        "1e-9999999999",
        "1e4294967296",
        "1e-4294967296",
        "12345678901234567890123",
    };

    private final NumberReader reader = new NumberReader();
    private final Random random = new Random(23);

    @Test
    void shouldReadExactNumbersAsBigDecimalsDo() {
        long read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            final String text = number();
            final int scale = new int[] {0, 6, 9}[random.nextInt(3)];
            final long value = scaled(text, scale);
            final long expected = Numbers.scaled(text, scale, true);
            // What has more digits than are read here, or zeros behind all decimals, is passed on.
            final boolean isOwn = digits(text) <= 15 && decimals(text) <= scale;
            if (value != Digits.ODD || isOwn) {
                assertEquals(expected, value, text + " at scale " + scale);
                read++;
            }
        }
        assertTrue(read > ROUNDS / 3, read + " read");
    }

    @Test
    void shouldReadDoublesAsTheJdkDoes() {
        long read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            final String text = number();
            final long bits = analytic(text);
            if (bits != Digits.ODD) {
                assertEquals(Double.doubleToRawLongBits(Double.parseDouble(text)), bits, text);
                read++;
            }
        }
        assertTrue(read > ROUNDS / 3, read + " read");
    }

    @Test
    void shouldTakeNothingElseForANumber() {
        for (final String text : ODD) {
            assertEquals(Digits.ODD, scaled(text, 0), text);
            if (!Numbers.isNumber(text)) {
                assertEquals(Digits.ODD, analytic(text), text);
            }
        }
    }

    @Test
    void shouldReadTheLargestNumbersThatFit() {
        assertEquals(Long.MAX_VALUE, scaled("9223372036854775807", 0));
        assertEquals(-Long.MAX_VALUE, scaled("-9223372036854775807", 0));
        assertEquals(Long.MAX_VALUE, scaled("9223372036.854775807", 9));
        assertEquals(Digits.ODD, scaled("9223372036.854775808", 9));
        assertEquals(0, scaled("-0", 9));
        assertEquals(0, scaled("0e9", 9));
        assertEquals(Double.doubleToRawLongBits(-0.0), analytic("-0"));
    }

    @Test
    void shouldReadNullAsAbsent() {
        assertEquals(MarketEvent.ABSENT, scaled("null", 9));
        assertTrue(Double.isNaN(Double.longBitsToDouble(analytic("null"))));
    }

    private long scaled(final String text, final int scale) {
        return reader.scaled(Numbers.bytes(text, random), 3, text.length(), scale);
    }

    private long analytic(final String text) {
        return reader.analytic(Numbers.bytes(text, random), 3, text.length());
    }

    private static int digits(final String text) {
        return text.replaceAll("[eE].*", "").replaceAll("[^0-9]", "").length();
    }

    private static long decimals(final String text) {
        final String[] parts = text.split("[eE]");
        return Numbers.places(parts[0]) - (parts.length > 1 ? Long.parseLong(parts[1]) : 0);
    }

    private String number() {
        final StringBuilder out = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
        out.append(random.nextInt(4) == 0 ? "0" : "" + (1 + random.nextInt(9)) + digits());
        if (random.nextBoolean()) {
            out.append('.').append(random.nextInt(10)).append(digits());
        }
        if (random.nextInt(3) == 0) {
            out.append(random.nextBoolean() ? 'e' : 'E');
            out.append(new String[] {"", "+", "-"}[random.nextInt(3)]).append(random.nextInt(14));
        }
        return out.toString();
    }

    private String digits() {
        final StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(6) == 0 ? 20 : 8); i > 0; i--) {
            out.append(random.nextInt(5) == 0 ? 9 : random.nextInt(10));
        }
        return out.toString();
    }
}
