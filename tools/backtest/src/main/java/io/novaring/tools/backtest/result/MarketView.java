/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.TickerColumns;

/**
 * What was last told of the market of one instrument. Prices are scaled; ABSENT when not known. Of
 * several books of one instrument the first is followed, and another only while that is not LIVE;
 * where there is none, the best prices of tickers and quotes are.
 */
final class MarketView {
    private static final double RATE_SCALE = 1e9;

    private int connectionId = MarketEvent.NONE;
    private int channelId = MarketEvent.NONE;
    private boolean isLive;
    private boolean hasBook;
    private boolean hasQuote;
    private long bid = MarketEvent.ABSENT;
    private long ask = MarketEvent.ABSENT;
    private long mark = MarketEvent.ABSENT;
    private long index = MarketEvent.ABSENT;
    private long rate = MarketEvent.ABSENT;
    private long delivery = MarketEvent.ABSENT;

    void onBook(final MarketEvent event) {
        final boolean isOurs =
                !hasBook
                        || event.channelId == channelId && event.connectionId == connectionId
                        || !isLive && event.bookState == BookState.LIVE;
        if (!isOurs) {
            return;
        }
        hasBook = true;
        connectionId = event.connectionId;
        channelId = event.channelId;
        isLive = event.bookState == BookState.LIVE;
        bid = isLive ? event.bestBidPrice : MarketEvent.ABSENT;
        ask = isLive ? event.bestAskPrice : MarketEvent.ABSENT;
    }

    void onLost(final int lostConnectionId, final int lostChannelId) {
        if (hasBook && lostConnectionId == connectionId && lostChannelId == channelId) {
            isLive = false;
            bid = MarketEvent.ABSENT;
            ask = MarketEvent.ABSENT;
        }
    }

    void onTicker(final MarketEvent event) {
        final TickerColumns ticker = event.ticker;
        if (!hasBook) {
            bid = told(ticker.bestBidPrice, bid);
            ask = told(ticker.bestAskPrice, ask);
            hasQuote |= bid != MarketEvent.ABSENT || ask != MarketEvent.ABSENT;
        }
        if (event.kind == EventKind.TICKER) {
            mark = told(ticker.markPrice, mark);
            index = told(ticker.indexPrice, index);
            delivery = told(ticker.deliveryPrice, delivery);
            if (!Double.isNaN(ticker.currentFunding)) {
                rate = Math.round(ticker.currentFunding * RATE_SCALE);
            }
        }
    }

    private static long told(final long now, final long before) {
        return now == MarketEvent.ABSENT ? before : now;
    }

    /** Whether best prices may be believed. */
    boolean isLive() {
        return hasBook ? isLive : hasQuote;
    }

    long bid() {
        return bid;
    }

    long ask() {
        return ask;
    }

    /** Of a LIVE book with both sides. */
    long mid() {
        return bid == MarketEvent.ABSENT || ask == MarketEvent.ABSENT
                ? MarketEvent.ABSENT
                : bid + (ask - bid) / 2;
    }

    long mark() {
        return mark;
    }

    long index() {
        return index;
    }

    /** Funding of eight hours, scaled. */
    long rate() {
        return rate;
    }

    /** What a position is valued at: mark, else mid. */
    long valuation() {
        return mark == MarketEvent.ABSENT ? mid() : mark;
    }

    /** Which of them that is. */
    String valuationName() {
        return mark != MarketEvent.ABSENT ? "mark" : mid() != MarketEvent.ABSENT ? "mid" : "none";
    }

    /** What an index was when a contract on it ended; ABSENT before. */
    long delivery() {
        return delivery;
    }
}
