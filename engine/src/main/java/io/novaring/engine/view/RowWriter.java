/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

import static io.novaring.codec.MarketEvent.ABSENT;

import io.novaring.codec.BookState;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.LostBooks;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.TradeColumns;
import io.novaring.codec.notice.MarkPriceColumns;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.book.StaleCause;

/**
 * Writes what an event says into the rows it is about. View's thread only, between the rows' begin
 * and end; allocates nothing.
 */
final class RowWriter {
    // By row: which streams its values are of. They hold where the stream's state is not NONE.
    private static final int BOOK_CONNECTION = 0;
    private static final int BOOK_CHANNEL = 1;
    private static final int BOOK_IS_WINDOW = 2;
    private static final int QUOTE_CONNECTION = 3;
    private static final int QUOTE_CHANNEL = 4;
    private static final int LISTED_CONNECTION = 5;
    private static final int LISTED_CHANNEL = 6;
    private static final int STREAMS = 8;

    private static final int STALE = BookState.STALE.ordinal();
    private static final int LIVE = BookState.LIVE.ordinal();

    /** A venue gives this volatility as a fraction, and all others in percent. */
    private static final double PERCENT = 100;

    private final Rows rows;
    private final RowIndex index;
    private final long[] cells;
    private final int[] streams;
    private final TickerWriter tickers;

    RowWriter(final Rows rows, final RowIndex index) {
        this.rows = rows;
        this.index = index;
        cells = rows.cells;
        streams = new int[rows.max() * STREAMS];
        tickers = new TickerWriter(rows);
    }

    void onEvent(final MarketEvent event) {
        if (event.hasFlag(MarketEvent.DROPPED_BEFORE)) {
            loseAll();
        }
        switch (event.kind) {
            case BOOK -> onBook(event);
            case QUOTE -> onQuote(event);
            case TICKER -> {
                final int row = rowOf(event.instrumentId);
                if (row >= 0 && tickers.onTicker(event, row)) {
                    changed(row);
                }
            }
            case TRADES -> onTrades(event.trades, event.receivedTimeNs);
            case MARK_PRICES -> onMarks(event);
            case REJECT -> onReject(event);
            case LIFECYCLE -> {
                if (event.code == Lifecycle.DISCONNECTED.code()) {
                    loseStreams(event.connectionId, MarketEvent.NONE, StaleCause.DISCONNECTED);
                }
            }
            default -> {
                // Says nothing of a market.
            }
        }
        if (event.hasLostBooks()) {
            onLost(event);
        }
    }

    /** Notes that the row was changed at the event that is handled. */
    void changed(final int row) {
        cells[row * Cells.STRIDE + Cells.SEQUENCE] = rows.sequence;
        rows.changed(row);
    }

    /** The row of an instrument that is traded; a final row stays as it is. */
    private int rowOf(final int instrumentId) {
        final int row = index.rowOf(instrumentId);
        return row >= 0 && cells[row * Cells.STRIDE + Cells.ENDED] == 0 ? row : RowIndex.NONE;
    }

    private void onBook(final MarketEvent event) {
        if (event.bookState == null) {
            return;
        }
        final int row = rowOf(event.instrumentId);
        if (row < 0 || !followsBook(event, row)) {
            return;
        }
        final int at = row * Cells.STRIDE;
        final long state = event.bookState.ordinal();
        if (state == LIVE) {
            cells[at + Cells.BOOK_CAUSE] = Cells.LIVE;
            final boolean hasBid = event.bestBidPrice != ABSENT;
            final boolean hasAsk = event.bestAskPrice != ABSENT;
            cells[at + Cells.BOOK_BEST] = event.bestBidPrice;
            cells[at + Cells.BOOK_BEST + 1] = hasBid ? event.bestBidAmount : ABSENT;
            cells[at + Cells.BOOK_BEST + 2] = event.bestAskPrice;
            cells[at + Cells.BOOK_BEST + 3] = hasAsk ? event.bestAskAmount : ABSENT;
            // A message that comes twice, or too late, does not make the book older than it is.
            cells[at + Cells.BOOK_EXCHANGE_NS] =
                    event.bookCode == OrderBook.OLDER
                            ? Math.max(cells[at + Cells.BOOK_EXCHANGE_NS], event.exchangeTimeNs)
                            : event.exchangeTimeNs;
            cells[at + Cells.BOOK_RECEIVED_NS] = event.receivedTimeNs;
        } else if (OrderBook.needsResync(event.bookCode)) {
            cells[at + Cells.BOOK_CAUSE] = StaleCause.ofCode(event.bookCode).ordinal();
        }
        cells[at + Cells.BOOK_STATE] = state;
        changed(row);
    }

