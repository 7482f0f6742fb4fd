/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

/** States of an instrument's book, as the venue has named them since January 2026. */
public enum InstrumentState {
    /** Orders are taken. */
    OPEN("open"),
    /** Orders may be cancelled, no more. */
    LOCKED("locked"),
    /** Being settled: nothing may be done; then open again, or delivered. */
    SETTLEMENT("settlement"),
    /** Final. */
    DELIVERED("delivered"),
    /** Nothing may be done; may be final. */
    INACTIVE("inactive"),
    /** An error of the venue's. */
    HALTED("halted"),
    /** Moved to the expired instruments: final. */
    ARCHIVIZED("archivized"),
    /** Not said, or a word that is not known here. */
    UNKNOWN("");

    private final String word;

    InstrumentState(final String word) {
        this.word = word;
    }

    /** As the venue writes it; empty for UNKNOWN. */
    public String word() {
        return word;
    }

    /** True when no other state follows. */
    public boolean isFinal() {
        return this == DELIVERED || this == ARCHIVIZED;
    }

    static InstrumentState of(final String word) {
        for (final InstrumentState state : values()) {
            if (state != UNKNOWN && state.word.equals(word)) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
