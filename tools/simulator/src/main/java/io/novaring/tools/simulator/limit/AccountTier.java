/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.limit;

/** How many requests an account may send to the matching engine, as its volume earns it. */
public enum AccountTier {
    /** Over 25 million dollars in seven days: 30 a second, 100 at once. */
    TIER_1(30, 100),
    /** Over 5 million: 20 a second, 50 at once. */
    TIER_2(20, 50),
    /** Over a million: 10 a second, 30 at once. */
    TIER_3(10, 30),
    /** Everybody else: 5 a second, 20 at once. */
    TIER_4(5, 20),
    /** Not of the venue: no request of an account takes credits of any kind. */
    UNLIMITED(1_000_000, 1_000_000);

    static final int OTHERS_RATE = 200;
    static final int OTHERS_BURST = 250;

    private final int rate;
    private final int burst;

    AccountTier(final int rate, final int burst) {
        this.rate = rate;
        this.burst = burst;
    }

    /** Orders a second. */
    public int rate() {
        return rate;
    }

    /** Orders at once. */
    public int burst() {
        return burst;
    }

    /** The {@code limits} object of an account's summary. */
    public String json() {
        final boolean limited = this != UNLIMITED;
        final String others = limited ? limit(OTHERS_RATE, OTHERS_BURST) : limit(rate, burst);
        return "{\"limits_per_currency\":false,\"non_matching_engine\":"
                + (limited ? limit(Credits.RATE, Credits.BURST) : limit(rate, burst))
                + ",\"matching_engine\":{\"trading\":{\"total\":"
                + limit(rate, burst)
                + "},\"spot\":"
                + others
                + ",\"cancel_all\":"
                + others
                + ",\"maximum_quotes\":{\"burst\":500,\"rate\":500}"
                + ",\"maximum_mass_quotes\":{\"burst\":10,\"rate\":10}"
                + ",\"guaranteed_mass_quotes\":{\"burst\":2,\"rate\":2}}}";
    }

    private static String limit(final int rate, final int burst) {
        return "{\"burst\":" + burst + ",\"rate\":" + rate + "}";
    }
}
