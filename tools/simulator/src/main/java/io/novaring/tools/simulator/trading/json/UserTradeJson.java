/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading.json;

import io.novaring.tools.simulator.exchange.Fill;
import io.novaring.tools.simulator.exchange.Order;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Kind;
import io.novaring.tools.simulator.wire.FrameWriter;

/** One account's side of a trade. */
public final class UserTradeJson {
    private final Fields fields;

    public UserTradeJson(final Fields fields) {
        this.fields = fields;
    }

    public void write(final Fill fill, final FrameWriter out) {
        final Order order = fill.order();
        final Instrument instrument = fill.instrument();
        fields.begin();
        fields.text("trade_id", fill.id());
        fields.integer("trade_seq", fill.tradeSequence());
        fields.text("instrument_name", instrument.name);
        fields.integer("timestamp", fill.timestampMs());
        fields.text("direction", fill.isBuy() ? "buy" : "sell");
        fields.integer("tick_direction", fill.tickDirection());
        fields.number("price", fill.price());
        fields.number("amount", fill.amount());
        fields.number("contracts", fill.contracts());
        fields.number("index_price", fill.indexPrice());
        fields.number("mark_price", fill.markPrice());
        fields.text("order_id", order.id);
        fields.text("state", fill.state().word());
        fields.number("fee", fill.fee());
        fields.text("fee_currency", fill.feeCurrency());
        fields.text("liquidity", fill.isMaker() ? "M" : "T");
        fields.text("order_type", order.type == OrderType.MARKET ? "market" : "limit");
        fields.json("matching_id", "null");
        if (!order.label.isEmpty()) {
            fields.text("label", order.label);
        }
        fields.flag("post_only", order.isPostOnly());
        fields.flag("mmp", order.isMmp);
        fields.flag("api", true);
        fields.flag("risk_reducing", false);
        if (instrument.kind != Kind.SPOT) {
            fields.number("profit_loss", fill.profitLoss());
            fields.flag("reduce_only", order.isReduceOnly());
        }
        if (instrument.option) {
            fields.number("iv", instrument.markIv());
            fields.number("underlying_price", fill.indexPrice());
        }
        fields.writeTo(out);
    }
}
