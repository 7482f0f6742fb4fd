/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import java.util.Set;

/** The currencies that methods and channels take. */
final class Currencies {
    /** In which instruments are settled. */
    static final Set<String> OF_BOOKS = Set.of("BTC", "ETH", "USDC", "USDT", "EURR");

    static final Set<String> OF_BOOKS_OR_ANY = Set.of("BTC", "ETH", "USDC", "USDT", "EURR", "any");

    /** In which an account may have money. */
    static final Set<String> OF_MONEY =
            Set.of(
                    "BTC", "ETH", "USDC", "USDT", "EURR", "STETH", "SOL", "XRP", "ADA", "LTC",
                    "USYC", "PAXG", "BNB", "USDE");

    private Currencies() {}
}
