/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.TickerColumns;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/** Data of {@code tickers.*}: what a change leaves out is as it was. */
final class TickerDecoder {
    private static final int SYMBOL = 0;
    private static final int LAST_PRICE = 1;
    private static final int MARK_PRICE = 2;
    private static final int INDEX_PRICE = 3;
    private static final int BID_PRICE = 4;
    private static final int BID_SIZE = 5;
    private static final int ASK_PRICE = 6;
    private static final int ASK_SIZE = 7;
    private static final int OPEN_INTEREST = 8;
    private static final int FUNDING_RATE = 9;

    private static final WordTable FIELDS =
            WordTable.of(
                    "symbol",
                    "lastPrice",
                    "markPrice",
                    "indexPrice",
                    "bid1Price",
                    "bid1Size",
                    "ask1Price",
                    "ask1Size",
                    "openInterest",
                    "fundingRate");

    private final SymbolTable instruments;
    private final TextDecimals decimals;

    TickerDecoder(final SymbolTable instruments, final TextDecimals decimals) {
        this.instruments = instruments;
        this.decimals = decimals;
    }

    void decode(final JsonCursor cursor, final MarketEvent event) {
        final TickerColumns ticker = event.ticker;
        event.kind = EventKind.TICKER;
        event.instrumentId = MarketEvent.NONE;
        ticker.clear();
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case SYMBOL -> event.instrumentId = cursor.symbol(instruments);
                case LAST_PRICE -> ticker.lastPrice = decimals.optional(cursor);
                case MARK_PRICE -> ticker.markPrice = decimals.optional(cursor);
                case INDEX_PRICE -> ticker.indexPrice = decimals.optional(cursor);
                case BID_PRICE -> ticker.bestBidPrice = decimals.optional(cursor);
                case BID_SIZE -> ticker.bestBidAmount = decimals.optional(cursor);
                case ASK_PRICE -> ticker.bestAskPrice = decimals.optional(cursor);
                case ASK_SIZE -> ticker.bestAskAmount = decimals.optional(cursor);
                case OPEN_INTEREST -> ticker.openInterest = decimals.optional(cursor);
                case FUNDING_RATE -> ticker.currentFunding = decimals.analytic(cursor);
                default -> cursor.skip();
            }
        }
    }
}
