/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.json;

import io.novaring.codec.swar.Doubles;
import java.nio.charset.StandardCharsets;

/**
 * Reads one JSON number by the letter of the grammar, which DSL-JSON does not, and turns it into a
 * scaled long or a double without a detour. One thread; reused. Allocates nothing but for doubles
 * beyond 18 digits or a far exponent.
 *
 * <p>The byte behind the last one of the message must be readable and no part of a number.
 */
final class NumberScanner {
    /** The scaled value is the number. */
    static final int EXACT = 0;

    /** The number has more decimals than the scale: the value is cut toward zero. */
    static final int INEXACT = 1;

    /** The scaled number does not fit in 64 bits; the smallest long stands for absence. */
    static final int OUT_OF_RANGE = 2;

    /** A long holds every number of that many digits. */
    private static final int FAST_DIGITS_MAX = 18;

    /** Far beyond any range, and still safe to add the length of a message to. */
    private static final long EXPONENT_MAX = 1L << 40;

    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private byte[] bytes;
    private int start;
    private int end;
    private int status;
    private int digitCount;
    private boolean negative;

    /** All digits as one integer, when at most {@link #FAST_DIGITS_MAX} are significant. */
    private long mantissa;

    /** Power of ten of the last digit. */
    private long exponent;

    /** Offset behind the number; where the grammar was left when it is none. */
    int end() {
        return end;
    }

    /** How the last {@link #scaled} went. */
    int status() {
        return status;
    }

    /** Scans the number that starts at {@code from}; false when it is none. */
    boolean scan(final byte[] source, final int from) {
        bytes = source;
        start = from;
        int at = from;
        negative = source[at] == '-';
        if (negative) {
            at++;
        }
        final int first = at;
        int digit = source[at] - '0';
        if (digit < 0 || digit > 9) {
            end = at;
            return false;
        }
        // Overflow is harmless: with too many digits the mantissa is not used.
        long value = digit;
        at++;
        if (digit != 0) {
            while ((digit = source[at] - '0') >= 0 && digit <= 9) {
                value = value * 10 + digit;
                at++;
            }
        }
        int digits = at - first;
        long power = 0;
        if (source[at] == '.') {
            final int point = at++;
            while ((digit = source[at] - '0') >= 0 && digit <= 9) {
                value = value * 10 + digit;
                at++;
            }
            final int fraction = at - point - 1;
            if (fraction == 0) {
                end = at;
                return false;
            }
            digits += fraction;
            power = -fraction;
        }
        mantissa = value;
        exponent = power;
        end = at;
        // Small numbers have long tails: what counts are the digits behind the leading zeros.
        digitCount = digits > FAST_DIGITS_MAX ? significantDigits(skipZeros()) : digits;
        return (source[at] | 0x20) != 'e' || scanExponent(at + 1);
    }

    private boolean scanExponent(final int from) {
        int at = from;
        final boolean minus = bytes[at] == '-';
        if (minus || bytes[at] == '+') {
            at++;
        }
        final int first = at;
        long value = 0;
        int digit;
        while ((digit = bytes[at] - '0') >= 0 && digit <= 9) {
            value = Math.min(value * 10 + digit, EXPONENT_MAX);
            at++;
        }
        exponent += minus ? -value : value;
        end = at;
        return at != first;
    }

    /** The scanned number times 10^{@code scale}; see {@link #status}. */
    long scaled(final int scale) {
        status = EXACT;
        if (digitCount > FAST_DIGITS_MAX) {
            return scaledSlowly(scale);
        }
        if (mantissa == 0) {
            return 0;
        }
        final long power = exponent + scale;
        if (power < 0) {
            if (power < -FAST_DIGITS_MAX) {
                status = INEXACT;
                return 0;
            }
            final long divisor = POWERS[(int) -power];
            final long value = mantissa / divisor;
            if (value * divisor != mantissa) {
                status = INEXACT;
            }
            return negative ? -value : value;
        }
        if (power > FAST_DIGITS_MAX) {
            return outOfRange();
        }
        final long factor = POWERS[(int) power];
        final long value = mantissa * factor;
        if (value < 0 || Math.multiplyHigh(mantissa, factor) != 0) {
            return outOfRange();
        }
        return negative ? -value : value;
    }

    /** Digit by digit from the text: any number of digits. */
    private long scaledSlowly(final int scale) {
        int at = skipZeros();
        // Digits that are left once the number is scaled: those before the decimal point then.
        long wanted = significantDigits(at) + exponent + scale;
        long value = 0;
        boolean over = false;
        boolean rest = false;
        for (; isInMantissa(at); at++) {
            final int digit = bytes[at] - '0';
            if (bytes[at] == '.') {
                continue;
            }
            if (wanted <= 0) {
                rest |= digit != 0;
            } else {
                over |= value > (Long.MAX_VALUE - digit) / 10;
                value = value * 10 + digit;
                wanted--;
            }
        }
        if (value != 0) {
            for (; wanted > 0 && !over; wanted--) {
                over = value > Long.MAX_VALUE / 10;
                value *= 10;
            }
        }
        if (over) {
            return outOfRange();
        }
        status = rest ? INEXACT : EXACT;
        return negative ? -value : value;
    }

    private int skipZeros() {
        int at = negative ? start + 1 : start;
        while (bytes[at] == '0' || bytes[at] == '.') {
            at++;
        }
        return at;
    }

    private int significantDigits(final int from) {
        int count = 0;
        for (int at = from; isInMantissa(at); at++) {
            if (bytes[at] != '.') {
                count++;
            }
        }
        return count;
    }

    private boolean isInMantissa(final int at) {
        return at < end && (bytes[at] | 0x20) != 'e';
    }

    private long outOfRange() {
        status = OUT_OF_RANGE;
        return 0;
    }

    /** The double nearest to the scanned number; infinite beyond the range of doubles. */
    double toDouble() {
        final double magnitude = magnitude();
        return negative ? -magnitude : magnitude;
    }

    private double magnitude() {
        if (digitCount <= FAST_DIGITS_MAX) {
            if (Doubles.isWithin(mantissa, exponent)) {
                return Doubles.nearest(mantissa, (int) exponent);
            }
        }
        final int from = negative ? start + 1 : start;
        return Double.parseDouble(new String(bytes, from, end - from, StandardCharsets.US_ASCII));
    }
}
