/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.order;

import java.util.Locale;

/** How long an order may rest. */
public enum TimeInForce {
    GOOD_TIL_CANCELLED,
    /** Until its book enters settlement. */
    GOOD_TIL_DAY,
    /** All of it at once, or nothing. */
    FILL_OR_KILL,
    /** What can be had at once; the rest is cancelled. */
    IMMEDIATE_OR_CANCEL;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    public boolean rests() {
        return this == GOOD_TIL_CANCELLED || this == GOOD_TIL_DAY;
    }

    /** Null when there is no such word. */
    public static TimeInForce of(final String word) {
        for (final TimeInForce time : values()) {
            if (time.word.equals(word)) {
                return time;
            }
        }
        return null;
    }
}
