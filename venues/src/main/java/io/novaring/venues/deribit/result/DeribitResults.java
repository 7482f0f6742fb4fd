/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Results of {@code DeribitRequests} as records, one method for each. Each takes the JSON text of a
 * result, as the future of a request or a RESPONSE event has it. Any thread; allocates. What cannot
 * be read is an IllegalArgumentException that says why.
 *
 * <p>Definitions of instruments are read by {@code InstrumentReader}.
 */
public final class DeribitResults {
    private static final long MS_MAX = Long.MAX_VALUE / 1_000_000;

    private static final WordTable VERSION = WordTable.of("version");
    private static final WordTable STATUS =
            WordTable.of("locked", "locked_indices", "locked_currencies");
    private static final WordTable PRICE = WordTable.of("index_price", "estimated_delivery_price");
    private static final WordTable CONTRACT = WordTable.of("contract_size");
    private static final WordTable TRADES = WordTable.of("trades", "has_more");
    private static final WordTable NAME = WordTable.of("name");
    private static final WordTable CURRENCY =
            WordTable.of(
                    "currency",
                    "currency_long",
                    "coin_type",
                    "decimals",
                    "min_confirmations",
                    "withdrawal_fee",
                    "min_withdrawal_fee",
                    "network_fee",
                    "network_currency",
                    "in_cross_collateral_pool",
                    "apr");

    private DeribitResults() {}

    /** Of {@code public/get_time}: the venue's clock in epoch nanoseconds. */
    public static long timeNs(final String json) {
        final ResultReader in = new ResultReader("public/get_time", json);
        final long ms = in.requiredInteger();
        if (ms < 0 || ms > MS_MAX) {
            throw in.failure("no time in milliseconds");
        }
        return in.finish(ms * 1_000_000);
    }

    /** Of {@code public/hello} and {@code public/test}: the version of the venue's API. */
    public static String version(final String json) {
        final ResultReader in = new ResultReader("public/test", json);
        final String[] version = new String[1];
        in.requiredObject(VERSION, field -> version[0] = in.string());
        return in.finish(version[0]);
    }

    /** Of {@code public/status}. */
    public static PlatformStatus status(final String json) {
        final ResultReader in = new ResultReader("public/status", json);
        final String[] locked = new String[1];
        final List<String> names = new ArrayList<>();
        in.requiredObject(
                STATUS,
                field -> {
                    // The schema says text, the sample has a literal; it has two names for the
                    // list.
                    if (field > 0) {
                        names.addAll(in.strings());
                    } else if (in.cursor().isText()) {
                        locked[0] = in.string();
                    } else {
                        final int value = in.cursor().bool();
                        locked[0] = value == JsonCursor.ABSENT ? null : String.valueOf(value == 1);
                    }
                });
        return in.finish(new PlatformStatus(locked[0], List.copyOf(names)));
    }

    /** Of {@code public/get_currencies}. */
    public static List<CurrencyInfo> currencies(final String json) {
        final ResultReader in = new ResultReader("public/get_currencies", json);
        return in.finish(in.list(() -> currency(in)));
    }

    private static CurrencyInfo currency(final ResultReader in) {
        final JsonCursor cursor = in.cursor();
        final String[] texts = new String[4];
        final long[] numbers = new long[5];
        Arrays.fill(numbers, MarketEvent.ABSENT);
        final boolean[] isPooled = new boolean[1];
        final double[] apr = {Double.NaN};
        in.requiredObject(
                CURRENCY,
                field -> {
                    switch (field) {
                        case 0, 1, 2 -> texts[field] = in.string();
                        case 3, 4 -> numbers[field - 3] = cursor.integer();
                        case 5, 6, 7 -> numbers[field - 3] = cursor.decimal();
                        case 8 -> texts[3] = in.string();
                        case 9 -> isPooled[0] = in.isTrue();
                        default -> apr[0] = cursor.analytic();
                    }
                });
        return new CurrencyInfo(
                texts[0],
                texts[1],
                texts[2],
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                texts[3],
                isPooled[0],
                apr[0]);
    }

