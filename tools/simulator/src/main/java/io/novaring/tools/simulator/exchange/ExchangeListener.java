/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.money.AccountSummary;
import io.novaring.tools.simulator.exchange.money.Position;

/**
 * Told what happened to accounts. All that one cause made (a request, a trade of the market, a lost
 * connection) comes together: {@code onBegin}, the trades in their order, each order touched once
 * as it is now, each position and each currency's money that changed once, {@code onEnd}. Called
 * before the request's outcome is returned. Must not call the exchange.
 */
public interface ExchangeListener {
    /** Tells nobody. */
    ExchangeListener NONE = new ExchangeListener() {};

    default void onBegin() {}

    /** A trade of the account {@code fill.order().account}. */
    default void onTrade(final Fill fill) {}

    /** It is new, or something about it changed. */
    default void onOrder(final Order order) {}

    default void onPosition(final Account account, final Position position) {}

    default void onAccount(final Account account, final AccountSummary summary) {}

    default void onEnd() {}
}
