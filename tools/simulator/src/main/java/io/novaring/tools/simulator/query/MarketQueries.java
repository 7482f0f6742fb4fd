/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.channel.TickerField;
import io.novaring.tools.simulator.market.BookSide;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.util.Set;

/** The requests that ask about the market. Simulator thread only. */
public final class MarketQueries {
    private static final int NOT_FOUND = 13020;
    private static final int DEPTH_DEFAULT = 5;
    private static final Set<Integer> DEPTHS = Set.of(1, 5, 10, 20, 50, 100, 1000, 10_000);
    static final Set<String> CURRENCIES = Set.of("BTC", "ETH", "USDC", "USDT", "EURR", "any");
    private static final Set<String> KINDS =
            Set.of("future", "option", "spot", "future_combo", "option_combo");

    private final Market market;
    private final Reply reply;

    public MarketQueries(final Market market, final Reply reply) {
        this.market = market;
        this.reply = reply;
    }

    /** {@code public/get_instruments}. */
    public void instruments(final JsonNode params) {
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
            final String wanted = kind.asText("any");
            if (expired == instrument.state().isFinal() && instrument.isOf(currency, wanted)) {
                InstrumentJson.write(instrument, out);
                out.octet(',');
            }
        }
        out.dropLast(',').octet(']');
        reply.closeResult();
    }

    /** {@code public/get_instrument}. */
    public void instrument(final JsonNode params) {
        final Instrument instrument = named(params);
        if (instrument != null) {
            InstrumentJson.write(instrument, reply.openResult());
            reply.closeResult();
        }
    }

    /** {@code public/ticker}. */
    public void ticker(final JsonNode params) {
        final Instrument instrument = named(params);
        if (instrument != null) {
            final FrameWriter out = reply.openResult().octet('{');
            TickerField.writeAll(instrument, out);
            out.octet('}');
            reply.closeResult();
        }
    }

    /** {@code public/get_order_book}. */
    public void orderBook(final JsonNode params) {
        if (hasDepth(params)) {
            book(named(params), depth(params));
        }
    }

    /** {@code public/get_order_book_by_instrument_id}. */
    public void orderBookById(final JsonNode params) {
        if (!hasDepth(params)) {
            return;
        }
        if (!params.path("instrument_id").isIntegralNumber()) {
            reply.badParam("instrument_id", "is required");
            return;
        }
        final int id = params.path("instrument_id").intValue();
        for (final Instrument instrument : market.instruments()) {
            if (instrument.id == id) {
                book(instrument, depth(params));
                return;
            }
        }
        reply.error(NOT_FOUND, "not_found");
    }

    private static int depth(final JsonNode params) {
        return params.path("depth").asInt(DEPTH_DEFAULT);
    }

    private boolean hasDepth(final JsonNode params) {
        final boolean right = DEPTHS.contains(depth(params));
        if (!right) {
            reply.badParam("depth", "wrong depth");
        }
        return right;
    }

    /** Nothing when there is no instrument: the error is sent then. */
    private void book(final Instrument instrument, final int depth) {
        if (instrument == null) {
            return;
        }
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

    /** Null when there is none; the error is sent then. */
    private Instrument named(final JsonNode params) {
        final JsonNode name = params.path("instrument_name");
        if (!name.isTextual()) {
            reply.badParam("instrument_name", "is required");
            return null;
        }
        final Instrument instrument = market.findEver(name.textValue());
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
