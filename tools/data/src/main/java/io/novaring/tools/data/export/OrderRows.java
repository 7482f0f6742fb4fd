/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.OrderColumns;
import io.novaring.codec.Text;
import io.novaring.codec.TradeColumns;
import io.novaring.codec.order.OrderUpdates;
import io.novaring.tools.data.table.RowBatch;

/** What the venue said of own orders and trades, and what it meant for us. */
final class OrderRows {
    private static final int ORDER = 0;
    private static final int FILL = 1;
    private static final int UPDATE = 2;

    /** Columns that only updates have. */
    private static final int UPDATE_COLUMNS = 9;

    private final Partitions partitions;

    OrderRows(final Partitions partitions) {
        this.partitions = partitions;
    }

    void add(final MarketEvent event) {
        final boolean isAnswer = event.kind == EventKind.RESPONSE;
        if (event.kind == EventKind.ORDERS
                || event.kind == EventKind.CHANGES
                || isAnswer && event.hasAnswered(MarketEvent.ANSWERED_ORDERS)) {
            for (int i = 0; i < event.orders.size(); i++) {
                order(event, event.orders, i);
            }
        }
        if (event.kind == EventKind.USER_TRADES
                || event.kind == EventKind.CHANGES
                || isAnswer && event.hasAnswered(MarketEvent.ANSWERED_TRADES)) {
            for (int i = 0; i < event.trades.size(); i++) {
                fill(event, event.trades, i);
            }
        }
        final OrderUpdates updates = event.updates();
        for (int i = 0; i < updates.size(); i++) {
            update(event, updates, i);
        }
    }

    /** A row of this instrument, up to what it is about; null when it is not wanted. */
    private RowBatch begin(
            final MarketEvent event, final int instrumentId, final long timeNs, final int what) {
        if (!partitions.has(instrumentId)) {
            return null;
        }
        final RowBatch row =
                partitions.row(ExportTable.ORDERS, instrumentId, event.publishedTimeNs);
        Heads.of(row, event, timeNs);
        return row.number(what).number(event.kind.ordinal());
    }

    private void order(final MarketEvent event, final OrderColumns o, final int i) {
        final RowBatch row = begin(event, o.instrumentId[i], o.timeNs[i], ORDER);
        if (row == null) {
            return;
        }
        row.text(event.raw, o.orderId[i]).text(event.raw, o.label[i]).text(null, Text.ABSENT);
        row.number(TradeRows.side(o.direction[i])).text(event.raw, o.orderState[i]);
        row.text(event.raw, o.orderType[i]).text(event.raw, o.timeInForce[i]);
        row.number(o.price[i]).number(o.amount[i]).number(o.filledAmount[i]);
        // Neither fee nor currency, neither maker nor taker, no profit.
        row.number(o.averagePrice[i]).nulls(4);
        row.code(o.postOnly[i]).code(o.reduceOnly[i]).nulls(UPDATE_COLUMNS).end();
    }

    private void fill(final MarketEvent event, final TradeColumns t, final int i) {
        final RowBatch row = begin(event, t.instrumentId[i], t.timeNs[i], FILL);
        if (row == null) {
            return;
        }
        row.text(event.raw, t.orderId[i]).text(event.raw, t.label[i]);
        row.text(event.raw, t.tradeId[i]).number(TradeRows.side(t.direction[i]));
        // A row of a list that was not read as own trades lacks these columns.
        final boolean isOwn = i < t.liquidity.length;
        row.text(event.raw, t.state[i]);
        row.text(event.raw, isOwn ? t.orderType[i] : Text.ABSENT).text(null, Text.ABSENT);
        row.number(t.price[i]).number(t.amount[i]).nulls(2).number(t.fee[i]);
        row.text(event.raw, t.feeCurrency[i]);
        row.text(event.raw, isOwn ? t.liquidity[i] : Text.ABSENT);
        row.number(isOwn ? t.profitLoss[i] : MarketEvent.ABSENT);
        row.code(isOwn ? t.postOnly[i] : -1).code(isOwn ? t.reduceOnly[i] : -1);
        row.nulls(UPDATE_COLUMNS).end();
    }

    private void update(final MarketEvent event, final OrderUpdates u, final int i) {
        final RowBatch row = begin(event, u.instrumentId[i], event.exchangeTimeNs, UPDATE);
        if (row == null) {
            return;
        }
        row.nulls(3).number(TradeRows.side(u.side[i])).nulls(3);
        row.number(u.price[i]).number(u.amount[i]).number(u.filledAmount[i]).nulls(7);
        row.number(u.handle[i] == 0 ? MarketEvent.ABSENT : u.handle[i]);
        row.number(u.kind[i]).number(u.state[i]).number(u.previousState[i]);
        row.number(u.refusal[i]).number(u.position[i]).number(u.expectedPosition[i]);
        row.number(u.errorCode[i]).number(u.waitNs[i]).end();
    }
}
