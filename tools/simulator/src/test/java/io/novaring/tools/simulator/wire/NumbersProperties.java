/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

final class NumbersProperties {
    @Property(tries = 1_000)
    void shouldSpellEveryNumberExactly(
            @ForAll @LongRange(min = -Long.MAX_VALUE) final long mantissa,
            @ForAll @IntRange(max = 18) final int zeros) {
        final long power = BigDecimal.TEN.pow(zeros).longValueExact();
        final long scaled = mantissa / power * power;

        assertEquals(0, BigDecimal.valueOf(scaled, 9).compareTo(new BigDecimal(decimal(scaled))));
        assertEquals(0, BigDecimal.valueOf(scaled, 9).compareTo(new BigDecimal(plain(scaled))));
    }

    @Property(tries = 1_000)
    void shouldSpellSmallFractionsExactly(
            @ForAll @LongRange(min = 1, max = 2_000_000_000L) final long scaled) {
        final String text = decimal(scaled);

        assertEquals(0, BigDecimal.valueOf(scaled, 9).compareTo(new BigDecimal(text)));
        assertTrue(text.contains("."), text);
    }

    @Property(tries = 1_000)
    void shouldPadExponentsExactly(
            @ForAll @LongRange(min = -2_000_000L, max = 2_000_000L) final long scaled) {
        assertEquals(0, BigDecimal.valueOf(scaled, 9).compareTo(new BigDecimal(padded(scaled))));
    }

    @Example
    void shouldPadExponentsOfSmallNumbersOnly() {
        assertEquals("1.68e-06", padded(1_680L));
        assertEquals("5e-08", padded(50L));
        assertEquals("-1e-09", padded(-1L));
        assertEquals("9.99999e-04", padded(999_999L));
        assertEquals("0.001", padded(1_000_000L));
        assertEquals("0.0", padded(0));
    }

    @Example
    void shouldSpellAsTheVenueDoes() {
        assertEquals("0.0", decimal(0));
        assertEquals("2.7e3", decimal(2_700_000_000_000L));
        assertEquals("1.0e3", decimal(1_000_000_000_000L));
        assertEquals("100.0", decimal(100_000_000_000L));
        assertEquals("1.0002e6", decimal(1_000_200_000_000_000L));
        assertEquals("54321.5", decimal(54_321_500_000_000L));
        assertEquals("2.0e-5", decimal(20_000L));
        assertEquals("0.0005", decimal(500_000L));
        assertEquals("1.423e-4", decimal(142_300L));
        assertEquals("-2.0e-5", decimal(-20_000L));
        assertEquals("30", plain(30_000_000_000L));
        assertEquals("0.5", plain(500_000_000L));
    }

    private static String decimal(final long scaled) {
        final byte[] bytes = new byte[Numbers.LENGTH_MAX];
        return new String(bytes, 0, Numbers.decimal(scaled, bytes, 0), StandardCharsets.US_ASCII);
    }

    private static String padded(final long scaled) {
        final byte[] bytes = new byte[Numbers.LENGTH_MAX];
        return new String(bytes, 0, Numbers.padded(scaled, bytes, 0), StandardCharsets.US_ASCII);
    }

    private static String plain(final long scaled) {
        final byte[] bytes = new byte[Numbers.LENGTH_MAX];
        return new String(bytes, 0, Numbers.plain(scaled, bytes, 0), StandardCharsets.US_ASCII);
    }
}
