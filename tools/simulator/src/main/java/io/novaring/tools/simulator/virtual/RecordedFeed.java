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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the recording tells of one instrument. */
final class RecordedFeed {
    private static final double SCALE = 1e9;

    final Instrument instrument;

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
    private final Map<Long, Ignored> ignoredBids = new HashMap<>();
    private final Map<Long, Ignored> ignoredAsks = new HashMap<>();

    RecordedFeed(
            final Instrument instrument, final RecordedMarket market, final RecordedBooks books) {
        this.instrument = instrument;
        this.market = market;
        this.books = books;
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
            books.setLevel(instrument, atBids, price, left(levels, i, atBids));
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
        for (int i = 0; i < count; i++) {
            books.change(instrument, atBids, levels.price(i), left(levels, i, atBids));
        }
    }

    /** What a level shows without the orders of the recorded account. */
    private long left(final LevelColumns levels, final int index, final boolean atBids) {
        final boolean gone = levels.action(index) == LevelColumns.DELETE;
        final long amount = gone ? 0 : levels.amount(index);
        final Map<Long, Ignored> ignored = atBids ? ignoredBids : ignoredAsks;
        if (ignored.isEmpty()) {
            return amount;
        }
        final Ignored own = ignored.get(levels.price(index));
        if (own == null) {
            return amount;
        }
        own.displayed = amount;
        return own.left();
    }

    void ignore(final boolean isBuy, final long price, final long change) {
        final Map<Long, Ignored> ignored = isBuy ? ignoredBids : ignoredAsks;
        final Ignored own = ignored.computeIfAbsent(price, at -> new Ignored(shown(isBuy, at)));
        own.amount = Math.max(0, own.amount + change);
        if (isKnown()) {
            books.change(instrument, isBuy, price, own.left());
        }
        if (own.amount == 0) {
            ignored.remove(price);
        }
    }

    private long shown(final boolean atBids, final long price) {
        final int level = instrument.side(atBids).find(price);
        return level < 0 ? 0 : instrument.side(atBids).own(level);
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

    void onTrade(final boolean takerBuys, final long price, final long amount, final long timeNs) {
        market.setLastPrice(instrument, price);
        books.trade(instrument, takerBuys, price, amount, timeNs);
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

    /** The recorded account's part of a level. */
    private static final class Ignored {
        private long amount;
        private long displayed;

        private Ignored(final long displayed) {
            this.displayed = displayed;
        }

        private long left() {
            return Math.max(0, displayed - amount);
        }
    }
}
