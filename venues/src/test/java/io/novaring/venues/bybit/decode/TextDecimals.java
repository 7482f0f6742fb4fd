/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit.decode;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;

/**
 * Numbers in quotes as scaled longs: plain decimals without exponent, as this venue writes them.
 * Beyond range or no number at all: the message is no good. One thread; allocates nothing.
 */
final class TextDecimals {
    private byte[] bytes;
    private boolean inexact;
    private boolean lastInexact;

    /** Starts a message with these bytes. */
    void begin(final byte[] source) {
        bytes = source;
        inexact = false;
    }

    /** True when a number of this message had more decimals than fit. */
    boolean isInexact() {
        return inexact;
    }

    /** True when the number read last did. */
    boolean isLastInexact() {
        return lastInexact;
    }

    /** Consumes a number; absent when null, empty or no text. */
    long optional(final JsonCursor cursor) {
        final long text = cursor.text();
        return text == Text.ABSENT || Text.length(text) == 0
                ? MarketEvent.ABSENT
                : parse(cursor, text);
    }

    /** Consumes a number that must be there. */
    long required(final JsonCursor cursor) {
        final int offset = cursor.valueOffset();
        final long text = cursor.text();
        if (text == Text.ABSENT) {
            cursor.fail(RejectReason.WRONG_TYPE, offset);
            return MarketEvent.ABSENT;
        }
        return parse(cursor, text);
    }

    /** As {@link #optional}, for analytics. */
    double analytic(final JsonCursor cursor) {
        final long scaled = optional(cursor);
        return scaled == MarketEvent.ABSENT ? Double.NaN : Decimals.toDouble(scaled);
    }

    private long parse(final JsonCursor cursor, final long text) {
        final int start = Text.offset(text);
        final int end = start + Text.length(text);
        final boolean isNegative = start < end && bytes[start] == '-';
        int decimals = -1;
        int digits = 0;
        long value = 0;
        lastInexact = false;
        for (int at = isNegative ? start + 1 : start; at < end; at++) {
            final int digit = bytes[at] - '0';
            if (bytes[at] == '.' && decimals < 0 && digits > 0) {
                decimals = 0;
            } else if (digit < 0 || digit > 9) {
                return bad(cursor, at);
            } else {
                digits++;
                if (decimals == Decimals.DIGITS) {
                    lastInexact |= digit != 0;
                } else if (value > (Long.MAX_VALUE - digit) / 10) {
                    return bad(cursor, start);
                } else {
                    value = value * 10 + digit;
                    decimals += decimals < 0 ? 0 : 1;
                }
            }
        }
        if (digits == 0 || bytes[end - 1] == '.') {
            return bad(cursor, start);
        }
        for (int i = Math.max(0, decimals); i < Decimals.DIGITS; i++) {
            if (value > Long.MAX_VALUE / 10) {
                return bad(cursor, start);
            }
            value *= 10;
        }
        inexact |= lastInexact;
        return isNegative ? -value : value;
    }

    private static long bad(final JsonCursor cursor, final int offset) {
        cursor.fail(RejectReason.BAD_NUMBER, offset);
        return MarketEvent.ABSENT;
    }
}
