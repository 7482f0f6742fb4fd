/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.Request;
import java.util.Objects;
import java.util.Set;

/**
 * The requests a program may make on a public connection, one method for each. Answers come back as
 * events of the ring with the {@link DeribitRequestType} of the request. Any thread; allocates.
 */
public final class DeribitRequests {
    private static final int TRADES_MAX = 1000;
    private static final int CLIENT_WORD_LENGTH_MAX = 64;
    private static final Set<Integer> DEPTHS = Set.of(1, 5, 10, 20, 50, 100, 1000, 10000);
    private static final Set<String> EXPIRING_KINDS = Set.of("future", "option", "any");
    private static final Set<String> INDEX_TYPES = Set.of("all", "spot", "derivative");

    private DeribitRequests() {}

    /**
     * All live instruments of a currency, {@code any} for all of them. The dearest request there
     * is: five at once and then one each 10 s. Ask once and keep the answer.
     */
    public static Request getInstruments(final String currency) {
        return instruments(new Params().text("currency", Names.currency(currency)));
    }

    /**
     * As {@link #getInstruments(String)}, of one kind: future, option, spot, future_combo or
     * option_combo. Perpetuals are futures.
     */
    public static Request getInstruments(final String currency, final String kind) {
        return instruments(
                new Params()
                        .text("currency", Names.currency(currency))
                        .text("kind", Names.kind(kind)));
    }

    /** As {@link #getInstruments(String, String)}, of those that have expired lately. */
    public static Request getExpiredInstruments(final String currency, final String kind) {
        return instruments(
                new Params()
                        .text("currency", Names.currency(currency))
                        .text("kind", Names.kind(kind))
                        .value("expired", "true"));
    }

    private static Request instruments(final Params params) {
        return params.request(DeribitRequestType.GET_INSTRUMENTS);
    }

    public static Request getInstrument(final String instrument) {
        return ofInstrument(instrument).request(DeribitRequestType.GET_INSTRUMENT);
    }

    /**
     * Who is there, answered by the version of the API. The engine says hello itself when a session
     * begins.
     *
     * @param clientName printable ASCII without quotes and backslashes, 1 to 64.
     * @param clientVersion as {@code clientName}.
     */
    public static Request hello(final String clientName, final String clientVersion) {
        return new Params()
                .text("client_name", clientWord("clientName", clientName))
                .text("client_version", clientWord("clientVersion", clientVersion))
                .request(DeribitRequestType.HELLO);
    }

    /** The venue's clock, epoch milliseconds. */
    public static Request getTime() {
        return Request.of(DeribitRequestType.GET_TIME, "");
    }

    /** Answered by the version of the API: says that the venue is there. */
    public static Request test() {
        return Request.of(DeribitRequestType.TEST, "");
    }

    /** Answered by an error: to see that a program can bear one. */
    public static Request testException() {
        return new Params().text("expected_result", "exception").request(DeribitRequestType.TEST);
    }

    /** Which indices are locked. */
    public static Request status() {
        return Request.of(DeribitRequestType.STATUS, "");
    }

    public static Request getCurrencies() {
        return Request.of(DeribitRequestType.GET_CURRENCIES, "");
    }

    /** As {@link #getOrderBook(String, int)}, to a depth that the venue chooses. */
    public static Request getOrderBook(final String instrument) {
        return ofInstrument(instrument).request(DeribitRequestType.GET_ORDER_BOOK);
    }

    /**
     * A book as it is now, to compare with; it cannot be joined to the changes of a channel.
     *
     * @param depth levels a side: 1, 5, 10, 20, 50, 100, 1000 or 10000.
     */
    public static Request getOrderBook(final String instrument, final int depth) {
        return ofInstrument(instrument)
                .value("depth", depth(depth))
                .request(DeribitRequestType.GET_ORDER_BOOK);
    }

    /** As {@link #getOrderBook(String, int)}, by the number of the instrument. */
    public static Request getOrderBookByInstrumentId(final long instrumentId, final int depth) {
        if (instrumentId < 0) {
            throw new IllegalArgumentException("instrumentId below 0: " + instrumentId);
        }
        return new Params()
                .value("instrument_id", instrumentId)
                .value("depth", depth(depth))
                .request(DeribitRequestType.GET_ORDER_BOOK_BY_INSTRUMENT_ID);
    }

    public static Request ticker(final String instrument) {
        return ofInstrument(instrument).request(DeribitRequestType.TICKER);
    }

    /**
     * The last trades of an instrument.
     *
     * @param count 1 to 1000.
     */
    public static Request getLastTrades(final String instrument, final int count) {
        return ofInstrument(instrument)
                .value("count", count(count))
                .request(DeribitRequestType.GET_LAST_TRADES_BY_INSTRUMENT);
    }

    /**
     * Trades of an instrument by their sequence numbers: to fill a gap.
     *
     * @param startSeq first number wanted.
     * @param endSeq last number wanted, not below the first.
     * @param count 1 to 1000.
     * @param isOldestFirst the order of the answer.
     */
    public static Request getLastTradesBySequence(
            final String instrument,
            final long startSeq,
            final long endSeq,
            final int count,
            final boolean isOldestFirst) {
        checkRange("startSeq", startSeq, "endSeq", endSeq);
        return ofInstrument(instrument)
                .value("start_seq", startSeq)
                .value("end_seq", endSeq)
                .value("count", count(count))
                .text("sorting", sorting(isOldestFirst))
                .request(DeribitRequestType.GET_LAST_TRADES_BY_INSTRUMENT);
    }

