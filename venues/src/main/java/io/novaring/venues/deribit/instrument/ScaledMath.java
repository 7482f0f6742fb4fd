/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import io.novaring.codec.Decimals;
import java.math.BigInteger;

/** Products and quotients of scaled numbers, with all digits in between. */
final class ScaledMath {
    private ScaledMath() {}

    /**
     * {@code a * b}, cut toward zero behind the ninth decimal.
     *
     * @throws ArithmeticException when it is beyond the range of scaled numbers.
     */
    static long multiply(final long a, final long b) {
        return multiplyAndDivide(a, b, Decimals.SCALE);
    }

    /** {@code a / b}, as {@link #multiply}; also thrown when {@code b} is zero. */
    static long divide(final long a, final long b) {
        return multiplyAndDivide(a, Decimals.SCALE, b);
    }

    private static long multiplyAndDivide(final long a, final long b, final long divisor) {
        final long high = Math.multiplyHigh(a, b);
        final long low = a * b;
        // The usual case: the product fits. The smallest long has no positive counterpart.
        final boolean isPlain = high == low >> 63 && low != Long.MIN_VALUE;
        return isPlain ? low / divisor : exact(a, b, divisor);
    }

    private static long exact(final long a, final long b, final long divisor) {
        return BigInteger.valueOf(a)
                .multiply(BigInteger.valueOf(b))
                .divide(BigInteger.valueOf(divisor))
                .longValueExact();
    }
}
