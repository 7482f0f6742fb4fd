/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.TickerColumns;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import java.util.Arrays;

/** Data of {@code ticker.*}, {@code incremental_ticker.*} and, a part of it, {@code quote.*}. */
final class TickerDecoder {
    private static final int BEST_BID_PRICE = 0;
    private static final int BEST_BID_AMOUNT = 1;
    private static final int BEST_ASK_PRICE = 2;
    private static final int BEST_ASK_AMOUNT = 3;
    private static final int TIMESTAMP = 4;
    private static final int INSTRUMENT_NAME = 5;
    private static final int LAST_PRICE = 6;
    private static final int MARK_PRICE = 7;
    private static final int INDEX_PRICE = 8;
    private static final int OPEN_INTEREST = 9;
    private static final int STATE = 10;
    private static final int CURRENT_FUNDING = 11;
    private static final int FUNDING_8H = 12;
    private static final int MARK_IV = 13;
    private static final int BID_IV = 14;
    private static final int ASK_IV = 15;
    private static final int GREEKS = 16;
    private static final int TYPE = 17;
    private static final int MIN_PRICE = 18;
    private static final int MAX_PRICE = 19;
    private static final int SETTLEMENT_PRICE = 20;
    private static final int DELIVERY_PRICE = 21;
    private static final int ESTIMATED_DELIVERY_PRICE = 22;
    private static final int UNDERLYING_PRICE = 23;
    private static final int UNDERLYING_INDEX = 24;
    private static final int INTEREST_RATE = 25;
    private static final int INTEREST_VALUE = 26;
    private static final int STATS = 27;

    private static final String[] NAMES = {
        "best_bid_price",
        "best_bid_amount",
        "best_ask_price",
        "best_ask_amount",
        "timestamp",
        "instrument_name",
        "last_price",
        "mark_price",
        "index_price",
        "open_interest",
        "state",
        "current_funding",
        "funding_8h",
        "mark_iv",
        "bid_iv",
        "ask_iv",
        "greeks",
        "type",
        "min_price",
        "max_price",
        "settlement_price",
        "delivery_price",
        "estimated_delivery_price",
        "underlying_price",
        "underlying_index",
        "interest_rate",
        "interest_value",
        "stats",
    };

    private static final WordTable FIELDS = WordTable.of(NAMES);
    private static final WordTable BASIC_FIELDS = WordTable.of(Arrays.copyOf(NAMES, MIN_PRICE));

    private static final long GREEKS_BITS =
            TickerColumns.DELTA_BIT
                    | TickerColumns.GAMMA_BIT
                    | TickerColumns.VEGA_BIT
                    | TickerColumns.THETA_BIT
                    | TickerColumns.RHO_BIT;

    private static final long STATS_BITS =
            TickerColumns.VOLUME_BIT
                    | TickerColumns.LOW_PRICE_BIT
                    | TickerColumns.HIGH_PRICE_BIT
                    | TickerColumns.PRICE_CHANGE_BIT
                    | TickerColumns.VOLUME_USD_BIT
                    | TickerColumns.VOLUME_NOTIONAL_BIT;

    /** By number of the field: what to note when it is null. */
    private static final long[] BITS = {
        TickerColumns.BEST_BID_PRICE_BIT,
        TickerColumns.BEST_BID_AMOUNT_BIT,
        TickerColumns.BEST_ASK_PRICE_BIT,
        TickerColumns.BEST_ASK_AMOUNT_BIT,
        0,
        0,
        TickerColumns.LAST_PRICE_BIT,
        TickerColumns.MARK_PRICE_BIT,
        TickerColumns.INDEX_PRICE_BIT,
        TickerColumns.OPEN_INTEREST_BIT,
        TickerColumns.STATE_BIT,
        TickerColumns.CURRENT_FUNDING_BIT,
        TickerColumns.FUNDING_8H_BIT,
        TickerColumns.MARK_IV_BIT,
        TickerColumns.BID_IV_BIT,
        TickerColumns.ASK_IV_BIT,
        GREEKS_BITS,
        0,
        TickerColumns.MIN_PRICE_BIT,
        TickerColumns.MAX_PRICE_BIT,
        TickerColumns.SETTLEMENT_PRICE_BIT,
        TickerColumns.DELIVERY_PRICE_BIT,
        TickerColumns.ESTIMATED_DELIVERY_PRICE_BIT,
        TickerColumns.UNDERLYING_PRICE_BIT,
        TickerColumns.UNDERLYING_INDEX_BIT,
        TickerColumns.INTEREST_RATE_BIT,
        TickerColumns.INTEREST_VALUE_BIT,
        STATS_BITS,
    };

