/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import io.novaring.codec.Decimals;

/** Exact arithmetic on prices that never overflows. */
final class PriceBand {
    private PriceBand() {}

    /** Halfway between two prices, rounded down to the last decimal. */
    static long middle(final long bid, final long ask) {
        return (bid & ask) + ((bid ^ ask) >> 1);
    }

    /** True when the price is above the reference by more than the fraction of it. */
    static boolean isAbove(final long price, final long reference, final long fraction) {
        return price > reference && exceeds(price - reference, reference, fraction);
    }

    /** True when the price is below the reference by more than the fraction of it. */
    static boolean isBelow(final long price, final long reference, final long fraction) {
        return price < reference && exceeds(reference - price, reference, fraction);
    }

    // Products of 128 bits on both sides. The distance is to be read as unsigned.
    private static boolean exceeds(final long distance, final long reference, final long fraction) {
        // A reference below zero: some combinations trade there, and the distance counts.
        final long size = Math.abs(reference);
        final long leftHigh =
                Math.multiplyHigh(distance, Decimals.SCALE) + (distance >> 63 & Decimals.SCALE);
        final long rightHigh = Math.multiplyHigh(size, fraction);
        if (leftHigh != rightHigh) {
            return leftHigh > rightHigh;
        }
        return Long.compareUnsigned(distance * Decimals.SCALE, size * fraction) > 0;
    }
}