    /** Of {@code public/get_index_price}. */
    public static IndexPrice indexPrice(final String json) {
        final ResultReader in = new ResultReader("public/get_index_price", json);
        final long[] prices = {MarketEvent.ABSENT, MarketEvent.ABSENT};
        in.requiredObject(PRICE, field -> prices[field] = in.cursor().decimal());
        if (prices[0] == MarketEvent.ABSENT) {
            in.finish(prices);
            throw in.failure("it has no index_price");
        }
        return in.finish(new IndexPrice(prices[0], prices[1]));
    }

    /**
     * Of {@code public/get_supported_index_names} and {@code public/get_index_price_names}: the
     * names alone, also when the answer is an extended one.
     */
    public static List<String> indexNames(final String json) {
        final ResultReader in = new ResultReader("public/get_index_price_names", json);
        return in.finish(in.list(() -> indexName(in)));
    }

    private static String indexName(final ResultReader in) {
        if (!in.cursor().isObject()) {
            return in.string();
        }
        final String[] name = new String[1];
        in.object(NAME, field -> name[0] = in.string());
        return name[0];
    }

    /** Of {@code public/get_expirations}. */
    public static List<Expirations> expirations(final String json) {
        final ResultReader in = new ResultReader("public/get_expirations", json);
        return in.finish(new ExpirationsReader(in).read());
    }

    /** Of {@code public/get_contract_size}: scaled by {@code Decimals.SCALE}. */
    public static long contractSize(final String json) {
        final ResultReader in = new ResultReader("public/get_contract_size", json);
        final long[] size = {MarketEvent.ABSENT};
        in.requiredObject(CONTRACT, field -> size[0] = in.cursor().decimal());
        in.finish(size);
        if (size[0] == MarketEvent.ABSENT) {
            throw in.failure("it has no contract_size");
        }
        return size[0];
    }

    /** Of {@code public/ticker}. */
    public static TickerResult ticker(final String json) {
        final ResultReader in = new ResultReader("public/ticker", json);
        final TickerReader ticker = new TickerReader(in);
        in.requiredObject(TickerReader.FIELDS, ticker::field);
        return in.finish(ticker.result());
    }

    /** Of {@code public/get_order_book} and {@code public/get_order_book_by_instrument_id}. */
    public static OrderBookResult orderBook(final String json) {
        final ResultReader in = new ResultReader("public/get_order_book", json);
        final TickerReader ticker = new TickerReader(in);
        final long[] changeId = {MarketEvent.ABSENT};
        final List<List<Level>> sides = new ArrayList<>(List.of(List.of(), List.of()));
        in.requiredObject(
                TickerReader.FIELDS,
                field -> {
                    switch (field) {
                        case TickerReader.CHANGE_ID -> changeId[0] = in.cursor().integer();
                        case TickerReader.BIDS -> sides.set(0, in.list(() -> level(in)));
                        case TickerReader.ASKS -> sides.set(1, in.list(() -> level(in)));
                        default -> ticker.field(field);
                    }
                });
        return in.finish(
                new OrderBookResult(ticker.result(), changeId[0], sides.get(0), sides.get(1)));
    }

    private static Level level(final ResultReader in) {
        final JsonCursor cursor = in.cursor();
        final long price = cursor.firstElement() ? cursor.requiredDecimal() : missing(in);
        final long amount = cursor.nextElement() ? cursor.requiredDecimal() : missing(in);
        while (cursor.nextElement()) {
            cursor.skip();
        }
        return new Level(price, amount);
    }

    private static long missing(final ResultReader in) {
        throw in.failure("a level is no pair of price and amount");
    }

    /** Of {@code public/get_last_trades_by_instrument}. */
    public static TradesResult trades(final String json) {
        final ResultReader in = new ResultReader("public/get_last_trades_by_instrument", json);
        final List<TradeResult> trades = new ArrayList<>();
        final boolean[] hasMore = new boolean[1];
        in.requiredObject(
                TRADES,
                field -> {
                    if (field == 0) {
                        trades.clear();
                        trades.addAll(in.list(() -> new TradeReader(in).read()));
                    } else {
                        hasMore[0] = in.isTrue();
                    }
                });
        return in.finish(new TradesResult(List.copyOf(trades), hasMore[0]));
    }
}
