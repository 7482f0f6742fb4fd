/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.Text;
import io.novaring.codec.TickerColumns;
import io.novaring.codec.TradeColumns;
import io.novaring.tools.simulator.exchange.RecordedBooks;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.RecordedMarket;
import io.novaring.tools.simulator.market.State;
import java.util.HashSet;
import java.util.Set;

/** What the recording tells of one instrument. */
final class RecordedFeed {
    private static final double SCALE = 1e9;

    final Instrument instrument;

    /** Null until the recording tells of one. */
    State recordedState;

    private boolean hasTicker;
    private int channelId;
    private long changeId;
    private long tradeSeq = MarketEvent.ABSENT;
    private long unknownSinceNs = MarketEvent.ABSENT;
    private long unknownNs;
    private int lostCount;
    private final RecordedMarket market;
    private final RecordedBooks books;
    private final Set<Long> ignoredTrades = new HashSet<>();
    private final IgnoredOrders ignored;

    RecordedFeed(
            final Instrument instrument,
            final RecordedMarket market,
            final RecordedBooks books,
            final long windowNs) {
        this.instrument = instrument;
        this.market = market;
        this.books = books;
        this.ignored = new IgnoredOrders(instrument, books, windowNs);
    }

    boolean isKnown() {
        return books.isKnown(instrument);
    }

    /** The first message of all has come: from now on time without a book counts. */
    void start(final long nowNs) {
        unknownSinceNs = nowNs;
    }

    void lose(final long nowNs) {
        if (isKnown()) {
            books.lose(instrument);
            ignored.clearDisplayed();
            unknownSinceNs = nowNs;
            lostCount++;
        }
    }

    int lostCount() {
        return lostCount;
    }

    long unknownNs(final long nowNs) {
        final boolean counts = !isKnown() && unknownSinceNs != MarketEvent.ABSENT;
        return unknownNs + (counts ? nowNs - unknownSinceNs : 0);
    }

    /** A book is followed by the channel its snapshot came from, until it is lost. */
    void onBook(final MarketEvent event, final long nowNs) {
        if (event.hasFlag(MarketEvent.WINDOW)) {
            return;
        }
        final boolean known = isKnown();
        if (known && event.channelId != channelId) {
            return;
        }
        if (event.hasFlag(MarketEvent.SNAPSHOT)) {
            snapshot(event, nowNs);
        } else if (known) {
            change(event, nowNs);
        }
        if (!hasTicker && instrument.bids.count() > 0 && instrument.asks.count() > 0) {
            final long middle = (instrument.bids.bestPrice() + instrument.asks.bestPrice()) / 2;
            market.setMarkPrice(instrument, middle);
            guessIndex(middle);
        }
        books.cross(instrument);
    }

    private void guessIndex(final long price) {
        if (instrument.currency.indexPrice() == 0 && !instrument.option) {
            market.setIndexPrice(instrument.currency, price);
        }
    }

    private void snapshot(final MarketEvent event, final long nowNs) {
        books.beginSnapshot(instrument);
        ignored.clearDisplayed();
        setAll(event.bids, true);
        setAll(event.asks, false);
        if (!isKnown()) {
            unknownNs = unknownNs(nowNs);
        }
        books.endSnapshot(instrument);
        channelId = event.channelId;
        changeId = event.changeId;
    }

    private void setAll(final LevelColumns levels, final boolean atBids) {
        for (int i = 0; i < levels.size(); i++) {
            final long price = levels.price(i);
            final long amount = amount(levels, i);
            final long others = ignored.isEmpty() ? amount : ignored.onLevel(atBids, price, amount);
            books.setLevel(instrument, atBids, price, others);
        }
    }

    private void change(final MarketEvent event, final long nowNs) {
        final long previous = event.prevChangeId;
        if (previous != MarketEvent.ABSENT && changeId != MarketEvent.ABSENT) {
            if (event.changeId <= changeId) {
                return;
            }
            if (previous != changeId) {
                lose(nowNs);
                return;
            }
        }
        changeId = event.changeId;
        change(event.bids, true);
        change(event.asks, false);
    }

    private void change(final LevelColumns levels, final boolean atBids) {
        final int count = levels.size();
        final boolean plain = ignored.isEmpty();
        for (int i = 0; i < count; i++) {
            if (plain) {
                books.change(instrument, atBids, levels.price(i), amount(levels, i));
            } else {
                ignored.onChange(atBids, levels.price(i), amount(levels, i));
            }
        }
    }

    private static long amount(final LevelColumns levels, final int index) {
        return levels.action(index) == LevelColumns.DELETE ? 0 : levels.amount(index);
    }

    void ignore(final boolean isBuy, final long price, final long change, final long nowNs) {
        ignored.add(isBuy, price, change, nowNs);
    }

    /** What the recorded account left behind longer ago than the window is there to be had. */
    void passIgnored(final long nowNs) {
        ignored.pass(nowNs);
    }

    void onTrades(final MarketEvent event, final long nowNs) {
        final TradeColumns rows = event.trades;
        for (int i = 0; i < rows.size(); i++) {
            if (event.instrumentId == MarketEvent.NONE
                    || rows.instrumentId[i] == event.instrumentId) {
                onTrade(rows, i, nowNs);
            }
        }
    }

    void onTrade(final TradeColumns rows, final int row, final long nowNs) {
        final long sequence = rows.tradeSeq[row];
        final boolean numbered = sequence != MarketEvent.ABSENT;
        // Two channels may tell of the same trade.
        if (numbered && sequence <= tradeSeq) {
            return;
        }
        tradeSeq = Math.max(tradeSeq, sequence);
        final boolean own = numbered && !ignoredTrades.isEmpty() && ignoredTrades.remove(sequence);
        final boolean elsewhere =
                rows.blockTradeId[row] != Text.ABSENT || rows.comboId[row] != Text.ABSENT;
        if (own || elsewhere || rows.price[row] == MarketEvent.ABSENT) {
            return;
        }
        final long timeNs = rows.timeNs[row] == MarketEvent.ABSENT ? nowNs : rows.timeNs[row];
        market.setLastPrice(instrument, rows.price[row]);
        // Without a side nobody knows who of a book would have met it.
        if (rows.direction[row] != Side.NONE && rows.amount[row] > 0) {
            final boolean takerBuys = rows.direction[row] == Side.BUY;
            books.trade(instrument, takerBuys, rows.price[row], rows.amount[row], timeNs);
        }
    }

    void ignoreTrade(final long sequence) {
        if (sequence > tradeSeq) {
            ignoredTrades.add(sequence);
        }
    }

    void onTicker(final TickerColumns ticker) {
        if (ticker.markPrice != MarketEvent.ABSENT) {
            hasTicker = true;
            market.setMarkPrice(instrument, ticker.markPrice);
            guessIndex(ticker.markPrice);
        }
        if (ticker.indexPrice != MarketEvent.ABSENT) {
            market.setIndexPrice(instrument.currency, ticker.indexPrice);
        }
        if (ticker.lastPrice != MarketEvent.ABSENT) {
            market.setLastPrice(instrument, ticker.lastPrice);
        }
        if (!Double.isNaN(ticker.currentFunding)) {
            market.setFunding(instrument, Math.round(ticker.currentFunding * SCALE));
        }
        if (ticker.minPrice != MarketEvent.ABSENT && ticker.maxPrice != MarketEvent.ABSENT) {
            market.setPriceBand(instrument, ticker.minPrice, ticker.maxPrice);
        }
    }
}
