/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import java.util.Locale;

/** Why one run has a fill that the other has not. Of several that hold the first one counts. */
public enum Reason {
    NOT_LIVE("the other run's book was not LIVE"),
    FILLED_EARLIER("the other run traded there, earlier than the window allows"),
    FILLED_LATER("the other run traded there, later than the window allows"),
    QUEUE("the other run's order rested at that price and was not filled"),
    REFUSED("the other run's order was refused before it was sent"),
    ANSWER("the venue answered the other run's order otherwise"),
    SENT_EARLIER("the other run's order had left that price before"),
    SENT_LATER("the other run's order came to that price later"),
    POSITION("the other run had traded before, or had yet to, and held another position"),
    QUOTE("the other run had no order at that price");

    private final String meaning;
    private final String word;

    Reason(final String meaning) {
        this.meaning = meaning;
        this.word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it says, for people. */
    public String meaning() {
        return meaning;
    }

    /** Its name in files. */
    public String word() {
        return word;
    }
}