    /**
     * True when the message is of the book that the row shows, or of one to show from now on: the
     * first, one that is LIVE when the other is not, a whole one in place of a window.
     */
    private boolean followsBook(final MarketEvent event, final int row) {
        final int stream = row * STREAMS;
        final long state = cells[row * Cells.STRIDE + Cells.BOOK_STATE];
        final int isWindow = event.hasFlag(MarketEvent.WINDOW) ? 1 : 0;
        if (state != Cells.NONE && isBook(row, event.connectionId, event.channelId)) {
            streams[stream + BOOK_IS_WINDOW] = isWindow;
            return true;
        }
        final boolean isBetter =
                event.bookState == BookState.LIVE
                        && (state != LIVE || streams[stream + BOOK_IS_WINDOW] > isWindow);
        if (state != Cells.NONE && !isBetter) {
            return false;
        }
        streams[stream + BOOK_CONNECTION] = event.connectionId;
        streams[stream + BOOK_CHANNEL] = event.channelId;
        streams[stream + BOOK_IS_WINDOW] = isWindow;
        return true;
    }

    private boolean isBook(final int row, final int connectionId, final int channelId) {
        final int stream = row * STREAMS;
        return streams[stream + BOOK_CHANNEL] == channelId
                && streams[stream + BOOK_CONNECTION] == connectionId;
    }

    private void onLost(final MarketEvent event) {
        final LostBooks lost = event.lostBooks;
        for (int i = 0; i < lost.size(); i++) {
            final int row = rowOf(lost.instrumentId(i));
            if (row >= 0
                    && cells[row * Cells.STRIDE + Cells.BOOK_STATE] != Cells.NONE
                    && isBook(row, event.connectionId, lost.channelId(i))) {
                loseBook(row, lost.cause(i));
            }
        }
    }

    private void loseBook(final int row, final int cause) {
        cells[row * Cells.STRIDE + Cells.BOOK_STATE] = STALE;
        cells[row * Cells.STRIDE + Cells.BOOK_CAUSE] = cause;
        changed(row);
    }

    private void onQuote(final MarketEvent event) {
        final int row = rowOf(event.instrumentId);
        if (row < 0) {
            return;
        }
        final int at = row * Cells.STRIDE;
        cells[at + Cells.QUOTE_STATE] = Cells.LIVE;
        cells[at + Cells.QUOTE_BEST] = event.ticker.bestBidPrice;
        cells[at + Cells.QUOTE_BEST + 1] = event.ticker.bestBidAmount;
        cells[at + Cells.QUOTE_BEST + 2] = event.ticker.bestAskPrice;
        cells[at + Cells.QUOTE_BEST + 3] = event.ticker.bestAskAmount;
        cells[at + Cells.QUOTE_EXCHANGE_NS] = event.exchangeTimeNs;
        cells[at + Cells.QUOTE_RECEIVED_NS] = event.receivedTimeNs;
        streams[row * STREAMS + QUOTE_CONNECTION] = event.connectionId;
        streams[row * STREAMS + QUOTE_CHANNEL] = event.channelId;
        changed(row);
    }

    private void onTrades(final TradeColumns trades, final long receivedTimeNs) {
        for (int i = 0; i < trades.size(); i++) {
            final int row = rowOf(trades.instrumentId[i]);
            if (row >= 0) {
                final int at = row * Cells.STRIDE;
                final long seq = trades.tradeSeq[i];
                // One trade may come by two channels; what comes later is not always newer. An
                // absent number is the least there is.
                if (seq == ABSENT || seq > cells[at + Cells.TRADE_SEQ]) {
                    cells[at + Cells.TRADE_PRICE] = trades.price[i];
                    cells[at + Cells.TRADE_AMOUNT] = trades.amount[i];
                    cells[at + Cells.TRADE_SIDE] = trades.direction[i];
                    cells[at + Cells.TRADE_SEQ] = seq;
                    cells[at + Cells.TRADE_NS] = trades.timeNs[i];
                    cells[at + Cells.TRADE_RECEIVED_NS] = receivedTimeNs;
                    changed(row);
                }
            }
        }
    }

