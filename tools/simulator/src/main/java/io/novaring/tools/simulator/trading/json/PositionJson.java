/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading.json;

import io.novaring.tools.simulator.exchange.money.Position;
import io.novaring.tools.simulator.exchange.money.Values;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Kind;
import io.novaring.tools.simulator.wire.FrameWriter;

/** The position object. */
public final class PositionJson {
    private static final int LEVERAGE = 50;

    private final Fields fields;

    public PositionJson(final Fields fields) {
        this.fields = fields;
    }

    /** As queries answer it. */
    public void write(final Position position, final FrameWriter out) {
        write(position, true, out);
    }

    /**
     * @param estimates whether what the margin engine estimates is in it: not in notifications.
     */
    public void write(final Position position, final boolean estimates, final FrameWriter out) {
        final Instrument instrument = position.instrument();
        fields.begin();
        fields.text("instrument_name", instrument.name);
        fields.text("kind", instrument.kind.venueName());
        fields.text("direction", position.direction());
        fields.number("size", position.size());
        fields.number("average_price", position.averagePrice());
        fields.number("mark_price", position.markPrice());
        fields.number("index_price", position.indexPrice());
        fields.number("delta", position.delta());
        fields.number("initial_margin", position.initialMargin());
        fields.number("maintenance_margin", position.maintenanceMargin());
        fields.number("floating_profit_loss", position.floatingProfitLoss());
        fields.number("realized_profit_loss", position.realizedProfitLoss());
        fields.number("total_profit_loss", position.totalProfitLoss());
        if (instrument.kind != Kind.SPOT) {
            fields.number("settlement_price", position.settlementPrice());
        }
        if (instrument.option) {
            option(position);
        } else if (instrument.kind != Kind.SPOT) {
            fields.number("size_currency", position.sizeCurrency());
            fields.integer("leverage", LEVERAGE);
        }
        if (instrument.perpetual) {
            fields.number("realized_funding", position.realizedFunding());
            fields.number("interest_value", 0);
        }
        if (estimates) {
            fields.number("open_orders_margin", position.openOrdersMargin());
            if (position.estimatedLiquidationPrice() != 0) {
                fields.number("estimated_liquidation_price", position.estimatedLiquidationPrice());
            }
        }
        fields.writeTo(out);
    }

    // The simulator's options know no curvature.
    private void option(final Position position) {
        fields.number("gamma", 0).number("vega", 0).number("theta", 0);
        fields.number(
                "average_price_usd", Values.times(position.averagePrice(), position.indexPrice()));
        fields.number(
                "floating_profit_loss_usd",
                Values.times(position.floatingProfitLoss(), position.indexPrice()));
    }
}