    private static final int DELTA = 0;
    private static final int GAMMA = 1;
    private static final int VEGA = 2;
    private static final int THETA = 3;
    private static final int RHO = 4;

    private static final WordTable GREEK_FIELDS =
            WordTable.of("delta", "gamma", "vega", "theta", "rho");

    private static final long[] GREEK_BITS = {
        TickerColumns.DELTA_BIT,
        TickerColumns.GAMMA_BIT,
        TickerColumns.VEGA_BIT,
        TickerColumns.THETA_BIT,
        TickerColumns.RHO_BIT,
    };

    private static final int VOLUME = 0;
    private static final int LOW = 1;
    private static final int HIGH = 2;
    private static final int PRICE_CHANGE = 3;
    private static final int VOLUME_USD = 4;
    private static final int VOLUME_NOTIONAL = 5;

    private static final WordTable STATS_FIELDS =
            WordTable.of("volume", "low", "high", "price_change", "volume_usd", "volume_notional");

    private static final long[] STAT_BITS = {
        TickerColumns.VOLUME_BIT,
        TickerColumns.LOW_PRICE_BIT,
        TickerColumns.HIGH_PRICE_BIT,
        TickerColumns.PRICE_CHANGE_BIT,
        TickerColumns.VOLUME_USD_BIT,
        TickerColumns.VOLUME_NOTIONAL_BIT,
    };

    private static final WordTable TYPES = WordTable.of("snapshot", "change");
    private static final int CHANGE = 1;

    private final SymbolTable instruments;
    private final WordTable fields;

    TickerDecoder(final SymbolTable instruments, final boolean hasDetails) {
        this.instruments = instruments;
        fields = hasDetails ? FIELDS : BASIC_FIELDS;
    }

