/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The exact sum of scaled numbers, whatever their count. */
final class ExactSum {
    private static final int LONG_BITS = 64;

    private long high;
    private long low;

    void add(final long scaled) {
        final long before = low;
        low += scaled;
        // What a carry out of the lower half adds, with the sign of what was added.
        high += (scaled >> LONG_BITS - 1) + (Long.compareUnsigned(low, before) < 0 ? 1 : 0);
    }

    BigDecimal value() {
        final BigInteger lower = new BigInteger(Long.toUnsignedString(low));
        return new BigDecimal(
                BigInteger.valueOf(high).shiftLeft(LONG_BITS).add(lower), Decimals.DIGITS);
    }
}