    /**
     * Trades of an instrument by their time.
     *
     * @param startMs first time wanted, epoch milliseconds.
     * @param endMs last time wanted, not before the first.
     * @param count 1 to 1000.
     * @param isOldestFirst the order of the answer.
     */
    public static Request getLastTradesByTime(
            final String instrument,
            final long startMs,
            final long endMs,
            final int count,
            final boolean isOldestFirst) {
        checkRange("startMs", startMs, "endMs", endMs);
        return ofInstrument(instrument)
                .value("start_timestamp", startMs)
                .value("end_timestamp", endMs)
                .value("count", count(count))
                .text("sorting", sorting(isOldestFirst))
                .request(DeribitRequestType.GET_LAST_TRADES_BY_INSTRUMENT);
    }

    /** Price of an index such as btc_usd. */
    public static Request getIndexPrice(final String index) {
        return new Params()
                .text("index_name", Names.index(index))
                .request(DeribitRequestType.GET_INDEX_PRICE);
    }

    public static Request getIndexPriceNames() {
        return Request.of(DeribitRequestType.GET_INDEX_PRICE_NAMES, "");
    }

    /** As {@link #getIndexPriceNames()}, with what can be traded on each index. */
    public static Request getIndexPriceNamesExtended() {
        return new Params()
                .value("extended", "true")
                .request(DeribitRequestType.GET_INDEX_PRICE_NAMES);
    }

    public static Request getSupportedIndexNames() {
        return Request.of(DeribitRequestType.GET_SUPPORTED_INDEX_NAMES, "");
    }

    /**
     * As {@link #getSupportedIndexNames()}, of one type.
     *
     * @param type all, spot or derivative.
     */
    public static Request getSupportedIndexNames(final String type) {
        return new Params()
                .text("type", Names.oneOf("type", INDEX_TYPES, type))
                .request(DeribitRequestType.GET_SUPPORTED_INDEX_NAMES);
    }

    /**
     * When instruments expire.
     *
     * @param kind future, option or any.
     */
    public static Request getExpirations(final String currency, final String kind) {
        return expirations(currency, kind).request(DeribitRequestType.GET_EXPIRATIONS);
    }

    /** As {@link #getExpirations(String, String)}, of one pair such as btc_usdc. */
    public static Request getExpirations(
            final String currency, final String kind, final String currencyPair) {
        return expirations(currency, kind)
                .text("currency_pair", Names.index(currencyPair))
                .request(DeribitRequestType.GET_EXPIRATIONS);
    }

    private static Params expirations(final String currency, final String kind) {
        return new Params()
                .text("currency", Names.currency(currency))
                .text("kind", Names.oneOf("kind", EXPIRING_KINDS, kind));
    }

    public static Request getContractSize(final String instrument) {
        return ofInstrument(instrument).request(DeribitRequestType.GET_CONTRACT_SIZE);
    }

    private static Params ofInstrument(final String instrument) {
        return new Params().text("instrument_name", Names.instrument(instrument));
    }

    private static long depth(final int depth) {
        if (!DEPTHS.contains(depth)) {
            throw new IllegalArgumentException(
                    "depth neither 1, 5, 10, 20, 50, 100, 1000 nor 10000: " + depth);
        }
        return depth;
    }

    static long count(final int count) {
        if (count < 1 || count > TRADES_MAX) {
            throw new IllegalArgumentException("count not within 1 and 1000: " + count);
        }
        return count;
    }

    static String sorting(final boolean isOldestFirst) {
        return isOldestFirst ? "asc" : "desc";
    }

    static void checkRange(
            final String startName, final long start, final String endName, final long end) {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    startName + " below 0 or above " + endName + ": " + start + " and " + end);
        }
    }

    private static String clientWord(final String what, final String word) {
        Objects.requireNonNull(word, what);
        if (word.isEmpty()
                || word.length() > CLIENT_WORD_LENGTH_MAX
                || word.chars().anyMatch(c -> c < ' ' || c > '~' || c == '"' || c == '\\')) {
            throw new IllegalArgumentException(
                    what + " not 1 to 64 plain characters: '" + word + '\'');
        }
        return word;
    }

    /** A flat JSON object; but for {@link #anyText}, values are checked and need no escapes. */
    static final class Params {
        private final StringBuilder json = new StringBuilder("{");

        Params text(final String name, final String text) {
            return value(name, '"' + text + '"');
        }

        /** Of any text: what JSON demands is escaped. */
        Params anyText(final String name, final String text) {
            return value(name, new JsonEncoder(64).string(text).toString());
        }

        Params value(final String name, final long value) {
            return value(name, Long.toString(value));
        }

        Params value(final String name, final String value) {
            json.append(json.length() == 1 ? "\"" : ",\"").append(name).append("\":").append(value);
            return this;
        }

        Request request(final int type) {
            return Request.of(type, json.append('}').toString());
        }
    }
}
