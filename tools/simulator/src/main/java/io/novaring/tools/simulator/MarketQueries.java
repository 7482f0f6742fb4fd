/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.channel.TickerField;
import io.novaring.tools.simulator.market.BookSide;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.util.Set;

/** The requests that ask about the market. Simulator thread only. */
final class MarketQueries {
    private static final int NOT_FOUND = 13020;
    private static final int DEPTH_DEFAULT = 5;
    private static final Set<Integer> DEPTHS = Set.of(1, 5, 10, 20, 50, 100, 1000, 10_000);
    private static final Set<String> CURRENCIES =
            Set.of("BTC", "ETH", "USDC", "USDT", "EURR", "any");
    private static final Set<String> KINDS =
            Set.of("future", "option", "spot", "future_combo", "option_combo");

    private final Market market;
    private final Reply reply;

    MarketQueries(final Market market, final Reply reply) {
        this.market = market;
        this.reply = reply;
    }

    void instruments(final JsonNode params) {
        final String currency = params.path("currency").asText();
        final JsonNode kind = params.path("kind");
        if (!CURRENCIES.contains(currency)) {
            reply.badParam("currency", "wrong currency");
            return;
        }
        if (!kind.isMissingNode() && !KINDS.contains(kind.asText())) {
            reply.badParam("kind", "wrong kind");
            return;
        }
        final boolean expired = params.path("expired").asBoolean();
        final FrameWriter out = reply.openResult().octet('[');
        for (final Instrument instrument : market.instruments()) {
            final String wanted = kind.isMissingNode() ? instrument.kind() : kind.asText();
            if (!expired && instrument.isOf(currency, wanted)) {
                InstrumentJson.write(instrument, out);
                out.octet(',');
            }
        }
        out.dropLast(',').octet(']');
        reply.closeResult();
    }

    void instrument(final JsonNode params) {
        final Instrument instrument = named(params);
        if (instrument != null) {
            InstrumentJson.write(instrument, reply.openResult());
            reply.closeResult();
        }
    }

    void ticker(final JsonNode params) {
        final Instrument instrument = named(params);
        if (instrument != null) {
            final FrameWriter out = reply.openResult().octet('{');
            TickerField.writeAll(instrument, out);
            out.octet('}');
            reply.closeResult();
        }
    }

    void orderBook(final JsonNode params) {
        final int depth = params.path("depth").asInt(DEPTH_DEFAULT);
        if (!DEPTHS.contains(depth)) {
            reply.badParam("depth", "wrong depth");
            return;
        }
        final Instrument instrument = named(params);
        if (instrument != null) {
            final FrameWriter out = reply.openResult().octet('{');
            TickerField.writeAll(instrument, out);
            out.ascii(",\"change_id\":").integer(instrument.changeId());
            out.ascii(",\"bids\":[");
            levels(instrument.bids, depth, out);
            out.ascii("],\"asks\":[");
            levels(instrument.asks, depth, out);
            out.ascii("]}");
            reply.closeResult();
        }
    }

    /** Null when there is none; the error is sent then. */
    private Instrument named(final JsonNode params) {
        final JsonNode name = params.path("instrument_name");
        if (!name.isTextual()) {
            reply.badParam("instrument_name", "is required");
            return null;
        }
        final Instrument instrument = market.find(name.textValue());
        if (instrument == null) {
            reply.error(NOT_FOUND, "not_found");
        }
        return instrument;
    }

    private static void levels(final BookSide side, final int depth, final FrameWriter out) {
        for (int i = 0; i < Math.min(depth, side.count()); i++) {
            out.octet('[').decimal(side.price(i)).octet(',').decimal(side.amount(i));
            out.octet(']').octet(',');
        }
        out.dropLast(',');
    }
}
