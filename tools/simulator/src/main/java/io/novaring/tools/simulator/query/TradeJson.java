/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.query;

import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.TradeHistory;
import io.novaring.tools.simulator.market.TradeHistory.Column;
import io.novaring.tools.simulator.wire.FrameWriter;

/** A past trade, with the fields it had on its channel. */
final class TradeJson {
    private TradeJson() {}

    static void write(final Instrument instrument, final int trade, final FrameWriter out) {
        final TradeHistory trades = instrument.trades;
        final long amount = trades.get(trade, Column.AMOUNT);
        out.ascii("{\"trade_seq\":").integer(trades.get(trade, Column.SEQUENCE));
        out.ascii(",\"trade_id\":\"").raw(instrument.currency.tradePrefix);
        out.integer(trades.get(trade, Column.ID));
        out.ascii("\",\"timestamp\":").integer(trades.get(trade, Column.TIMESTAMP_MS));
        out.ascii(",\"tick_direction\":").integer(trades.tickDirection(trade));
        out.ascii(",\"price\":").decimal(trades.get(trade, Column.PRICE));
        out.ascii(",\"mark_price\":").decimal(trades.get(trade, Column.MARK_PRICE));
        if (instrument.option) {
            out.ascii(",\"iv\":").decimal(instrument.markIv());
        }
        out.ascii(",\"instrument_name\":\"").raw(instrument.nameBytes);
        out.ascii("\",\"index_price\":").decimal(trades.get(trade, Column.INDEX_PRICE));
        out.ascii(",\"direction\":\"").ascii(trades.isBuy(trade) ? "buy" : "sell");
        out.ascii("\",\"contracts\":").decimal(instrument.contracts(amount));
        out.ascii(",\"amount\":").decimal(amount).octet('}');
    }
}
