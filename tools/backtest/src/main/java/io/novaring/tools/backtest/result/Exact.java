/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.Decimals;
import java.math.BigInteger;

/** Arithmetic on numbers scaled by 10^9; halves are rounded away from zero. */
final class Exact {
    private static final BigInteger TWO = BigInteger.TWO;
    private static final int DIGIT_BITS = 32;
    private static final long DIGIT_MASK = (1L << DIGIT_BITS) - 1;

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
     * {@code a * b / divisor}, rounded; 0 when the divisor is 0. Allocates nothing. None may be
     * {@link Long#MIN_VALUE}.
     *
     * @throws ArithmeticException when the result leaves 64 bits.
     */
    static long over(final long a, final long b, final long divisor) {
        if (divisor == 0) {
            return 0;
        }
        final boolean isNegative = a < 0 ^ b < 0 ^ divisor < 0;
        final long low = Math.abs(a) * Math.abs(b);
        final long high = Math.multiplyHigh(Math.abs(a), Math.abs(b));
        final long by = Math.abs(divisor);
        if (high >= by) {
            throw new ArithmeticException(a + " times " + b + " over " + divisor + " is too large");
        }
        final long quotient;
        final long rest;
        if (high == 0 && low >= 0) {
            quotient = low / by;
            rest = low % by;
        } else {
            quotient = wide(high, low, by);
            rest = low - quotient * by;
        }
        // What is left is below the divisor, so that this does not overflow.
        final long rounded = rest >= by - rest ? quotient + 1 : quotient;
        if (rounded < 0) {
            throw new ArithmeticException(a + " times " + b + " over " + divisor + " is too large");
        }
        return isNegative ? -rounded : rounded;
    }

    /**
     * The quotient of 128 bits and 63, digit by digit of 32 bits as on paper; Knuth, The Art of
     * Computer Programming, 4.3.1, algorithm D.
     *
     * @param high below the divisor.
     */
    private static long wide(final long high, final long low, final long divisor) {
        final int shift = Long.numberOfLeadingZeros(divisor);
        final long by = divisor << shift;
        // The shift is not 0: a divisor has 63 bits at most.
        final long top = high << shift | low >>> Long.SIZE - shift;
        final long bottom = low << shift;
        final long first = digit(top, bottom >>> DIGIT_BITS, by);
        final long rest = (top << DIGIT_BITS) + (bottom >>> DIGIT_BITS) - first * by;
        return (first << DIGIT_BITS) + digit(rest, bottom & DIGIT_MASK, by);
    }

    /** One digit: of what is left, with the next digit below it. */
    private static long digit(final long rest, final long next, final long by) {
        final long byTop = by >>> DIGIT_BITS;
        long digit = Long.divideUnsigned(rest, byTop);
        long over = rest - digit * byTop;
        while (digit > DIGIT_MASK
                || Long.compareUnsigned(digit * (by & DIGIT_MASK), (over << DIGIT_BITS) + next)
                        > 0) {
            digit--;
            over += byTop;
            if (over > DIGIT_MASK) {
                break;
            }
        }
        return digit;
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
