/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.money.FeeSchedule;
import java.util.Map;

/**
 * What the exchange allows.
 *
 * @param deposits what a new account has, by currency, scaled.
 * @param openOrdersMax of one account.
 * @param triggersMax of one account.
 * @param doneOrdersMax of all accounts together: the oldest are forgotten first, all after 30 min.
 * @param tradesMax of one account: the oldest are forgotten first, all after 24 h.
 * @param ledgerEntriesMax what the ledger holds; 0 for no ledger.
 */
public record ExchangeConfig(
        Map<String, Long> deposits,
        FeeSchedule fees,
        int openOrdersMax,
        int triggersMax,
        int doneOrdersMax,
        int tradesMax,
        int ledgerEntriesMax) {
    private static final long ONE = 1_000_000_000L;

    public static final ExchangeConfig DEFAULT =
            new ExchangeConfig(
                    Map.of(
                            "BTC", 100 * ONE,
                            "ETH", 2_000 * ONE,
                            "USDC", 5_000_000 * ONE,
                            "SOL", 20_000 * ONE,
                            "XRP", 1_000_000 * ONE,
                            "ADA", 1_000_000 * ONE,
                            "LTC", 20_000 * ONE),
                    FeeSchedule.STANDARD,
                    10_000,
                    100,
                    100_000,
                    100_000,
                    1_000_000);

    public ExchangeConfig {
        deposits = Map.copyOf(deposits);
        require("openOrdersMax", openOrdersMax);
        require("doneOrdersMax", doneOrdersMax);
        require("tradesMax", tradesMax);
        if (ledgerEntriesMax < 0 || triggersMax < 0) {
            throw new IllegalArgumentException("ledgerEntriesMax and triggersMax: 0 or more");
        }
    }

    private static void require(final String name, final int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " below 1: " + value);
        }
    }
}
