/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

/** What an instrument is. */
public enum Kind {
    PERPETUAL("future"),
    FUTURE("future"),
    LINEAR_PERPETUAL("future"),
    OPTION("option"),
    SPOT("spot"),
    FUTURE_COMBO("future_combo"),
    OPTION_COMBO("option_combo");

    private final String venueName;

    Kind(final String venueName) {
        this.venueName = venueName;
    }

    /** The venue's word: a perpetual is a {@code future}. */
    public String venueName() {
        return venueName;
    }

    public boolean isPerpetual() {
        return this == PERPETUAL || this == LINEAR_PERPETUAL;
    }

    public boolean isCombo() {
        return this == FUTURE_COMBO || this == OPTION_COMBO;
    }

    /** Whether amounts are in coins rather than in dollars. */
    public boolean isInCoins() {
        return this != PERPETUAL && this != FUTURE && this != FUTURE_COMBO;
    }
}
