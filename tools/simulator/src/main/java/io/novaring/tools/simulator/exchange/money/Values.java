/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.money;

import io.novaring.tools.simulator.market.Instrument;

/** Exact arithmetic on numbers scaled by 10^9; halves are rounded away from zero. */
public final class Values {
    public static final long ONE = 1_000_000_000L;

    private Values() {}

    /** Whether a contract's amount is in dollars and its money in coins. */
    public static boolean isInverse(final Instrument instrument) {
        return !instrument.kind.isInCoins();
    }

    /**
     * What an amount at a price is worth in the settlement currency: coins for inverse contracts
     * and options, the quote currency for all others.
     */
    public static long of(final Instrument instrument, final long price, final long amount) {
        return isInverse(instrument) ? over(amount, ONE, price) : times(price, amount);
    }

    /** The product of two scaled numbers. */
    public static long times(final long a, final long b) {
        return over(a, b, ONE);
    }

    /**
     * {@code a * b / divisor}, rounded; 0 when the divisor is 0. The product may have 126 bits, the
     * result 63.
     */
    public static long over(final long a, final long b, final long divisor) {
        if (divisor == 0 || a == 0 || b == 0) {
            return 0;
        }
        final boolean negative = a < 0 ^ b < 0 ^ divisor < 0;
        final long result = divide(Math.abs(a), Math.abs(b), Math.abs(divisor));
        return negative ? -result : result;
    }

    private static long divide(final long a, final long b, final long divisor) {
        final long high = Math.multiplyHigh(a, b);
        final long low = a * b;
        if (high == 0 && low > 0) {
            return rounded(low / divisor, low % divisor, divisor);
        }
        if (high >= divisor) {
            throw new ArithmeticException(a + " * " + b + " / " + divisor + " leaves 64 bits");
        }
        // One bit at a time: the quotient comes in from below as the product goes out above.
        long rest = high;
        long quotient = low;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            rest = rest << 1 | quotient >>> 63;
            quotient <<= 1;
            if (Long.compareUnsigned(rest, divisor) >= 0) {
                rest -= divisor;
                quotient |= 1;
            }
        }
        if (quotient < 0) {
            throw new ArithmeticException(a + " * " + b + " / " + divisor + " leaves 64 bits");
        }
        return rounded(quotient, rest, divisor);
    }

    private static long rounded(final long quotient, final long rest, final long divisor) {
        return rest < divisor - rest ? quotient : quotient + 1;
    }
}
