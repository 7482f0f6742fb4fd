/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

/** Numbers as text: looked at, never converted, so that each digit stays. Allocates nothing. */
final class Numbers {
    /** No time that can be. */
    static final long NO_TIME = Long.MIN_VALUE;

    /** More digits than this are no price of any venue. */
    static final int LENGTH_MAX = 64;

    /** The year 2000; before it there was no such venue. */
    static final long TIME_NS_MIN = 946_684_800_000_000_000L;

    /** The year 2100. */
    static final long TIME_NS_MAX = 4_102_444_800_000_000_000L;

    private static final int DIGITS_MAX = 18;

    private Numbers() {}

    /** True for what JSON takes for a number, up to {@link #LENGTH_MAX} characters of it. */
    static boolean isNumber(final byte[] bytes, final int start, final int end) {
        if (end - start > LENGTH_MAX) {
            return false;
        }
        int at = start < end && bytes[start] == '-' ? start + 1 : start;
        final int whole = at;
        at = digits(bytes, at, end);
        if (at == whole || at - whole > 1 && bytes[whole] == '0') {
            return false;
        }
        if (at < end && bytes[at] == '.') {
            final int fraction = at + 1;
            at = digits(bytes, fraction, end);
            if (at == fraction) {
                return false;
            }
        }
        if (at < end && (bytes[at] | 0x20) == 'e') {
            at++;
            at = at < end && (bytes[at] == '-' || bytes[at] == '+') ? at + 1 : at;
            final int exponent = at;
            at = digits(bytes, exponent, end);
            if (at == exponent) {
                return false;
            }
        }
        return at == end;
    }

    private static int digits(final byte[] bytes, final int start, final int end) {
        int at = start;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    /** True for a {@linkplain #isNumber number} that is 0, whatever its exponent. */
    static boolean isZero(final byte[] bytes, final int start, final int end) {
        for (int at = start; at < end && (bytes[at] | 0x20) != 'e'; at++) {
            if (bytes[at] >= '1' && bytes[at] <= '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * A time that is written as a whole number since 1970.
     *
     * @param unitNs nanoseconds of its unit.
     * @return epoch nanoseconds, or {@link #NO_TIME} when it is no number or not of this century.
     */
    static long timeNs(final byte[] bytes, final int start, final int end, final long unitNs) {
        final int length = end - start;
        if (length < 1 || length > DIGITS_MAX + 1 || digits(bytes, start, end) != end) {
            return NO_TIME;
        }
        long value = 0;
        for (int at = start; at < end; at++) {
            value = value * 10 + bytes[at] - '0';
        }
        return value < TIME_NS_MIN / unitNs || value > TIME_NS_MAX / unitNs
                ? NO_TIME
                : value * unitNs;
    }
}
