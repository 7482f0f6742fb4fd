/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

/** Kinds of instruments as the venue has them: a perpetual is a future. */
public enum InstrumentKind {
    FUTURE("future"),
    OPTION("option"),
    SPOT("spot"),
    FUTURE_COMBO("future_combo"),
    OPTION_COMBO("option_combo");

    private final String word;

    InstrumentKind(final String word) {
        this.word = word;
    }

    /** As the venue writes it. */
    public String word() {
        return word;
    }

    /** The kind of this word; null when there is none. */
    static InstrumentKind of(final String word) {
        for (final InstrumentKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        return null;
    }
}
