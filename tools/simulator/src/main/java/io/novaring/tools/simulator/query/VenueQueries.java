/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.market.Currency;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.market.State;
import io.novaring.tools.simulator.market.TradeHistory;
import io.novaring.tools.simulator.market.TradeHistory.Column;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The requests about currencies, indexes, expiries, trades and the venue itself. */
public final class VenueQueries {
    private static final int COUNT_DEFAULT = 10;
    private static final int COUNT_MAX = 1000;
    private static final int NOT_FOUND = 13_020;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dMMMyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Market market;
    private final Reply reply;

    public VenueQueries(final Market market, final Reply reply) {
        this.market = market;
        this.reply = reply;
    }

    /** {@code public/status}: which indexes are locked. */
    public void status() {
        final List<String> locked = new ArrayList<>();
        for (final Currency currency : market.currencies()) {
            final List<Instrument> own =
                    market.instruments().stream().filter(i -> i.currency == currency).toList();
            if (!own.isEmpty() && own.stream().allMatch(i -> i.state() == State.LOCKED)) {
                locked.add(currency.indexName);
            }
        }
        final FrameWriter out = reply.openResult().ascii("{\"locked_indices\":");
        strings(locked, out);
        final String word =
                locked.isEmpty()
                        ? "false"
                        : locked.size() == market.currencies().size() ? "true" : "partial";
        out.ascii(",\"locked\":\"").ascii(word).ascii("\"}");
        reply.closeResult();
    }

    /** {@code public/get_currencies}. */
    public void currencies() {
        final FrameWriter out = reply.openResult().octet('[');
        final Set<String> written = new LinkedHashSet<>();
        for (final Currency currency : market.currencies()) {
            currency(currency.base, "BITCOIN", written, out);
            if (currency.isLinear()) {
                currency("USDC", "USDC", written, out);
            }
        }
        out.dropLast(',').octet(']');
        reply.closeResult();
    }

    private static void currency(
            final String name,
            final String type,
            final Set<String> written,
            final FrameWriter out) {
        if (!written.add(name)) {
            return;
        }
        final String network = "BITCOIN".equals(type) ? name : "ETH";
        out.ascii("{\"withdrawal_priorities\":[],\"withdrawal_fee\":1.0e-4");
        out.ascii(",\"network_fee\":1.0e-5,\"network_currency\":\"").ascii(network);
        out.ascii("\",\"min_withdrawal_fee\":1.0e-4,\"min_confirmations\":1");
        out.ascii(",\"in_cross_collateral_pool\":true,\"decimals\":8,\"currency_long\":\"");
        out.ascii(name).ascii("\",\"currency\":\"").ascii(name);
        out.ascii("\",\"coin_type\":\"").ascii(type).ascii("\",\"apr\":0.0},");
    }

    /** {@code public/get_index_price}. */
    public void indexPrice(final JsonNode params) {
        final String name = params.path("index_name").asText();
        for (final Currency currency : market.currencies()) {
            if (currency.indexName.equals(name)) {
                final FrameWriter out = reply.openResult().ascii("{\"index_price\":");
                out.decimal(currency.indexPrice()).ascii(",\"estimated_delivery_price\":");
                out.decimal(currency.indexPrice()).octet('}');
                reply.closeResult();
                return;
            }
        }
        reply.badParam("index_name", name.isEmpty() ? "is required" : "wrong index name");
    }

    /** {@code public/get_index_price_names} and {@code public/get_supported_index_names}. */
    public void indexNames(final JsonNode params) {
        final String type = params.path("type").asText("all");
        final boolean extended = params.path("extended").asBoolean();
        if (!Set.of("all", "spot", "derivative").contains(type)) {
            reply.badParam("type", "must be all, spot or derivative");
            return;
        }
        final List<String> names =
                market.currencies().stream()
                        .filter(
                                currency ->
                                        "all".equals(type)
                                                || "spot".equals(type) == currency.isLinear())
                        .map(currency -> currency.indexName)
                        .toList();
        if (!extended) {
            strings(names, reply.openResult());
        } else {
            final FrameWriter out = reply.openResult().octet('[');
            for (final String name : names) {
                out.ascii("{\"name\":\"").ascii(name);
                out.ascii("\",\"future_combo_creation_enabled\":true");
                out.ascii(",\"option_combo_creation_enabled\":true},");
            }
            out.dropLast(',').octet(']');
        }
        reply.closeResult();
    }

