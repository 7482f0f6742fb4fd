/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DecimalsTest {
    private static final int LENGTH_MAX = 21;

    @Property(tries = 1_000)
    void shouldWriteWhatBigDecimalWrites(
            @ForAll @LongRange(min = -Long.MAX_VALUE) final long scaled) {
        final BigDecimal exact = BigDecimal.valueOf(scaled, Decimals.DIGITS);

        assertEquals(
                scaled == 0 ? "0" : exact.stripTrailingZeros().toPlainString(),
                Decimals.toString(scaled));
    }

    @Property(tries = 1_000)
    void shouldStayWithinItsLengthAndTouchNothingElse(
            @ForAll @LongRange(min = -Long.MAX_VALUE) final long scaled,
            @ForAll @IntRange(max = 5) final int offset) {
        final byte[] target = new byte[offset + LENGTH_MAX + 1];

        final int end = Decimals.write(scaled, target, offset);

        assertTrue(end - offset <= LENGTH_MAX, "wrote " + (end - offset) + " bytes");
        assertEquals(
                Decimals.toString(scaled),
                new String(target, offset, end - offset, StandardCharsets.US_ASCII));
        for (int i = 0; i < target.length; i++) {
            assertTrue(i >= offset && i < end || target[i] == 0, "byte " + i + " was written");
        }
    }

    @Property(tries = 1_000)
    void shouldWriteIntegers(@ForAll @LongRange(min = 0) final long value) {
        final byte[] target = new byte[20];

        final int end = Decimals.writeInteger(value, target, 0);

        assertEquals(Long.toString(value), new String(target, 0, end, StandardCharsets.US_ASCII));
    }

    @Example
    void shouldWriteTheEdges() {
        assertEquals("0", Decimals.toString(0));
        assertEquals("0.000000001", Decimals.toString(1));
        assertEquals("-0.5", Decimals.toString(-Decimals.SCALE / 2));
        assertEquals("260189", Decimals.toString(260_189 * Decimals.SCALE));
        assertEquals("9223372036.854775807", Decimals.toString(Long.MAX_VALUE));
        assertEquals("-9223372036.854775807", Decimals.toString(-Long.MAX_VALUE));
    }
}
