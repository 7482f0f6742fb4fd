/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;

/**
 * Reads prices and amounts that the venue writes as text, such as {@code "100.25"}. A venue that
 * writes JSON numbers does not need it: {@link io.novaring.codec.json.JsonCursor#requiredDecimal}.
 */
final class AcmeNumbers {
    private AcmeNumbers() {}

    /**
     * The decimal in {@code source[offset, offset + length)}, scaled by {@link Decimals#SCALE}.
     * Allocates nothing.
     *
     * @return ABSENT when the text is no plain decimal, or one that would have to be cut: beyond 64
     *     bits, or with more than nine decimals.
     */
    static long decimal(final byte[] source, final int offset, final int length) {
        final int end = offset + length;
        final boolean isNegative = length > 0 && source[offset] == '-';
        int at = isNegative ? offset + 1 : offset;
        final int pointMin = at + 1;
        long value = 0;
        int decimals = -1;
        boolean isDigit = false;
        for (; at < end; at++) {
            isDigit = source[at] >= '0' && source[at] <= '9';
            if (isDigit && decimals == Decimals.DIGITS) {
                if (source[at] != '0') {
                    return MarketEvent.ABSENT;
                }
            } else if (isDigit) {
                final int digit = source[at] - '0';
                if (value > (Long.MAX_VALUE - digit) / 10) {
                    return MarketEvent.ABSENT;
                }
                value = value * 10 + digit;
                decimals += decimals < 0 ? 0 : 1;
            } else if (source[at] == '.' && decimals < 0 && at >= pointMin) {
                decimals = 0;
            } else {
                return MarketEvent.ABSENT;
            }
        }
        for (int i = Math.max(0, decimals); i < Decimals.DIGITS; i++) {
            if (value > Long.MAX_VALUE / 10) {
                return MarketEvent.ABSENT;
            }
            value *= 10;
        }
        // Nothing at all, or a point without a digit behind it.
        return !isDigit ? MarketEvent.ABSENT : isNegative ? -value : value;
    }
}
