/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.peer;

import io.novaring.codec.Decimals;

/** Decimals as exact scaled longs, from what a library gives: digits or a double. */
final class Scaled {
    /** Most decimals of nearly every number of the venue. */
    private static final double FEW = 1e4;

    private static final double ALL = 1e9;

    /** Integers up to it are doubles. */
    private static final double EXACT_MAX = 1L << 53;

    private static final long[] POWERS = new long[20];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length - 1; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Scaled() {}

    /** Digits read as an integer, so many of them behind the point. */
    static long of(final long mantissa, final int decimals) {
        return mantissa * POWERS[Decimals.DIGITS - decimals];
    }

    /** As {@link #of(long, int)}, with a power of ten. */
    static long of(final long mantissa, final int decimals, final int exponent) {
        final int power = Decimals.DIGITS - decimals + exponent;
        return power >= 0 ? mantissa * POWERS[power] : mantissa / POWERS[-power];
    }

    /**
     * The decimal of at most nine places that reads as this double: the only one there is when it
     * has at most 15 digits. Dividing takes it back, so it is proved and not guessed.
     *
     * @throws ArithmeticException when there is none.
     */
    static long of(final double value) {
        final double few = Math.rint(value * FEW);
        if (few / FEW == value && Math.abs(few) < EXACT_MAX) {
            return (long) few * 100_000;
        }
        final double all = Math.rint(value * ALL);
        if (all / ALL == value && Math.abs(all) < EXACT_MAX) {
            return (long) all;
        }
        throw new ArithmeticException("not a decimal of nine places: " + value);
    }

    /** The number at this offset; what follows it ends it. */
    static long at(final byte[] source, final int offset) {
        int at = offset;
        final boolean isNegative = source[at] == '-';
        if (isNegative) {
            at++;
        }
        long value = 0;
        int digit;
        while ((digit = source[at] - '0') >= 0 && digit <= 9) {
            value = value * 10 + digit;
            at++;
        }
        int decimals = 0;
        if (source[at] == '.') {
            final int point = at++;
            while ((digit = source[at] - '0') >= 0 && digit <= 9) {
                value = value * 10 + digit;
                at++;
            }
            decimals = at - point - 1;
        }
        final long signed = isNegative ? -value : value;
        return (source[at] | 0x20) == 'e'
                ? of(signed, decimals, exponent(source, at + 1))
                : of(signed, decimals);
    }

    private static int exponent(final byte[] source, final int offset) {
        int at = offset;
        final boolean isNegative = source[at] == '-';
        if (isNegative || source[at] == '+') {
            at++;
        }
        int value = 0;
        int digit;
        while ((digit = source[at] - '0') >= 0 && digit <= 9) {
            value = value * 10 + digit;
            at++;
        }
        return isNegative ? -value : value;
    }

    /** The number that these characters are. */
    static long of(final char[] source, final int offset, final int length) {
        final int end = offset + length;
        int at = offset;
        final boolean isNegative = source[at] == '-';
        if (isNegative) {
            at++;
        }
        long value = 0;
        int point = end - 1;
        for (; at < end; at++) {
            final char c = source[at];
            if (c == '.') {
                point = at;
            } else if ((c | 0x20) == 'e') {
                return exponential(source, offset, length);
            } else {
                value = value * 10 + (c - '0');
            }
        }
        return of(isNegative ? -value : value, end - 1 - point);
    }

    private static long exponential(final char[] source, final int offset, final int length) {
        final byte[] bytes = new byte[length + 1];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) source[offset + i];
        }
        return at(bytes, 0);
    }
}
