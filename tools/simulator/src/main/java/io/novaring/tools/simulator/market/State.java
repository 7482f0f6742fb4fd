/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The states of a book, as the venue names them since January 2026. */
public enum State {
    OPEN,
    LOCKED,
    SETTLEMENT,
    DELIVERED,
    INACTIVE,
    HALTED,
    ARCHIVIZED;

    private final String word = name().toLowerCase(Locale.ROOT);
    private final byte[] json = ('"' + word + '"').getBytes(StandardCharsets.US_ASCII);

    public String word() {
        return word;
    }

    /** The state of that word, or null. */
    public static State of(final byte[] bytes, final int offset, final int length) {
        final String word = new String(bytes, offset, length, StandardCharsets.US_ASCII);
        for (final State state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        return null;
    }

    /** Quoted; shared, not to be changed. */
    public byte[] json() {
        return json;
    }

    /** Whether it never trades again. */
    public boolean isFinal() {
        return this == DELIVERED || this == ARCHIVIZED;
    }
}
