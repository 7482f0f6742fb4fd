/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.query;

import io.novaring.tools.simulator.market.Contract;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Kind;
import io.novaring.tools.simulator.wire.FrameWriter;

/** The instrument object of {@code public/get_instruments}. */
final class InstrumentJson {
    private InstrumentJson() {}

    static void write(final Instrument i, final FrameWriter out) {
        final boolean future = i.kind == Kind.FUTURE || i.perpetual;
        final boolean inCoins = i.option || i.kind == Kind.OPTION_COMBO;
        final String base = i.currency.base;
        out.octet('{');
        steps(i, out);
        key(out, "tick_size").decimal(i.tick).octet(',');
        key(out, "taker_commission").ascii(inCoins ? "3.0e-4" : "5.0e-4").octet(',');
        text(out, "state", i.state().word());
        if (i.kind != Kind.SPOT) {
            text(out, "settlement_period", period(i));
            text(out, "settlement_currency", i.currency.name);
        }
        text(out, "quote_currency", inCoins ? base : i.currency.quote);
        text(out, "price_index", i.currency.indexName);
        if (i.option) {
            text(out, "option_type", i.call ? "call" : "put");
            key(out, "strike").decimal(i.strike).octet(',');
        } else if (future) {
            key(out, "max_liquidation_commission").ascii("0.0075,");
            key(out, "max_leverage").ascii("50,");
        }
        key(out, "min_trade_amount").decimal(i.amountUnit).octet(',');
        key(out, "maker_commission").ascii(inCoins ? "3.0e-4" : "0.0").octet(',');
        if (i.kind.isCombo()) {
            legs(i, out);
        }
        text(out, "kind", i.kind.venueName());
        key(out, "is_active").ascii(i.state().isFinal() ? "false," : "true,");
        text(out, "instrument_type", i.currency.isLinear() ? "linear" : "reversed");
        text(out, "instrument_name", i.name);
        key(out, "instrument_id").integer(i.id).octet(',');
        key(out, "expiration_timestamp").integer(i.expiryMs).octet(',');
        key(out, "creation_timestamp").integer(i.createdMs()).octet(',');
        text(out, "counter_currency", i.currency.quote);
        key(out, "contract_size").decimal(i.contractSize).octet(',');
        key(out, "block_trade_tick_size").decimal(inCoins ? 100_000L : 10_000_000L).octet(',');
        key(out, "block_trade_min_trade_amount").integer(inCoins ? 25 : 200_000).octet(',');
        key(out, "block_trade_commission").ascii(inCoins ? "3.0e-4" : "2.5e-4").octet(',');
        text(out, "base_currency", base);
        out.dropLast(',').octet('}');
    }

    private static String period(final Instrument i) {
        return i.perpetual ? "perpetual" : i.option ? "week" : "month";
    }

    // The simulator's own books keep to one tick, so they have no steps.
    private static void steps(final Instrument i, final FrameWriter out) {
        key(out, "tick_size_steps").octet('[');
        for (final Contract.TickStep step : i.tickSteps()) {
            out.ascii("{\"tick_size\":").decimal(step.tick());
            out.ascii(",\"above_price\":").decimal(step.abovePrice()).ascii("},");
        }
        out.dropLast(',').octet(']').octet(',');
    }

    private static void legs(final Instrument i, final FrameWriter out) {
        key(out, "legs").octet('[');
        for (final Instrument.Leg leg : i.legs) {
            out.ascii("{\"amount\":").integer(leg.ratio()).ascii(",\"instrument_name\":\"");
            out.ascii(leg.instrumentName()).ascii("\"},");
        }
        out.dropLast(',').octet(']').octet(',');
    }

    private static FrameWriter key(final FrameWriter out, final String name) {
        return out.octet('"').ascii(name).octet('"').octet(':');
    }

    private static void text(final FrameWriter out, final String name, final String value) {
        key(out, name).octet('"').ascii(value).octet('"').octet(',');
    }
}
