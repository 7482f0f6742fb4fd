/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.TickerColumns;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

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

    private static final WordTable FIELDS =
            WordTable.of(
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
                    "type");

    private static final int DELTA = 0;
    private static final int GAMMA = 1;
    private static final int VEGA = 2;
    private static final int THETA = 3;
    private static final int RHO = 4;

    private static final WordTable GREEK_FIELDS =
            WordTable.of("delta", "gamma", "vega", "theta", "rho");

    private static final WordTable TYPES = WordTable.of("snapshot", "change");
    private static final int CHANGE = 1;

    private final SymbolTable instruments;

    TickerDecoder(final SymbolTable instruments) {
        this.instruments = instruments;
    }

    /** A full ticker is complete in itself, as the first of the incremental ones is. */
    void decode(final JsonCursor cursor, final MarketEvent event, final boolean isIncremental) {
        final TickerColumns ticker = begin(event, EventKind.TICKER);
        int type = JsonCursor.ABSENT;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            final int field = cursor.field(FIELDS);
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
                default -> quoteField(cursor, event, field);
            }
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
            switch (cursor.field(GREEK_FIELDS)) {
                case DELTA -> ticker.delta = cursor.analytic();
                case GAMMA -> ticker.gamma = cursor.analytic();
                case VEGA -> ticker.vega = cursor.analytic();
                case THETA -> ticker.theta = cursor.analytic();
                case RHO -> ticker.rho = cursor.analytic();
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
