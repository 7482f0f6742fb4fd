/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.wire.FrameWriter;

/** The instrument object of {@code public/get_instruments}. */
final class InstrumentJson {
    private static final long CREATED_MS = 1_534_167_754_000L;

    private InstrumentJson() {}

    static void write(final Instrument i, final FrameWriter out) {
        final String coin = i.currency.name;
        out.octet('{');
        // Every book keeps to one tick, so there are no steps.
        key(out, "tick_size_steps").ascii("[],");
        key(out, "tick_size").decimal(i.tick).octet(',');
        key(out, "taker_commission").ascii(i.option ? "3.0e-4" : "5.0e-4").octet(',');
        text(out, "state", "open");
        text(out, "settlement_period", i.perpetual ? "perpetual" : i.option ? "week" : "month");
        text(out, "settlement_currency", coin);
        text(out, "quote_currency", i.option ? coin : "USD");
        text(out, "price_index", i.currency.indexName);
        if (i.option) {
            text(out, "option_type", i.call ? "call" : "put");
            key(out, "strike").decimal(i.strike).octet(',');
        } else {
            key(out, "max_liquidation_commission").ascii("0.0075,");
            key(out, "max_leverage").ascii("50,");
        }
        key(out, "min_trade_amount").decimal(i.amountUnit).octet(',');
        key(out, "maker_commission").ascii(i.option ? "3.0e-4" : "0.0").octet(',');
        text(out, "kind", i.kind());
        key(out, "is_active").ascii("true,");
        text(out, "instrument_type", "reversed");
        text(out, "instrument_name", i.name);
        key(out, "instrument_id").integer(i.id).octet(',');
        key(out, "expiration_timestamp").integer(i.expiryMs).octet(',');
        key(out, "creation_timestamp").integer(CREATED_MS).octet(',');
        text(out, "counter_currency", "USD");
        key(out, "contract_size").decimal(i.contractSize).octet(',');
        key(out, "block_trade_tick_size").decimal(i.option ? 100_000L : 10_000_000L).octet(',');
        key(out, "block_trade_min_trade_amount").integer(i.option ? 25 : 200_000).octet(',');
        key(out, "block_trade_commission").ascii(i.option ? "3.0e-4" : "2.5e-4").octet(',');
        text(out, "base_currency", coin);
        out.dropLast(',').octet('}');
    }

    private static FrameWriter key(final FrameWriter out, final String name) {
        return out.octet('"').ascii(name).octet('"').octet(':');
    }

    private static void text(final FrameWriter out, final String name, final String value) {
        key(out, name).octet('"').ascii(value).octet('"').octet(',');
    }
}
