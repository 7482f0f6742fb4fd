/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.engine.venue.Request;
import java.util.Set;

/**
 * The requests a program may make on a public connection, one method for each. Answers come back as
 * events of the ring with the {@link DeribitRequestType} of the request. Any thread; allocates.
 */
public final class DeribitRequests {
    private static final int TRADES_MAX = 1000;
    private static final Set<Integer> DEPTHS = Set.of(1, 5, 10, 20, 50, 100, 1000, 10000);

    private DeribitRequests() {}

    /**
     * All live instruments of a currency, {@code any} for all of them. The dearest request there
     * is: five at once and then one each 10 s. Ask once and keep the answer.
     */
    public static Request getInstruments(final String currency) {
        return Request.of(
                DeribitRequestType.GET_INSTRUMENTS,
                "{\"currency\":\"" + Names.currency(currency) + "\"}");
    }

    /**
     * As {@link #getInstruments(String)}, of one kind: future, option, spot, future_combo or
     * option_combo. Perpetuals are futures.
     */
    public static Request getInstruments(final String currency, final String kind) {
        return Request.of(
                DeribitRequestType.GET_INSTRUMENTS,
                "{\"currency\":\""
                        + Names.currency(currency)
                        + "\",\"kind\":\""
                        + Names.kind(kind)
                        + "\"}");
    }

    public static Request getInstrument(final String instrument) {
        return ofInstrument(DeribitRequestType.GET_INSTRUMENT, instrument, "");
    }

    /** The venue's clock, epoch milliseconds. */
    public static Request getTime() {
        return Request.of(DeribitRequestType.GET_TIME, "");
    }

    /** Answered by the version of the API: says that the venue is there. */
    public static Request test() {
        return Request.of(DeribitRequestType.TEST, "");
    }

    /** Which indices are locked. */
    public static Request status() {
        return Request.of(DeribitRequestType.STATUS, "");
    }

    public static Request getCurrencies() {
        return Request.of(DeribitRequestType.GET_CURRENCIES, "");
    }

    /**
     * A book as it is now, to compare with; it cannot be joined to the changes of a channel.
     *
     * @param depth levels a side: 1, 5, 10, 20, 50, 100, 1000 or 10000.
     */
    public static Request getOrderBook(final String instrument, final int depth) {
        if (!DEPTHS.contains(depth)) {
            throw new IllegalArgumentException(
                    "depth neither 1, 5, 10, 20, 50, 100, 1000 nor 10000: " + depth);
        }
        return ofInstrument(DeribitRequestType.GET_ORDER_BOOK, instrument, ",\"depth\":" + depth);
    }

    public static Request ticker(final String instrument) {
        return ofInstrument(DeribitRequestType.TICKER, instrument, "");
    }

    /**
     * The last trades of an instrument.
     *
     * @param count 1 to 1000.
     */
    public static Request getLastTrades(final String instrument, final int count) {
        if (count < 1 || count > TRADES_MAX) {
            throw new IllegalArgumentException("count not within 1 and 1000: " + count);
        }
        return ofInstrument(
                DeribitRequestType.GET_LAST_TRADES_BY_INSTRUMENT,
                instrument,
                ",\"count\":" + count);
    }

    /** Price of an index such as btc_usd. */
    public static Request getIndexPrice(final String index) {
        return Request.of(
                DeribitRequestType.GET_INDEX_PRICE,
                "{\"index_name\":\"" + Names.index(index) + "\"}");
    }

    public static Request getSupportedIndexNames() {
        return Request.of(DeribitRequestType.GET_SUPPORTED_INDEX_NAMES, "");
    }

    private static Request ofInstrument(
            final int type, final String instrument, final String more) {
        return Request.of(
                type, "{\"instrument_name\":\"" + Names.instrument(instrument) + '"' + more + '}');
    }
}
