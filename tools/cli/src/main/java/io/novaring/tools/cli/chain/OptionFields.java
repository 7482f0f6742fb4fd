/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.chain;

import static io.novaring.codec.MarketEvent.ABSENT;

import io.novaring.codec.Decimals;
import io.novaring.engine.view.MarketCut;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of one option, by name, for machines: texts, numbers as exact decimals in texts,
 * whole nanoseconds, percent as doubles; null where nothing is known.
 */
final class OptionFields {
    private OptionFields() {}

    /** In one order; its names are the columns of a CSV and the fields of JSON. */
    static Map<String, Object> of(final MarketCut market, final int row, final long maxAgeNs) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("instrument", market.instrument(row));
        fields.put("state", OptionWords.word(market.state(row)));
        fields.put("cause", OptionWords.word(market.staleCause(row)));
        fields.put("source", OptionWords.word(market.source(row)));
        fields.put("ended", market.isEnded(row));
        fields.put("trusted", market.isTrusted(row));
        fields.put("fresh", !market.isEnded(row) && market.isFresh(row, maxAgeNs));
        fields.put("bidPrice", decimal(market.bidPrice(row)));
        fields.put("bidAmount", decimal(market.bidAmount(row)));
        fields.put("askPrice", decimal(market.askPrice(row)));
        fields.put("askAmount", decimal(market.askAmount(row)));
        fields.put("exchangeTimeNs", present(market.exchangeTimeNs(row)));
        fields.put("ageNs", present(market.ageNs(row)));
        fields.put("markPrice", decimal(market.markPrice(row)));
        fields.put("markIv", number(market.markIv(row)));
        fields.put("markState", OptionWords.word(market.markState(row)));
        fields.put("markAgeNs", present(market.markAgeNs(row)));
        fields.put("bidIv", number(market.bidIv(row)));
        fields.put("askIv", number(market.askIv(row)));
        fields.put("delta", number(market.delta(row)));
        fields.put("gamma", number(market.gamma(row)));
        fields.put("vega", number(market.vega(row)));
        fields.put("theta", number(market.theta(row)));
        fields.put("rho", number(market.rho(row)));
        fields.put("openInterest", decimal(market.openInterest(row)));
        fields.put("tickerState", OptionWords.word(market.tickerState(row)));
        fields.put("tickerAgeNs", present(market.tickerAgeNs(row)));
        fields.put("lastTradePrice", decimal(market.lastTradePrice(row)));
        fields.put("lastTradeAmount", decimal(market.lastTradeAmount(row)));
        fields.put("lastTradeTimeNs", present(market.lastTradeTimeNs(row)));
        fields.put("changedSequence", present(market.changedSequence(row)));
        return fields;
    }

    static String decimal(final long value) {
        return value == ABSENT ? null : Decimals.toString(value);
    }

    static Long present(final long value) {
        return value == ABSENT ? null : (Long) value;
    }

    private static Double number(final double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }
}
