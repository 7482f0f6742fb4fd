/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import java.util.Objects;
import java.util.Set;

/**
 * Names of public channels, as listed under Subscriptions on docs.deribit.com. A wrong name is no
 * error to the venue, it is left out of its answer in silence: names are checked here. Allocates.
 */
public final class DeribitChannels {
    private static final String KIND_ANY = "any";
    private static final Set<String> GROUPS =
            Set.of("none", "1", "2", "5", "10", "25", "100", "250");
    private static final Set<String> BTC_GROUPS = Set.of("none", "1", "2", "5", "10");
    private static final Set<String> ETH_GROUPS = Set.of("none", "5", "10", "25", "100", "250");
    private static final Set<Integer> DEPTHS = Set.of(1, 10, 20);

    /** Minutes, and a day. */
    private static final Set<String> RESOLUTIONS =
            Set.of("1", "3", "5", "10", "15", "30", "60", "120", "180", "360", "720", "1D");

    private DeribitChannels() {}

    /** The full book: a snapshot, then changes in an unbroken chain. */
    public static String book(final String instrument, final DeribitInterval interval) {
        return "book." + Names.instrument(instrument) + '.' + word(interval);
    }

    /**
     * The best levels of a book, whole each time.
     *
     * @param group step to which prices are rounded, {@code none} for no rounding: 1, 2, 5 or 10
     *     for BTC; 5, 10, 25, 100 or 250 for ETH, in hundredths.
     * @param depth levels a side: 1, 10 or 20.
     * @param interval anything but raw.
     */
    public static String groupedBook(
            final String instrument,
            final String group,
            final int depth,
            final DeribitInterval interval) {
        Names.oneOf("group", groupsOf(Names.instrument(instrument)), group);
        if (!DEPTHS.contains(depth)) {
            throw new IllegalArgumentException("depth neither 1, 10 nor 20: " + depth);
        }
        if (interval == DeribitInterval.RAW) {
            throw new IllegalArgumentException("interval of a grouped book: " + interval);
        }
        return "book."
                + Names.instrument(instrument)
                + '.'
                + group
                + '.'
                + depth
                + '.'
                + word(interval);
    }

    private static Set<String> groupsOf(final String instrument) {
        return instrument.startsWith("BTC-")
                ? BTC_GROUPS
                : instrument.startsWith("ETH-") ? ETH_GROUPS : GROUPS;
    }

    /** Trades of one instrument. */
    public static String trades(final String instrument, final DeribitInterval interval) {
        return "trades." + Names.instrument(instrument) + '.' + word(interval);
    }

    /** Trades of all instruments of a kind, such as option, in a currency. */
    public static String tradesOfKind(
            final String kind, final String currency, final DeribitInterval interval) {
        return "trades." + Names.kind(kind) + '.' + Names.currency(currency) + '.' + word(interval);
    }

    public static String ticker(final String instrument, final DeribitInterval interval) {
        return "ticker." + Names.instrument(instrument) + '.' + word(interval);
    }

    /** A full ticker, then what changed, at most once a second. */
    public static String incrementalTicker(final String instrument) {
        return "incremental_ticker." + Names.instrument(instrument);
    }

    /** Best bid and ask, on every change. */
    public static String quote(final String instrument) {
        return "quote." + Names.instrument(instrument);
    }

    /** Funding of a perpetual; other instruments are granted and stay silent. */
    public static String perpetual(final String instrument, final DeribitInterval interval) {
        return "perpetual." + Names.instrument(instrument) + '.' + word(interval);
    }

    /** Price of an index such as btc_usd. */
    public static String index(final String index) {
        return "deribit_price_index." + Names.index(index);
    }

    /** The sources of an index, and their weights. */
    public static String indexRanking(final String index) {
        return "deribit_price_ranking." + Names.index(index);
    }

    /** Lowest and highest price of an index over a day. */
    public static String indexStatistics(final String index) {
        return "deribit_price_statistics." + Names.index(index);
    }

    /** A volatility index: of btc_usd or eth_usd. */
    public static String volatilityIndex(final String index) {
        return "deribit_volatility_index." + Names.index(index);
    }

    /** Price at which the next expiry on an index would settle now. */
    public static String expirationPrice(final String index) {
        return "estimated_expiration_price." + Names.index(index);
    }

    /** Mark prices of all options on an index, as one array. */
    public static String markPriceOptions(final String index) {
        return "markprice.options." + Names.index(index);
    }

    /**
     * Trades of a period, summed up, with every change.
     *
     * @param resolution 1, 3, 5, 10, 15, 30, 60, 120, 180, 360 or 720 minutes, or 1D.
     */
    public static String candles(final String instrument, final String resolution) {
        return "chart.trades."
                + Names.instrument(instrument)
                + '.'
                + Names.oneOf("resolution", RESOLUTIONS, resolution);
    }

    /** Instruments that open and close; {@code any} stands for every kind or currency. */
    public static String instrumentState(final String kind, final String currency) {
        final String checkedKind = KIND_ANY.equals(kind) ? kind : Names.kind(kind);
        return "instrument.state." + checkedKind + '.' + Names.currency(currency);
    }

    /** Maintenance, and indices that are locked. */
    public static String platformState() {
        return "platform_state";
    }

    /** Whether the venue answers public requests without a login. */
    public static String publicMethodsState() {
        return "platform_state.public_methods_state";
    }

    /** What the venue announces to everybody. */
    public static String announcements() {
        return "announcements";
    }

    /** Block trades that came of requests for quotes; {@code any} stands for every currency. */
    public static String blockTrades(final String currency) {
        return "block_rfq.trades." + Names.currency(currency);
    }

    /** Block trades on their way; what they carry is of an account. */
    public static String blockTradeConfirmations() {
        return "block_trade_confirmations";
    }

    /** As {@link #blockTradeConfirmations()}, of one currency. */
    public static String blockTradeConfirmations(final String currency) {
        return "block_trade_confirmations." + Names.currency(currency);
    }

    /** Requests for quotes. Not in the venue's newest list of channels: it may not be granted. */
    public static String requestsForQuote(final String currency) {
        return "rfq." + Names.currency(currency);
    }

    private static String word(final DeribitInterval interval) {
        return Objects.requireNonNull(interval, "interval").word();
    }
}
