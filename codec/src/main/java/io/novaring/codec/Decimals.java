/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

import java.nio.charset.StandardCharsets;

/** Exact decimal numbers as scaled longs: the value times 10^9. */
public final class Decimals {
    /** Decimals kept behind the point. */
    public static final int DIGITS = 9;

    /** What 1 is: 10^9. The largest value is about 9.2 thousand million. */
    public static final long SCALE = 1_000_000_000L;

    private Decimals() {}

    /** The scaled value as a double: for display and analytics, never for a price path. */
    public static double toDouble(final long scaled) {
        return scaled == MarketEvent.ABSENT ? Double.NaN : scaled / 1e9;
    }

    /**
     * Writes {@code scaled} in plain decimal notation: no exponent, no trailing zeros. Allocates
     * nothing.
     *
     * @return the offset behind the last byte written; at most 21 bytes are written.
     */
    public static int write(final long scaled, final byte[] target, final int offset) {
        int at = offset;
        // Long.MIN_VALUE is ABSENT and never a number, so the negation cannot overflow.
        long rest = scaled;
        if (rest < 0) {
            target[at++] = '-';
            rest = -rest;
        }
        at = writeInteger(rest / SCALE, target, at);
        long fraction = rest % SCALE;
        if (fraction != 0) {
            target[at++] = '.';
            long unit = SCALE / 10;
            while (fraction != 0) {
                target[at++] = (byte) ('0' + fraction / unit);
                fraction %= unit;
                unit /= 10;
            }
        }
        return at;
    }

    /** Writes a non-negative integer in decimal; returns the offset behind it. */
    public static int writeInteger(final long value, final byte[] target, final int offset) {
        int digits = 1;
        for (long limit = 10; digits < 19 && value >= limit; limit *= 10) {
            digits++;
        }
        long rest = value;
        for (int at = offset + digits - 1; at >= offset; at--) {
            target[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return offset + digits;
    }

    /** The scaled value in plain decimal notation. Allocates. */
    public static String toString(final long scaled) {
        final byte[] bytes = new byte[24];
        return new String(bytes, 0, write(scaled, bytes, 0), StandardCharsets.US_ASCII);
    }
}
