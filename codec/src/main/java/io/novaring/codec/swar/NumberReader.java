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

    /** An exponent with its sign and two digits, and its letter, are four bytes. */
    private static final int TAIL_BYTES = 5;

    private static final int TAIL_SHIFT = Swar.WORD - TAIL_BYTES << 3;
    private static final long LOWER_CASE = Swar.repeat(' ');
    private static final long EXPONENTS = Swar.repeat('e');

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
        if (!readShort(source, at, length)) {
            if (isNull(source, at, length)) {
                return MarketEvent.ABSENT;
            }
            if (!read(source, at, at + length)) {
                return Digits.ODD;
            }
        }
        final long value = scaled(mantissa, exponent + scale);
        return negative && value != Digits.ODD ? -value : value;
    }

    /** As {@link #scaled}, as the bits of the nearest double, of NaN for null. */
    public long analytic(final byte[] source, final int at, final int length) {
        if (!readShort(source, at, length)) {
            if (isNull(source, at, length)) {
                return ABSENT_BITS;
            }
            if (!read(source, at, at + length)) {
                return Digits.ODD;
            }
        }
        if (!Doubles.isWithin(mantissa, exponent)) {
            return Digits.ODD;
        }
        final double magnitude = Doubles.nearest(mantissa, exponent);
        return Double.doubleToRawLongBits(negative ? -magnitude : magnitude);
    }

    private static boolean isNull(final byte[] source, final int at, final int length) {
        return length == 4 && (Swar.word(source, at) & Swar.mask(4)) == NULL;
    }

    /** {@code mantissa * 10^power}; ODD when it does not fit. */
    public static long scaled(final long mantissa, final int power) {
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

    /**
     * As {@link #read}, without a loop: up to 16 bytes before the exponent, which has one or two
     * digits. Says nothing about a number that is not read here.
     */
    private boolean readShort(final byte[] source, final int from, final int signedLength) {
        final int minus = source[from] == '-' ? 1 : 0;
        final int at = from + minus;
        final int length = signedLength - minus;
        if (at + length < Swar.WORD || length < 1) {
            return false;
        }
        // The last bytes, first of them the lowest one: an exponent takes no more.
        final long tail = Swar.word(source, at + length - Swar.WORD) >>> TAIL_SHIFT;
        final long marks = Swar.matches(tail | LOWER_CASE, EXPONENTS);
        int plainLength = length;
        int power = 0;
        if (marks != 0) {
            final int bits = Swar.bitsBefore(marks);
            plainLength = length - TAIL_BYTES + (bits >>> 3);
            long behind = tail >>> bits + 8;
            int count = TAIL_BYTES - 1 - (bits >>> 3);
            final int sign = (int) behind & 0xFF;
            final boolean isSigned = sign == '-' || sign == '+';
            if (isSigned) {
                behind >>>= 8;
                count--;
            }
            final int first = (int) (behind & 0xFF) - '0';
            final int second = (int) (behind >>> 8) - '0';
            // Of one digit, the byte behind it is zero.
            final boolean isOne = count == 1;
            final boolean isDigits =
                    first >= 0 && first <= 9 && (isOne || second >= 0 && second <= 9);
            if (count < 1 || count > 2 || plainLength < 1 || !isDigits) {
                return false;
            }
            final int magnitude = isOne ? first : first * 10 + second;
            power = sign == '-' ? -magnitude : magnitude;
        }
        if (plainLength > Digits.PLAIN_MAX) {
            return false;
        }
        final long plain =
                plainLength <= Swar.WORD
                        ? Digits.plain(Swar.word(source, at), plainLength << 3)
                        : Digits.plain(source, at, plainLength);
        if (plain == Digits.ODD) {
            return false;
        }
        mantissa = Digits.mantissa(plain);
        exponent = power - Digits.decimals(plain);
        negative = minus != 0;
        return true;
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
