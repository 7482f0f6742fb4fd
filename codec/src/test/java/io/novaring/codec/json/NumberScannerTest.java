/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumberScannerTest {
    private final NumberScanner scanner = new NumberScanner();

    @ParameterizedTest
    @CsvSource({
        "260189.0, 260189000000000",
        "25004, 25004000000000",
        "3.7e3, 3700000000000",
        "1.0002e6, 1000200000000000",
        "2.0e-5, 20000",
        "-4.0e-7, -400",
        "-0, 0",
        "-0.0, 0",
        "0e5, 0",
        "0e-400, 0",
        "1E+2, 100000000000",
        "0.000000001, 1",
        "9223372036.854775807, 9223372036854775807",
        "-9223372036.854775807, -9223372036854775807",
        "5042.3400000000000000000000000, 5042340000000",
        "10000000000000000000000000000e-20, 100000000000000000",
    })
    void shouldScaleExactly(final String text, final long expected) {
        scan(text);

        assertEquals(expected, scanner.scaled(9));
        assertEquals(NumberScanner.EXACT, scanner.status());
    }

    @ParameterizedTest
    @CsvSource({
        "0.0000000019, 1",
        "-0.0000000019, -1",
        "1.0000000009, 1000000000",
        "1e-400, 0",
        "-1e-99999999999999999999, 0",
        "0.12345678901234567890123456789, 123456789",
        "1.0000000000000000000000000000000000001, 1000000000",
    })
    void shouldCutTowardZero(final String text, final long expected) {
        scan(text);

        assertEquals(expected, scanner.scaled(9));
        assertEquals(NumberScanner.INEXACT, scanner.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036.854775808",
                "-9223372036.854775808",
                "1e10",
                "1e99999999999999999999",
                "12345678901234567890123456789",
                "0.00000000000000000001e40",
            })
    void shouldTellWhatIsOutOfRange(final String text) {
        scan(text);

        scanner.scaled(9);

        assertEquals(NumberScanner.OUT_OF_RANGE, scanner.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "+1", ".5", "1.", "1.e5", "1e", "1e+", "-a", "NaN", "-Infinity"})
    void shouldRefuseWhatIsNoNumber(final String text) {
        assertFalse(scanner.scan(bytes(text), 0), text);
    }

    @ParameterizedTest
    @CsvSource({"01, 1", "00, 1", "-01, 2", "1.2.3, 3", "1e5.0, 3", "1-2, 1", "0x1, 1"})
    void shouldStopWhereTheGrammarEnds(final String text, final int end) {
        assertTrue(scanner.scan(bytes(text), 0));

        assertEquals(end, scanner.end());
    }

    @Test
    void shouldReadHundredsOfDigits() {
        scan("7." + "0".repeat(400));
        assertEquals(7_000_000_000L, scanner.scaled(9));
        assertEquals(NumberScanner.EXACT, scanner.status());

        scan("0." + "0".repeat(400) + "1e401");
        assertEquals(1_000_000_000L, scanner.scaled(9));
        assertEquals(NumberScanner.EXACT, scanner.status());

        scan("7." + "0".repeat(400) + "1");
        assertEquals(7_000_000_000L, scanner.scaled(9));
        assertEquals(NumberScanner.INEXACT, scanner.status());
    }

    @Test
    void shouldKeepIntegersAboveTwoToThe53() {
        scan("9007199254740993");
        assertEquals(9007199254740993L, scanner.scaled(0));

        scan("9223372036854775807");
        assertEquals(Long.MAX_VALUE, scanner.scaled(0));
    }

    private void scan(final String text) {
        assertTrue(scanner.scan(bytes(text), 0), text);
        assertEquals(text.length(), scanner.end());
    }

    private static byte[] bytes(final String text) {
        return (text + ",").getBytes(StandardCharsets.US_ASCII);
    }
}