    private void onMarks(final MarketEvent event) {
        final MarkPriceColumns marks = event.notice.markPrices;
        for (int i = 0; i < marks.size(); i++) {
            final int row = rowOf(marks.instrumentId[i]);
            if (row >= 0) {
                final int at = row * Cells.STRIDE;
                final boolean hasTime = marks.timeNs[i] != ABSENT;
                cells[at + Cells.LISTED_STATE] = Cells.LIVE;
                cells[at + Cells.LISTED_MARK] = marks.markPrice[i];
                cells[at + Cells.LISTED_IV] = Double.doubleToRawLongBits(marks.iv[i] * PERCENT);
                cells[at + Cells.LISTED_EXCHANGE_NS] =
                        hasTime ? marks.timeNs[i] : event.exchangeTimeNs;
                cells[at + Cells.LISTED_RECEIVED_NS] = event.receivedTimeNs;
                streams[row * STREAMS + LISTED_CONNECTION] = event.connectionId;
                streams[row * STREAMS + LISTED_CHANNEL] = event.channelId;
                changed(row);
            }
        }
    }

    /** A message that could not be read: what its channel said last may be true no more. */
    private void onReject(final MarketEvent event) {
        if (event.channelId >= 0) {
            loseStreams(event.connectionId, event.channelId, StaleCause.UNREADABLE);
        }
    }

    /** Books that are lost with a stream are named by stage 3. */
    private void loseStreams(final int connectionId, final int channelId, final StaleCause cause) {
        for (int row = 0; row < rows.size; row++) {
            if (cells[row * Cells.STRIDE + Cells.ENDED] != 0) {
                continue;
            }
            final int quote = row * STREAMS + QUOTE_CONNECTION;
            final int listed = row * STREAMS + LISTED_CONNECTION;
            final boolean isLost =
                    lose(row, Cells.QUOTE_STATE, isOf(quote, connectionId, channelId), cause)
                            | lose(
                                    row,
                                    Cells.LISTED_STATE,
                                    isOf(listed, connectionId, channelId),
                                    cause)
                            | lose(
                                    row,
                                    Cells.TICKER_STATE,
                                    tickers.isOf(row, connectionId, channelId),
                                    cause);
            if (isLost) {
                changed(row);
            }
        }
    }

    /** Events were dropped before this one: nothing is sure until it is said again. */
    private void loseAll() {
        for (int row = 0; row < rows.size; row++) {
            final int at = row * Cells.STRIDE;
            if (cells[at + Cells.ENDED] == 0) {
                lose(row, Cells.QUOTE_STATE, true, StaleCause.GAP);
                lose(row, Cells.LISTED_STATE, true, StaleCause.GAP);
                lose(row, Cells.TICKER_STATE, true, StaleCause.GAP);
                if (cells[at + Cells.BOOK_STATE] == LIVE) {
                    cells[at + Cells.BOOK_STATE] = STALE;
                    cells[at + Cells.BOOK_CAUSE] = StaleCause.GAP.ordinal();
                }
                changed(row);
            }
        }
    }

    private boolean lose(
            final int row, final int stateCell, final boolean isConcerned, final StaleCause cause) {
        final boolean isLost = isConcerned && cells[row * Cells.STRIDE + stateCell] == Cells.LIVE;
        if (isLost) {
            cells[row * Cells.STRIDE + stateCell] = cause.ordinal();
        }
        return isLost;
    }

    /** True when the stream is of the connection and, unless it is NONE, of the channel. */
    private boolean isOf(final int at, final int connectionId, final int channelId) {
        return streams[at] == connectionId
                && (channelId == MarketEvent.NONE || streams[at + 1] == channelId);
    }
}
