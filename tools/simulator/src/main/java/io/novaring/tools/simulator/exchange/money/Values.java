/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.money;

import io.novaring.tools.simulator.market.Instrument;
import java.math.BigInteger;

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

    /** {@code a * b / divisor}, rounded; 0 when the divisor is 0. */
    public static long over(final long a, final long b, final long divisor) {
        if (divisor == 0) {
            return 0;
        }
        final long high = Math.multiplyHigh(a, b);
        final long low = a * b;
        if (high == low >> 63) {
            return rounded(low / divisor, low % divisor, divisor);
        }
        final BigInteger[] parts =
                BigInteger.valueOf(a)
                        .multiply(BigInteger.valueOf(b))
                        .divideAndRemainder(BigInteger.valueOf(divisor));
        return rounded(parts[0].longValueExact(), parts[1].longValue(), divisor);
    }

    private static long rounded(final long quotient, final long rest, final long divisor) {
        final long absoluteRest = Math.abs(rest);
        if (absoluteRest < Math.abs(divisor) - absoluteRest) {
            return quotient;
        }
        return (rest < 0) == (divisor < 0) ? quotient + 1 : quotient - 1;
    }
}
