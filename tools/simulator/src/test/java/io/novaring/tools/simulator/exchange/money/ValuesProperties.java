/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class ValuesProperties {
    private static final long LARGE = 4_000_000_000_000_000_000L;

    @Property(tries = 2_000)
    void shouldDivideProductsExactly(
            @ForAll @LongRange(min = -LARGE, max = LARGE) final long a,
            @ForAll @LongRange(min = -LARGE, max = LARGE) final long b,
            @ForAll @LongRange(min = -LARGE, max = LARGE) final long divisor) {
        if (divisor == 0) {
            assertEquals(0, Values.over(a, b, divisor));
            return;
        }
        final BigDecimal expected =
                BigDecimal.valueOf(a)
                        .multiply(BigDecimal.valueOf(b))
                        .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_UP);
        if (expected.abs().compareTo(BigDecimal.valueOf(LARGE)) > 0) {
            return;
        }
        assertEquals(expected.longValueExact(), Values.over(a, b, divisor));
    }

    @Example
    void shouldRoundHalvesAwayFromZero() {
        assertEquals(2, Values.over(3, 1, 2));
        assertEquals(-2, Values.over(-3, 1, 2));
        assertEquals(1, Values.over(1, 1, 1));
        assertEquals(0, Values.over(4, 1, 10));
    }

    @Example
    void shouldRefuseWhatDoesNotFit() {
        assertThrows(
                ArithmeticException.class,
                () -> Values.over(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE / 4));
    }
}
