/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.function.LongSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class ScaledMathProperties {
    private static final BigInteger SCALE = BigInteger.valueOf(1_000_000_000);

    @Property(tries = 5_000)
    void shouldMultiplyAsBigIntegersDo(@ForAll final long a, @ForAll final int b) {
        final BigInteger expected =
                BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divide(SCALE);

        assertResult(expected, () -> ScaledMath.multiply(a, b));
    }

    @Property(tries = 5_000)
    void shouldDivideAsBigIntegersDo(@ForAll final long a, @ForAll final long b) {
        if (b == 0) {
            assertThrows(ArithmeticException.class, () -> ScaledMath.divide(a, b));
            return;
        }
        final BigInteger expected =
                BigInteger.valueOf(a).multiply(SCALE).divide(BigInteger.valueOf(b));

        assertResult(expected, () -> ScaledMath.divide(a, b));
    }

    private static void assertResult(final BigInteger expected, final LongSupplier actual) {
        if (expected.bitLength() > 63) {
            assertThrows(ArithmeticException.class, actual::getAsLong);
        } else {
            assertEquals(expected.longValueExact(), actual.getAsLong());
        }
    }
}
