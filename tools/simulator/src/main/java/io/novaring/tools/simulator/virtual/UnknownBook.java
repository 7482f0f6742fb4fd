/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import java.util.Locale;

/** What becomes of orders for a book that the recording does not know at that moment. */
public enum UnknownBook {
    /** They rest, behind everything the next snapshot shows; what may not rest is cancelled. */
    REST,
    /** They are refused, as by a book that is locked; cancels are carried out. */
    REFUSE,
    /** They are carried out and answered once there is a snapshot. */
    HOLD;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    /**
     * @throws IllegalArgumentException when there is none of that word.
     */
    public static UnknownBook of(final String word) {
        for (final UnknownBook value : values()) {
            if (value.word.equals(word)) {
                return value;
            }
        }
        throw new IllegalArgumentException(
                "orders for an unknown book: rest, refuse or hold, not " + word);
    }
}
