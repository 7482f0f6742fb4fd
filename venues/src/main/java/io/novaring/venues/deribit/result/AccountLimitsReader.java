/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.WordTable;

/** The {@code limits} of an account summary. */
final class AccountLimitsReader {
    private static final WordTable LIMITS =
            WordTable.of("non_matching_engine", "matching_engine", "limits_per_currency");
    private static final WordTable MATCHING = WordTable.of("trading", "spot", "cancel_all");
    private static final WordTable TRADING = WordTable.of("total");
    private static final WordTable RATE = WordTable.of("rate", "burst");

    private final ResultReader in;
    private final String json;
    private AccountLimits.Rate nonMatchingEngine;
    private AccountLimits.Rate trading;
    private AccountLimits.Rate spot;
    private AccountLimits.Rate cancelAll;
    private boolean isPerCurrency;

    AccountLimitsReader(final String method, final String json) {
        this.json = json;
        in = new ResultReader(method, json);
    }

    AccountLimits read() {
        in.requiredObject(LIMITS, this::limit);
        return in.finish(
                new AccountLimits(
                        nonMatchingEngine, trading, spot, cancelAll, isPerCurrency, json));
    }

    private void limit(final int field) {
        switch (field) {
            case 0 -> nonMatchingEngine = rate();
            case 1 -> in.object(MATCHING, this::matching);
            default -> isPerCurrency = in.isTrue();
        }
    }

    private void matching(final int field) {
        switch (field) {
            case 0 -> in.object(TRADING, total -> trading = rate());
            case 1 -> spot = rate();
            default -> cancelAll = rate();
        }
    }

    private AccountLimits.Rate rate() {
        final long[] rate = {MarketEvent.ABSENT, MarketEvent.ABSENT};
        in.object(RATE, field -> rate[field] = in.cursor().integer());
        return new AccountLimits.Rate(rate[0], rate[1]);
    }
}
