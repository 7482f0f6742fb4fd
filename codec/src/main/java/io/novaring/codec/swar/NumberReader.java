/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.swar;

import io.novaring.codec.MarketEvent;

/**
 * Reads the numbers that {@link Digits} passes over in one step: longer ones, with a minus, in
 * exponent form, or null in place of a number. Up to 19 digits; what is left is {@link Digits#ODD}.
 * One thread; allocates nothing.
 */
public final class NumberReader {
    /** More than 19 could come round to a number again; 19 that do not fit become negative. */
    private static final int DIGITS_MAX = 19;

    private static final int POWER_MAX = 18;

    /** Far beyond what any column holds. */
    private static final int EXPONENT_MAX = 100_000;

    private static final long NULL = 'n' | 'u' << 8 | 'l' << 16 | (long) 'l' << 24;

    private static final long ABSENT_BITS = Double.doubleToRawLongBits(Double.NaN);

    private long mantissa;
    private int exponent;
    private boolean negative;

    /**
     * The number in {@code source[at, at + length)} times 10^{@code scale}, ABSENT for null, ODD
     * for what is none, does not fit, or has decimals beyond the scale.
     */
    public long scaled(final byte[] source, final int at, final int length, final int scale) {
        if (length > Swar.WORD && length <= Digits.PLAIN_MAX) {
            final long plain = Digits.plain(source, at, length);
            if (plain != Digits.ODD) {
                return scaled(Digits.mantissa(plain), scale - Digits.decimals(plain));
            }
        }
        if (isNull(source, at, length)) {
            return MarketEvent.ABSENT;
        }
        if (!read(source, at, at + length)) {
            return Digits.ODD;
        }
        final long value = scaled(mantissa, exponent + scale);
        return negative && value != Digits.ODD ? -value : value;
    }

    /** As {@link #scaled}, as the bits of the nearest double, of NaN for null. */
    public long analytic(final byte[] source, final int at, final int length) {
        if (length > Swar.WORD && length <= Digits.PLAIN_MAX) {
            final long plain = Digits.plain(source, at, length);
            if (plain != Digits.ODD) {
                final int decimals = Digits.decimals(plain);
                return Double.doubleToRawLongBits(
                        Doubles.nearest(Digits.mantissa(plain), -decimals));
            }
        }
        if (isNull(source, at, length)) {
            return ABSENT_BITS;
        }
        if (!read(source, at, at + length) || !Doubles.isWithin(mantissa, exponent)) {
            return Digits.ODD;
        }
        final double magnitude = Doubles.nearest(mantissa, exponent);
        return Double.doubleToRawLongBits(negative ? -magnitude : magnitude);
    }

    private static boolean isNull(final byte[] source, final int at, final int length) {
        return length == 4 && (Swar.word(source, at) & Swar.mask(4)) == NULL;
    }

    private static long scaled(final long mantissa, final int power) {
        if (mantissa == 0) {
            return 0;
        }
        if (power < 0 || power > POWER_MAX) {
            return Digits.ODD;
        }
        final long factor = Digits.power(power);
        final long value = mantissa * factor;
        return value < 0 || Math.multiplyHigh(mantissa, factor) != 0 ? Digits.ODD : value;
    }

    /** By the letter of the grammar; false when it is not that, or has too many digits. */
    private boolean read(final byte[] source, final int from, final int end) {
        int at = from;
        negative = source[at] == '-';
        if (negative) {
            at++;
        }
        final int first = at;
        long value = 0;
        int digit;
        while (at < end && (digit = source[at] - '0') >= 0 && digit <= 9) {
            value = value * 10 + digit;
            at++;
        }
        int digits = at - first;
        if (digits == 0 || digits > 1 && source[first] == '0') {
            return false;
        }
        int power = 0;
        if (at < end && source[at] == '.') {
            final int point = at++;
            while (at < end && (digit = source[at] - '0') >= 0 && digit <= 9) {
                value = value * 10 + digit;
                at++;
            }
            power = point + 1 - at;
            digits -= power;
            if (power == 0) {
                return false;
            }
        }
        mantissa = value;
        exponent = power;
        if (digits > DIGITS_MAX || value < 0) {
            return false;
        }
        return at == end || (source[at] | 0x20) == 'e' && readExponent(source, at + 1, end);
    }

    private boolean readExponent(final byte[] source, final int from, final int end) {
        if (from >= end) {
            return false;
        }
        final boolean minus = source[from] == '-';
        int at = minus || source[from] == '+' ? from + 1 : from;
        final int first = at;
        int value = 0;
        int digit;
        while (at < end && (digit = source[at] - '0') >= 0 && digit <= 9) {
            value = Math.min(value * 10 + digit, EXPONENT_MAX);
            at++;
        }
        exponent += minus ? -value : value;
        return at == end && at != first;
    }
}
