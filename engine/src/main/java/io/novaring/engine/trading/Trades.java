/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.Text;
import io.novaring.codec.TradeColumns;
import io.novaring.engine.trading.DeskCounters.Counter;

/**
 * Counts each trade of the account once, wherever it is told: on a channel, in an answer, in the
 * history, and in whatever order.
 */
final class Trades {
    private final OrderTable table;
    private final Orders orders;
    private final Positions positions;
    private final DeskRows rows;
    private final DeskCounters counters;
    private final TradeIds ids = new TradeIds();

    /** The venue's time of the newest trade, or ABSENT. */
    private long newestNs = MarketEvent.ABSENT;

    Trades(
            final OrderTable table,
            final Orders orders,
            final Positions positions,
            final DeskRows rows,
            final DeskCounters counters) {
        this.table = table;
        this.orders = orders;
        this.positions = positions;
        this.rows = rows;
        this.counters = counters;
    }

    long newestNs() {
        return newestNs;
    }

    /** Counts a row of the event's trades, unless it was counted before. */
    void count(final MarketEvent event, final int row) {
        final TradeColumns trades = event.trades;
        final long id = trades.tradeId[row];
        final long amount = trades.amount[row];
        if (id == Text.ABSENT || Text.length(id) == 0 || amount == MarketEvent.ABSENT) {
            counters.increment(Counter.UNUSABLE_TRADES);
            orders.alarm(null, row);
            return;
        }
        if (!ids.add(event.raw, Text.offset(id), Text.length(id))) {
            counters.increment(Counter.REPEATED_TRADES);
            return;
        }
        counters.increment(Counter.FILLS);
        newestNs = Math.max(newestNs, trades.timeNs[row]);
        final Order order = orderOf(event, row);
        final boolean isSideKnown = order != null && order.side != Side.NONE;
        final byte side = isSideKnown ? order.side : trades.direction[row];
        if (order != null) {
            orders.onTrade(order, amount);
        }
        final int instrumentId = trades.instrumentId[row];
        final long position = positions.onFill(instrumentId, side, amount, trades.timeNs[row]);
        rows.fill(order, row, instrumentId, side, trades.price[row], amount, position);
    }

    private Order orderOf(final MarketEvent event, final int row) {
        final long orderId = event.trades.orderId[row];
        final Order known = table.ofOrderId(event.raw, orderId);
        if (known != null) {
            return known;
        }
        final Order labelled = table.ofLabel(event.raw, event.trades.label[row]);
        if (labelled == null || labelled.orderIdLength > 0 && orderId != Text.ABSENT) {
            return null;
        }
        if (labelled.isTrigger()) {
            // The trade is of the order that it made, whose id must not become its own.
            return null;
        }
        table.bindOrderId(labelled, event.raw, orderId);
        return labelled;
    }
}