    /** A full ticker is complete in itself, as the first of the incremental ones is. */
    void decode(final JsonCursor cursor, final MarketEvent event, final boolean isIncremental) {
        final TickerColumns ticker = begin(event, EventKind.TICKER);
        int type = JsonCursor.ABSENT;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            final int field = cursor.field(fields);
            if (isIncremental && field >= 0 && cursor.isNull()) {
                ticker.nullFields |= BITS[field];
            }
            switch (field) {
                case LAST_PRICE -> ticker.lastPrice = cursor.decimal();
                case MARK_PRICE -> ticker.markPrice = cursor.decimal();
                case INDEX_PRICE -> ticker.indexPrice = cursor.decimal();
                case OPEN_INTEREST -> ticker.openInterest = cursor.decimal();
                case STATE -> ticker.state = cursor.text();
                case CURRENT_FUNDING -> ticker.currentFunding = cursor.analytic();
                case FUNDING_8H -> ticker.funding8h = cursor.analytic();
                case MARK_IV -> ticker.markIv = cursor.analytic();
                case BID_IV -> ticker.bidIv = cursor.analytic();
                case ASK_IV -> ticker.askIv = cursor.analytic();
                case GREEKS -> greeks(cursor, ticker);
                case TYPE -> type = type(cursor, isIncremental);
                default -> {
                    if (field >= MIN_PRICE) {
                        detail(cursor, ticker, field);
                    } else {
                        quoteField(cursor, event, field);
                    }
                }
            }
        }
        if (!isIncremental) {
            ticker.nullFields = 0;
        }
        final boolean isChange = isIncremental && type == CHANGE;
        event.flags |= isChange ? MarketEvent.CHANGE : MarketEvent.SNAPSHOT;
    }

    void decodeQuote(final JsonCursor cursor, final MarketEvent event) {
        begin(event, EventKind.QUOTE);
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            quoteField(cursor, event, cursor.field(FIELDS));
        }
    }

    private static TickerColumns begin(final MarketEvent event, final EventKind kind) {
        event.kind = kind;
        event.instrumentId = MarketEvent.NONE;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        event.ticker.clear();
        return event.ticker;
    }

    private void quoteField(final JsonCursor cursor, final MarketEvent event, final int field) {
        final TickerColumns ticker = event.ticker;
        switch (field) {
            case BEST_BID_PRICE -> ticker.bestBidPrice = cursor.decimal();
            case BEST_BID_AMOUNT -> ticker.bestBidAmount = cursor.decimal();
            case BEST_ASK_PRICE -> ticker.bestAskPrice = cursor.decimal();
            case BEST_ASK_AMOUNT -> ticker.bestAskAmount = cursor.decimal();
            case TIMESTAMP -> event.exchangeTimeNs = cursor.timeOfMillis();
            case INSTRUMENT_NAME -> event.instrumentId = cursor.symbol(instruments);
            default -> cursor.skip();
        }
    }

    private static void greeks(final JsonCursor cursor, final TickerColumns ticker) {
        ticker.delta = Double.NaN;
        ticker.gamma = Double.NaN;
        ticker.vega = Double.NaN;
        ticker.theta = Double.NaN;
        ticker.rho = Double.NaN;
        if (!cursor.isObject()) {
            cursor.skip();
            return;
        }
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            final int field = cursor.field(GREEK_FIELDS);
            if (field >= 0 && cursor.isNull()) {
                ticker.nullFields |= GREEK_BITS[field];
            }
            switch (field) {
                case DELTA -> ticker.delta = cursor.analytic();
                case GAMMA -> ticker.gamma = cursor.analytic();
                case VEGA -> ticker.vega = cursor.analytic();
                case THETA -> ticker.theta = cursor.analytic();
                case RHO -> ticker.rho = cursor.analytic();
                default -> cursor.skip();
            }
        }
    }

    private static void detail(
            final JsonCursor cursor, final TickerColumns ticker, final int field) {
        switch (field) {
            case MIN_PRICE -> ticker.minPrice = cursor.decimal();
            case MAX_PRICE -> ticker.maxPrice = cursor.decimal();
            case SETTLEMENT_PRICE -> ticker.settlementPrice = cursor.decimal();
            case DELIVERY_PRICE -> ticker.deliveryPrice = cursor.decimal();
            case ESTIMATED_DELIVERY_PRICE -> ticker.estimatedDeliveryPrice = cursor.decimal();
            case UNDERLYING_PRICE -> ticker.underlyingPrice = cursor.decimal();
            case UNDERLYING_INDEX -> ticker.underlyingIndex = cursor.textOrNumber();
            case INTEREST_RATE -> ticker.interestRate = cursor.analytic();
            case INTEREST_VALUE -> ticker.interestValue = cursor.analytic();
            case STATS -> stats(cursor, ticker);
            default -> cursor.skip();
        }
    }

    private static void stats(final JsonCursor cursor, final TickerColumns ticker) {
        ticker.volume = Double.NaN;
        ticker.lowPrice = MarketEvent.ABSENT;
        ticker.highPrice = MarketEvent.ABSENT;
        ticker.priceChange = Double.NaN;
        ticker.volumeUsd = Double.NaN;
        ticker.volumeNotional = Double.NaN;
        if (!cursor.isObject()) {
            cursor.skip();
            return;
        }
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            final int field = cursor.field(STATS_FIELDS);
            if (field >= 0 && cursor.isNull()) {
                ticker.nullFields |= STAT_BITS[field];
            }
            switch (field) {
                case VOLUME -> ticker.volume = cursor.analytic();
                case LOW -> ticker.lowPrice = cursor.decimal();
                case HIGH -> ticker.highPrice = cursor.decimal();
                case PRICE_CHANGE -> ticker.priceChange = cursor.analytic();
                case VOLUME_USD -> ticker.volumeUsd = cursor.analytic();
                case VOLUME_NOTIONAL -> ticker.volumeNotional = cursor.analytic();
                default -> cursor.skip();
            }
        }
    }

    private static int type(final JsonCursor cursor, final boolean isIncremental) {
        final int offset = cursor.valueOffset();
        final int type = cursor.word(TYPES);
        if (isIncremental && type == WordTable.UNKNOWN) {
            cursor.fail(RejectReason.BAD_VALUE, offset);
        }
        return type;
    }
}
