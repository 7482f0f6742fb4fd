/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.TickerColumns;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/** Fields of a ticker, which an order book has too. */
final class TickerReader {
    static final WordTable FIELDS =
            WordTable.of(
                    "instrument_name",
                    "timestamp",
                    "state",
                    "best_bid_price",
                    "best_bid_amount",
                    "best_ask_price",
                    "best_ask_amount",
                    "last_price",
                    "mark_price",
                    "index_price",
                    "min_price",
                    "max_price",
                    "open_interest",
                    "settlement_price",
                    "delivery_price",
                    "estimated_delivery_price",
                    "current_funding",
                    "funding_8h",
                    "interest_value",
                    "underlying_price",
                    "underlying_index",
                    "interest_rate",
                    "bid_iv",
                    "ask_iv",
                    "mark_iv",
                    "greeks",
                    "stats",
                    "change_id",
                    "bids",
                    "asks");

    static final int CHANGE_ID = 27;
    static final int BIDS = 28;
    static final int ASKS = 29;

    private static final WordTable GREEKS = WordTable.of("delta", "gamma", "rho", "theta", "vega");
    private static final WordTable STATS =
            WordTable.of("low", "high", "price_change", "volume", "volume_usd");

    private final ResultReader in;
    private final JsonCursor cursor;
    private final TickerColumns columns = new TickerColumns();
    private String instrument;
    private long timeNs = MarketEvent.ABSENT;
    private String state;
    private String underlyingIndex;

    TickerReader(final ResultReader in) {
        this.in = in;
        this.cursor = in.cursor();
        columns.clear();
    }

    void field(final int field) {
        switch (field) {
            case 0 -> instrument = in.string();
            case 1 -> timeNs = cursor.timeOfMillis();
            case 2 -> state = in.string();
            case 3 -> columns.bestBidPrice = cursor.decimal();
            case 4 -> columns.bestBidAmount = cursor.decimal();
            case 5 -> columns.bestAskPrice = cursor.decimal();
            case 6 -> columns.bestAskAmount = cursor.decimal();
            case 7 -> columns.lastPrice = cursor.decimal();
            case 8 -> columns.markPrice = cursor.decimal();
            case 9 -> columns.indexPrice = cursor.decimal();
            case 10 -> columns.minPrice = cursor.decimal();
            case 11 -> columns.maxPrice = cursor.decimal();
            case 12 -> columns.openInterest = cursor.decimal();
            case 13 -> columns.settlementPrice = cursor.decimal();
            case 14 -> columns.deliveryPrice = cursor.decimal();
            case 15 -> columns.estimatedDeliveryPrice = cursor.decimal();
            case 16 -> columns.currentFunding = cursor.analytic();
            case 17 -> columns.funding8h = cursor.analytic();
            case 18 -> columns.interestValue = cursor.analytic();
            case 19 -> columns.underlyingPrice = cursor.decimal();
            case 20 -> underlyingIndex = in.stringOrNumber();
            case 21 -> columns.interestRate = cursor.analytic();
            case 22 -> columns.bidIv = cursor.analytic();
            case 23 -> columns.askIv = cursor.analytic();
            case 24 -> columns.markIv = cursor.analytic();
            case 25 -> in.object(GREEKS, this::greek);
            case 26 -> in.object(STATS, this::stat);
            default -> cursor.skip();
        }
    }

    private void greek(final int field) {
        switch (field) {
            case 0 -> columns.delta = cursor.analytic();
            case 1 -> columns.gamma = cursor.analytic();
            case 2 -> columns.rho = cursor.analytic();
            case 3 -> columns.theta = cursor.analytic();
            default -> columns.vega = cursor.analytic();
        }
    }

    private void stat(final int field) {
        switch (field) {
            case 0 -> columns.lowPrice = cursor.decimal();
            case 1 -> columns.highPrice = cursor.decimal();
            case 2 -> columns.priceChange = cursor.analytic();
            case 3 -> columns.volume = cursor.analytic();
            default -> columns.volumeUsd = cursor.analytic();
        }
    }

    TickerResult result() {
        return new TickerResult(
                instrument,
                timeNs,
                state,
                columns.bestBidPrice,
                columns.bestBidAmount,
                columns.bestAskPrice,
                columns.bestAskAmount,
                columns.lastPrice,
                columns.markPrice,
                columns.indexPrice,
                columns.minPrice,
                columns.maxPrice,
                columns.openInterest,
                columns.settlementPrice,
                columns.deliveryPrice,
                columns.estimatedDeliveryPrice,
                new TickerResult.Funding(
                        columns.currentFunding, columns.funding8h, columns.interestValue),
                new TickerResult.OptionFigures(
                        columns.underlyingPrice,
                        underlyingIndex,
                        columns.interestRate,
                        columns.bidIv,
                        columns.askIv,
                        columns.markIv,
                        columns.delta,
                        columns.gamma,
                        columns.rho,
                        columns.theta,
                        columns.vega),
                new TickerResult.DayFigures(
                        columns.lowPrice,
                        columns.highPrice,
                        columns.priceChange,
                        columns.volume,
                        columns.volumeUsd));
    }
}
