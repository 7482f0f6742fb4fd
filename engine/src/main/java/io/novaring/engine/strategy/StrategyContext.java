/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.strategy;

import io.novaring.codec.Symbols;
import io.novaring.engine.Engine;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.trading.TradingDesk;
import java.util.function.Function;

/**
 * What a strategy has of what it runs in, live or in a backtest.
 *
 * @param orders where its orders go.
 * @param desk what is known of its orders and positions.
 * @param symbols names of the instruments and channels that events carry as numbers.
 * @param books the book of an instrument, null when nothing of it has come; to be read by the
 *     strategy's thread while it handles an event. Not where stages have threads of their own
 *     ({@code Topology.STAGED}): there it is a snapshot that is read.
 */
public record StrategyContext(
        OrderEntry orders, TradingDesk desk, Symbols symbols, Function<String, OrderBook> books) {
    /**
     * That of a running engine, for its one connection that trades.
     *
     * @throws IllegalStateException when none trades, or several do.
     */
    public static StrategyContext of(final Engine engine) {
        final OrderEntry orders = engine.orders();
        return new StrategyContext(
                orders,
                engine.responses().desk(orders.connectionId()),
                engine.symbols(),
                engine::book);
    }
}
