/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

/**
 * Reads from what a venue says to a request too many when it may be asked again, for those that say
 * it in words, such as {@code Available in 250 ms}. Stages; a pure function, allocates nothing.
 */
public final class ThrottleText {
    /** A text that asks for more than a day is not believed. */
    private static final long WAIT_NS_MAX = 86_400_000_000_000L;

    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private ThrottleText() {}

    /**
     * The first time in the text that has a unit behind it: a whole or decimal number, a blank or
     * none, and us, ms, s, sec, second(s), m, min, minute(s), millisecond(s) or microsecond(s), in
     * either case.
     *
     * @param raw of a message.
     * @param from index of the first byte of the text.
     * @param to index behind the last.
     * @return nanoseconds, rounded up; 0 when the text names no time.
     */
    public static long waitNs(final byte[] raw, final int from, final int to) {
        int at = from;
        while (at < to) {
            if (!isDigit(raw[at])) {
                at++;
                continue;
            }
            final int start = at;
            final boolean isWord = start > from && isLetter(raw[start - 1]);
            while (at < to && (isDigit(raw[at]) || raw[at] == '.')) {
                at++;
            }
            final int end = at;
            int unitAt = at;
            while (unitAt < to && raw[unitAt] == ' ') {
                unitAt++;
            }
            final long unitNs = unitNs(raw, unitAt, to);
            if (unitNs > 0 && !isWord) {
                return number(raw, start, end, unitNs);
            }
        }
        return 0;
    }

    private static boolean isDigit(final byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isLetter(final byte b) {
        final int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    /** The unit that stands there, in nanoseconds; 0 when none does. */
    private static long unitNs(final byte[] raw, final int from, final int to) {
        int end = from;
        while (end < to && isLetter(raw[end])) {
            end++;
        }
        final int length = end - from;
        if (length == 0) {
            return 0;
        }
        final int first = raw[from] | 0x20;
        final int second = length > 1 ? raw[from + 1] | 0x20 : 0;
        if (length == 1) {
            return first == 's' ? SECOND : first == 'm' ? 60 * SECOND : 0;
        }
        if (length == 2 && second == 's') {
            return first == 'm' ? MS : first == 'u' ? 1_000 : 0;
        }
        if (first == 's' && second == 'e') {
            return SECOND;
        }
        if (first == 'm' && second == 'i' && length > 2) {
            final int third = raw[from + 2] | 0x20;
            return third == 'l' ? MS : third == 'c' ? 1_000 : third == 'n' ? 60 * SECOND : 0;
        }
        return 0;
    }

    private static long number(final byte[] raw, final int from, final int to, final long unitNs) {
        long whole = 0;
        int at = from;
        while (at < to && raw[at] != '.') {
            whole = Math.min(WAIT_NS_MAX, whole * 10 + raw[at] - '0');
            at++;
        }
        long waitNs =
                Math.min(WAIT_NS_MAX, whole) >= WAIT_NS_MAX / unitNs ? WAIT_NS_MAX : whole * unitNs;
        long placeNs = unitNs;
        boolean isInexact = false;
        for (at++; at < to && raw[at] != '.'; at++) {
            isInexact |= (placeNs == 0 || placeNs % 10 != 0) && raw[at] != '0';
            placeNs /= 10;
            waitNs += placeNs * (raw[at] - '0');
        }
        return Math.min(WAIT_NS_MAX, waitNs + (isInexact ? 1 : 0));
    }
}
