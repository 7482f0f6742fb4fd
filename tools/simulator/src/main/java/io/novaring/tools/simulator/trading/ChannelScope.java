/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Market;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the name of a {@code user.} channel says: its type, the instruments it is about and how
 * often it speaks.
 *
 * @param type as {@code user.orders}.
 * @param instrument null when it is about all of a kind and a currency.
 * @param kind the venue's word, or {@code any}; null when the type knows no kinds.
 * @param currency or index name, or {@code any}; null when the type knows none.
 * @param intervalNs zero for every event.
 */
record ChannelScope(
        String type, Instrument instrument, String kind, String currency, long intervalNs) {
    static final String ORDERS = "user.orders";
    static final String TRADES = "user.trades";

    /** Never says anything: the exchange trades no combos. */
    static final String COMBO_TRADES = "user.combo_trades";

    static final String CHANGES = "user.changes";
    static final String PORTFOLIO = "user.portfolio";
    static final String MMP_TRIGGER = "user.mmp_trigger";
    static final String LOCK = "user.lock";
    static final String ACCESS_LOG = "user.access_log";

    static final Set<String> KINDS =
            Set.of("future", "option", "spot", "future_combo", "option_combo", "combo", "any");

    private static final long MILLISECOND_NS = 1_000_000L;
    private static final Map<String, Long> INTERVALS =
            Map.of("raw", 0L, "100ms", 100 * MILLISECOND_NS, "agg2", 1_000 * MILLISECOND_NS);

    /** Null when the venue knows no such channel. */
    static ChannelScope of(final String name, final Market market) {
        final String[] parts = name.split("\\.", -1);
        final String type = parts.length < 2 ? "" : parts[0] + "." + parts[1];
        return switch (type) {
            case ORDERS, TRADES, COMBO_TRADES, CHANGES -> ofInstruments(type, parts, market);
            case PORTFOLIO -> portfolio(parts);
            case MMP_TRIGGER -> mmpTrigger(parts, market);
            case LOCK, ACCESS_LOG ->
                    parts.length == 2 ? new ChannelScope(type, null, null, null, 0) : null;
            default -> null;
        };
    }

    private static ChannelScope ofInstruments(
            final String type, final String[] parts, final Market market) {
        final Long intervalNs = INTERVALS.get(parts[parts.length - 1]);
        if (intervalNs == null) {
            return null;
        }
        if (parts.length == 4) {
            final Instrument instrument = market.find(parts[2]);
            return instrument == null
                    ? null
                    : new ChannelScope(type, instrument, null, null, intervalNs);
        }
        final boolean right =
                parts.length == 5
                        && KINDS.contains(parts[2])
                        && Currencies.OF_BOOKS_OR_ANY.contains(parts[3]);
        return right ? new ChannelScope(type, null, parts[2], parts[3], intervalNs) : null;
    }

    private static ChannelScope portfolio(final String[] parts) {
        // In lower case in the venue's samples, in upper case in its lists.
        final String word = parts.length == 3 ? parts[2] : "";
        final String currency = "any".equals(word) ? word : word.toUpperCase(Locale.ROOT);
        return "any".equals(word) || Currencies.OF_MONEY.contains(currency)
                ? new ChannelScope(PORTFOLIO, null, null, currency, 0)
                : null;
    }

    private static ChannelScope mmpTrigger(final String[] parts, final Market market) {
        final boolean known =
                parts.length == 3
                        && market.currencies().stream()
                                .anyMatch(currency -> currency.indexName.equals(parts[2]));
        return known ? new ChannelScope(MMP_TRIGGER, null, null, parts[2], 0) : null;
    }

    /** Whether an event of this instrument belongs to the channel. */
    boolean covers(final Instrument other) {
        if (instrument != null) {
            return instrument == other;
        }
        return isKind(kind, other)
                && ("any".equals(currency) || currency.equals(other.currency.name));
    }

    /** Whether the instrument is of the venue's kind: {@code combo} and {@code any} are several. */
    static boolean isKind(final String kind, final Instrument instrument) {
        return "any".equals(kind)
                || kind.equals(instrument.kind.venueName())
                || "combo".equals(kind) && instrument.kind.isCombo();
    }

    boolean isOfInstruments() {
        return instrument != null || kind != null;
    }

    boolean isRaw() {
        return intervalNs == 0;
    }
}
