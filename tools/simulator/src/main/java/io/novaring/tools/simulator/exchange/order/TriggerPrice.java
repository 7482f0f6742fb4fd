/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.order;

import java.util.Locale;

/** Which price a trigger watches. */
public enum TriggerPrice {
    INDEX_PRICE,
    MARK_PRICE,
    LAST_PRICE;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    /** Null when there is no such word. */
    public static TriggerPrice of(final String word) {
        for (final TriggerPrice price : values()) {
            if (price.word.equals(word)) {
                return price;
            }
        }
        return null;
    }
}
