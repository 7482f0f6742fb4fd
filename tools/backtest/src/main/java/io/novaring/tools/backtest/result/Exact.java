/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.Decimals;
import java.math.BigInteger;

/** Arithmetic on numbers scaled by 10^9; halves are rounded away from zero. */
final class Exact {
    private static final BigInteger TWO = BigInteger.TWO;

    private Exact() {}

    /** The product of two scaled numbers. */
    static long times(final long a, final long b) {
        return over(a, b, Decimals.SCALE);
    }

    /** The quotient of two scaled numbers; 0 when the divisor is 0. */
    static long quotient(final long a, final long b) {
        return over(a, Decimals.SCALE, b);
    }

    /**
     * {@code a * b / divisor}, rounded; 0 when the divisor is 0.
     *
     * @throws ArithmeticException when the result leaves 64 bits.
     */
    static long over(final long a, final long b, final long divisor) {
        if (divisor == 0) {
            return 0;
        }
        final long high = Math.multiplyHigh(a, b);
        final long low = a * b;
        if (high == 0 && low >= 0 && divisor > 0) {
            final long rest = low % divisor;
            return low / divisor + (rest >= divisor - rest ? 1 : 0);
        }
        final BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        return rounded(product, BigInteger.valueOf(divisor));
    }

    /** The quotient as a whole number, rounded. */
    static long rounded(final BigInteger dividend, final BigInteger divisor) {
        final BigInteger[] parts = dividend.abs().divideAndRemainder(divisor.abs());
        final boolean isUp = parts[1].multiply(TWO).compareTo(divisor.abs()) >= 0;
        final BigInteger size = isUp ? parts[0].add(BigInteger.ONE) : parts[0];
        final boolean isNegative = dividend.signum() * divisor.signum() < 0;
        return (isNegative ? size.negate() : size).longValueExact();
    }
}
