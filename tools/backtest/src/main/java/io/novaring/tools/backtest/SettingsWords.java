/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest;

import io.novaring.codec.Decimals;
import io.novaring.tools.simulator.exchange.money.FeeSchedule;
import io.novaring.tools.simulator.virtual.VirtualConfig;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Settings in words, all of those that change what comes out. */
final class SettingsWords {
    private SettingsWords() {}

    static Map<String, String> of(final BacktestSettings settings) {
        final VirtualConfig venue = settings.venue();
        final Map<String, String> words = new TreeMap<>();
        words.put("orderLatency", settings.orderLatency().toString());
        words.put("feedLatencyNs", Long.toString(settings.feedLatencyNs()));
        words.put("queue", venue.queue().name());
        words.put("unknownBook", venue.unknownBook().word());
        words.put("tradeWindowNs", Long.toString(venue.tradeWindow().toNanos()));
        words.put("matchingDelayNs", Long.toString(venue.matchingDelay().toNanos()));
        words.put(
                "cancelOnDisconnectDelayNs",
                Long.toString(venue.cancelOnDisconnectDelay().toNanos()));
        words.put("notificationOrder", word(venue.notificationOrder()));
        words.put("tier", word(venue.tier()));
        words.put("fees", fees(venue.fees()));
        final TreeMap<String, String> deposits = new TreeMap<>();
        venue.deposits()
                .forEach((currency, amount) -> deposits.put(currency, Decimals.toString(amount)));
        words.put("deposits", deposits.toString().replaceAll("[{} ]", ""));
        words.put("currencies", String.join(",", settings.currencies()));
        words.put("fromNs", time(settings.fromNs()));
        words.put("stopNs", time(settings.stopNs()));
        words.put("untilNs", time(settings.untilNs()));
        return words;
    }

    private static String word(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String time(final long timeNs) {
        return timeNs == Long.MIN_VALUE || timeNs == Long.MAX_VALUE ? "" : Long.toString(timeNs);
    }

    private static String fees(final FeeSchedule fees) {
        return "maker="
                + Decimals.toString(fees.futuresMaker())
                + ",taker="
                + Decimals.toString(fees.futuresTaker())
                + ",options-maker="
                + Decimals.toString(fees.optionsMaker())
                + ",options-taker="
                + Decimals.toString(fees.optionsTaker())
                + ",options-cap="
                + Decimals.toString(fees.optionsCap())
                + ",spot-maker="
                + Decimals.toString(fees.spotMaker())
                + ",spot-taker="
                + Decimals.toString(fees.spotTaker());
    }
}