    /** {@code public/get_expirations}: {@code {"future":[...],"option":[...]}}. */
    public void expirations(final JsonNode params) {
        final String currency = params.path("currency").asText();
        final String kind = params.path("kind").asText();
        if (!MarketQueries.CURRENCIES.contains(currency)) {
            reply.badParam("currency", currency.isEmpty() ? "is required" : "wrong currency");
            return;
        }
        if (!Set.of("future", "option", "any").contains(kind)) {
            reply.badParam("kind", kind.isEmpty() ? "is required" : "wrong kind");
            return;
        }
        final Map<String, Set<String>> days = new LinkedHashMap<>();
        for (final String wanted : List.of("future", "option")) {
            if (wanted.equals(kind) || "any".equals(kind)) {
                days.put(wanted, new LinkedHashSet<>());
            }
        }
        market.instruments().stream()
                .filter(i -> !i.state().isFinal() && i.isOf(currency, "any"))
                .filter(i -> days.containsKey(i.kind.venueName()))
                .sorted((a, b) -> Long.compare(a.expiryMs, b.expiryMs))
                .forEach(i -> days.get(i.kind.venueName()).add(day(i)));
        final FrameWriter out = reply.openResult().octet('{');
        days.forEach(
                (wanted, names) -> {
                    out.octet('"').ascii(wanted).ascii("\":");
                    strings(names, out);
                    out.octet(',');
                });
        out.dropLast(',').octet('}');
        reply.closeResult();
    }

    private static String day(final Instrument instrument) {
        return instrument.perpetual
                ? "PERPETUAL"
                : DAY.format(Instant.ofEpochMilli(instrument.expiryMs)).toUpperCase(Locale.ROOT);
    }

    /** {@code public/get_contract_size}. */
    public void contractSize(final JsonNode params) {
        final Instrument instrument = named(params);
        if (instrument != null) {
            final FrameWriter out = reply.openResult().ascii("{\"contract_size\":");
            out.decimal(instrument.contractSize).octet('}');
            reply.closeResult();
        }
    }

    /** {@code public/get_last_trades_by_instrument}: newest first unless asked otherwise. */
    public void lastTrades(final JsonNode params) {
        final int count = params.path("count").asInt(COUNT_DEFAULT);
        if (count < 1 || count > COUNT_MAX) {
            reply.badParam("count", "must be 1 to " + COUNT_MAX);
            return;
        }
        final String sorting = params.path("sorting").asText("default");
        if (!Set.of("asc", "desc", "default").contains(sorting)) {
            reply.badParam("sorting", "must be asc, desc or default");
            return;
        }
        final Instrument instrument = named(params);
        if (instrument == null) {
            return;
        }
        final List<Integer> wanted = wanted(instrument.trades, params);
        final boolean ascending = "asc".equals(sorting);
        final FrameWriter out = reply.openResult().ascii("{\"trades\":[");
        for (int i = 0; i < Math.min(count, wanted.size()); i++) {
            final int at = ascending ? i : wanted.size() - 1 - i;
            TradeJson.write(instrument, wanted.get(at), out);
            out.octet(',');
        }
        out.dropLast(',').ascii("],\"has_more\":");
        out.ascii(Boolean.toString(wanted.size() > count)).octet('}');
        reply.closeResult();
    }

    private static List<Integer> wanted(final TradeHistory trades, final JsonNode params) {
        final long firstSequence = params.path("start_seq").asLong(0);
        final long lastSequence = params.path("end_seq").asLong(Long.MAX_VALUE);
        final long firstMs = params.path("start_timestamp").asLong(0);
        final long lastMs = params.path("end_timestamp").asLong(Long.MAX_VALUE);
        final List<Integer> wanted = new ArrayList<>();
        for (int i = 0; i < trades.count(); i++) {
            final long sequence = trades.get(i, Column.SEQUENCE);
            final long timeMs = trades.get(i, Column.TIMESTAMP_MS);
            if (sequence >= firstSequence
                    && sequence <= lastSequence
                    && timeMs >= firstMs
                    && timeMs <= lastMs) {
                wanted.add(i);
            }
        }
        return wanted;
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

    private static void strings(final Iterable<String> names, final FrameWriter out) {
        out.octet('[');
        for (final String name : names) {
            out.octet('"').ascii(name).octet('"').octet(',');
        }
        out.dropLast(',').octet(']');
    }
}
