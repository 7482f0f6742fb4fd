/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.wire;

/**
 * Spells scaled numbers (the value times 10^9) the way the venue does: {@code 1054.0}, {@code
 * 1.0e3}, {@code 2.0e-5}. Allocates nothing.
 */
public final class Numbers {
    /** What 1 is. */
    public static final long SCALE = 1_000_000_000L;

    /** The most bytes one number takes. */
    static final int LENGTH_MAX = 24;

    private static final int FRACTION_DIGITS = 9;
    private static final long[] POWERS = new long[19];
    private static final byte[] PAIRS = new byte[200];

    static {
        for (int i = 0; i < PAIRS.length; i += 2) {
            PAIRS[i] = (byte) ('0' + i / 20);
            PAIRS[i + 1] = (byte) ('0' + i / 2 % 10);
        }
        long power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private Numbers() {}

    /**
     * Always a point or an exponent, whichever is shorter; the point when they are equal.
     *
     * @return the offset behind the last byte.
     */
    static int decimal(final long scaled, final byte[] target, final int offset) {
        int at = offset;
        long rest = scaled;
        if (rest < 0) {
            target[at++] = '-';
            rest = -rest;
        }
        final long whole = rest / SCALE;
        final long fraction = rest % SCALE;
        if (fraction == 0) {
            return whole(whole, target, at);
        }
        return fraction(whole, fraction, target, at);
    }

    /** Whole values without a point, all others as {@link #decimal}. */
    static int plain(final long scaled, final byte[] target, final int offset) {
        if (scaled % SCALE == 0) {
            return integer(scaled / SCALE, target, offset);
        }
        return decimal(scaled, target, offset);
    }

    /**
     * What is smaller than a thousandth as Python and C spell it, with two digits in the exponent
     * and a point only when something follows it; all others as {@link #decimal}.
     */
    static int padded(final long scaled, final byte[] target, final int offset) {
        long mantissa = Math.abs(scaled);
        if (mantissa == 0 || mantissa >= SCALE / 1_000) {
            return decimal(scaled, target, offset);
        }
        final int exponent = digitCount(mantissa) - 1 - FRACTION_DIGITS;
        while (mantissa % 10 == 0) {
            mantissa /= 10;
        }
        int at = offset;
        if (scaled < 0) {
            target[at++] = '-';
        }
        final int rest = digitCount(mantissa) - 1;
        final long power = POWERS[rest];
        target[at++] = (byte) ('0' + mantissa / power);
        if (rest > 0) {
            target[at++] = '.';
            at = digits(mantissa % power, rest, target, at);
        }
        target[at++] = 'e';
        target[at++] = '-';
        target[at++] = '0';
        return integer(-exponent, target, at);
    }

    static int integer(final long value, final byte[] target, final int offset) {
        int at = offset;
        long rest = value;
        if (rest < 0) {
            target[at++] = '-';
            rest = -rest;
        }
        return digits(rest, digitCount(rest), target, at);
    }

    private static int whole(final long whole, final byte[] target, final int offset) {
        final int integerDigits = digitCount(whole);
        if (whole >= 1000) {
            long mantissa = whole;
            while (mantissa % 10 == 0) {
                mantissa /= 10;
            }
            final int exponent = integerDigits - 1;
            final int count = digitCount(mantissa);
            final int length = Math.max(count, 2) + 2 + digitCount(exponent);
            if (length < integerDigits + 2) {
                return exponent(mantissa, count, exponent, target, offset);
            }
        }
        int at = digits(whole, integerDigits, target, offset);
        target[at++] = '.';
        target[at++] = '0';
        return at;
    }

    private static int fraction(
            final long whole, final long nanos, final byte[] target, final int offset) {
        long fraction = nanos;
        int places = FRACTION_DIGITS;
        if (fraction % 1_000_000 == 0) {
            // Most prices have few places.
            fraction /= 1_000_000;
            places -= 6;
        }
        while (fraction % 10 == 0) {
            fraction /= 10;
            places--;
        }
        if (whole == 0) {
            final int count = digitCount(fraction);
            final int length = Math.max(count, 2) + 4;
            if (length < places + 2) {
                return exponent(fraction, count, count - places - 1, target, offset);
            }
        }
        int at = digits(whole, digitCount(whole), target, offset);
        target[at++] = '.';
        return digits(fraction, places, target, at);
    }

    private static int exponent(
            final long mantissa,
            final int count,
            final int exponent,
            final byte[] target,
            final int offset) {
        int at = offset;
        final long power = POWERS[count - 1];
        target[at++] = (byte) ('0' + mantissa / power);
        target[at++] = '.';
        if (count == 1) {
            target[at++] = '0';
        } else {
            at = digits(mantissa % power, count - 1, target, at);
        }
        target[at++] = 'e';
        return integer(exponent, target, at);
    }

    private static int digits(
            final long value, final int count, final byte[] target, final int offset) {
        long rest = value;
        int at = offset + count;
        // Two at a time: half as many divisions, each of which waits for the one before it.
        while (at - offset >= 2) {
            final long hundreds = rest / 100;
            final int pair = 2 * (int) (rest - hundreds * 100);
            target[--at] = PAIRS[pair + 1];
            target[--at] = PAIRS[pair];
            rest = hundreds;
        }
        if (at > offset) {
            target[offset] = (byte) ('0' + rest);
        }
        return offset + count;
    }

    private static int digitCount(final long value) {
        int count = 1;
        while (count < POWERS.length && value >= POWERS[count]) {
            count++;
        }
        return count;
    }
}
