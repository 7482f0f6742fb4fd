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
    private static final Set<Integer> DEPTHS = Set.of(1, 10, 20);

    private DeribitChannels() {}

    /** The full book: a snapshot, then changes in an unbroken chain. */
    public static String book(final String instrument, final DeribitInterval interval) {
        return "book." + Names.instrument(instrument) + '.' + word(interval);
    }

    /**
     * The best levels of a book, whole each time.
     *
     * @param group step to which prices are rounded, {@code none} for no rounding.
     * @param depth levels a side: 1, 10 or 20.
     * @param interval anything but raw.
     */
    public static String groupedBook(
            final String instrument,
            final String group,
            final int depth,
            final DeribitInterval interval) {
        Objects.requireNonNull(group, "group");
        if (!GROUPS.contains(group)) {
            throw new IllegalArgumentException("group unknown: '" + group + '\'');
        }
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

    /** Mark prices of all options on an index, as one array. */
    public static String markPriceOptions(final String index) {
        return "markprice.options." + Names.index(index);
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

    private static String word(final DeribitInterval interval) {
        return Objects.requireNonNull(interval, "interval").word();
    }
}
