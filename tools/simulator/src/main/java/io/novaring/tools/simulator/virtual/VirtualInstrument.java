/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.market.Contract;
import io.novaring.tools.simulator.market.Kind;
import io.novaring.tools.simulator.market.RecordedMarket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the venue of a backtest has to know of an instrument. Made by the factories; numbers are
 * scaled by 10^9.
 *
 * @param name as the venue has it.
 * @param id the venue's number, or 0.
 */
public record VirtualInstrument(String name, int id, Contract contract) {
    private static final int SCALE_DIGITS = 9;
    private static final long NEVER_MS = Contract.NEVER_MS;

    /** The market of these, in their order. */
    static RecordedMarket market(final Collection<VirtualInstrument> instruments) {
        final Map<String, Contract> contracts = new LinkedHashMap<>();
        final Map<String, Integer> ids = new HashMap<>();
        for (final VirtualInstrument instrument : instruments) {
            if (contracts.put(instrument.name(), instrument.contract()) != null) {
                throw new IllegalArgumentException(
                        "the instrument " + instrument.name() + " was given twice");
            }
            ids.put(instrument.name(), instrument.id());
        }
        return new RecordedMarket(contracts, ids);
    }

    /**
     * From an element of the result of Deribit's {@code public/get_instruments}.
     *
     * @throws IllegalArgumentException when a field is missing, or it is of a kind that is not
     *     traded here: combos, dated linear futures, linear options.
     */
    public static VirtualInstrument of(final JsonNode json) {
        final String name = text(json, "instrument_name");
        final boolean linear = "linear".equals(json.path("instrument_type").asText());
        final boolean perpetual = "perpetual".equals(json.path("settlement_period").asText());
        final Kind kind = kind(name, text(json, "kind"), linear, perpetual);
        final String base = text(json, "base_currency");
        final String quote =
                json.path("counter_currency").asText(json.path("quote_currency").asText());
        final String settlement =
                kind == Kind.SPOT ? quote : json.path("settlement_currency").asText(base);
        final List<Contract.TickStep> steps = new ArrayList<>();
        for (final JsonNode step : json.path("tick_size_steps")) {
            steps.add(
                    new Contract.TickStep(scaled(step, "above_price"), scaled(step, "tick_size")));
        }
        final boolean option = kind == Kind.OPTION;
        final Contract contract =
                new Contract(
                        kind,
                        base,
                        quote,
                        settlement,
                        scaled(json, "tick_size"),
                        steps,
                        scaled(json, "min_trade_amount"),
                        json.has("contract_size")
                                ? scaled(json, "contract_size")
                                : scaled(json, "min_trade_amount"),
                        json.path("expiration_timestamp").asLong(NEVER_MS),
                        option ? scaled(json, "strike") : 0,
                        "call".equals(json.path("option_type").asText()));
        return new VirtualInstrument(name, json.path("instrument_id").asInt(), contract);
    }

    private static Kind kind(
            final String name, final String word, final boolean linear, final boolean perpetual) {
        if ("future".equals(word) && perpetual) {
            return linear ? Kind.LINEAR_PERPETUAL : Kind.PERPETUAL;
        }
        if ("future".equals(word) && !linear) {
            return Kind.FUTURE;
        }
        if ("option".equals(word) && !linear) {
            return Kind.OPTION;
        }
        if ("spot".equals(word)) {
            return Kind.SPOT;
        }
        throw new IllegalArgumentException(
                "a backtest cannot trade "
                        + name
                        + ": combos, dated linear futures and linear options are not supported");
    }

    /**
     * A well-known perpetual, by its terms of November 2026.
     *
     * @throws IllegalArgumentException for every other name.
     */
    public static VirtualInstrument wellKnown(final String name) {
        return switch (name) {
            case "BTC-PERPETUAL" -> inverse(name, "BTC", 500_000_000L, 10_000_000_000L);
            case "ETH-PERPETUAL" -> inverse(name, "ETH", 50_000_000L, 1_000_000_000L);
            case "BTC_USDC-PERPETUAL" -> linear(name, "BTC", 500_000_000L, 1_000_000L);
            case "ETH_USDC-PERPETUAL" -> linear(name, "ETH", 50_000_000L, 10_000_000L);
            case "SOL_USDC-PERPETUAL" -> linear(name, "SOL", 10_000_000L, 100_000_000L);
            case "XRP_USDC-PERPETUAL" -> linear(name, "XRP", 100_000L, 1_000_000_000L);
            default ->
                    throw new IllegalArgumentException(
                            "the terms of "
                                    + name
                                    + " are not known: the recording holds no answer to"
                                    + " public/get_instruments that has it, so give them");
        };
    }

    private static VirtualInstrument inverse(
            final String name, final String base, final long tick, final long unit) {
        return perpetual(name, Kind.PERPETUAL, base, "USD", base, tick, unit);
    }

    private static VirtualInstrument linear(
            final String name, final String base, final long tick, final long unit) {
        return perpetual(name, Kind.LINEAR_PERPETUAL, base, "USDC", "USDC", tick, unit);
    }

    private static VirtualInstrument perpetual(
            final String name,
            final Kind kind,
            final String base,
            final String quote,
            final String settlement,
            final long tick,
            final long unit) {
        return new VirtualInstrument(
                name,
                0,
                new Contract(
                        kind,
                        base,
                        quote,
                        settlement,
                        tick,
                        List.of(),
                        unit,
                        unit,
                        NEVER_MS,
                        0,
                        false));
    }

    private static String text(final JsonNode json, final String key) {
        final JsonNode value = json.path(key);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(
                    "an instrument without "
                            + key
                            + ": "
                            + json.path("instrument_name").asText("no name either"));
        }
        return value.textValue();
    }

    private static long scaled(final JsonNode json, final String key) {
        final JsonNode value = json.path(key);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(
                    "instrument "
                            + json.path("instrument_name").asText()
                            + ": "
                            + key
                            + " is no number: "
                            + value);
        }
        // By its text: a double's own decimals are those that were sent.
        return new BigDecimal(value.asText()).movePointRight(SCALE_DIGITS).longValueExact();
    }
}
