/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.codec.TickerColumns;
import io.novaring.engine.book.OrderBook;
import io.novaring.tools.data.table.RowBatch;
import java.util.Arrays;

/**
 * The best bid and ask of each channel that has one, at each change. Where a book is no longer
 * LIVE, or the session of a quote is over, a row without prices says so.
 */
final class QuoteRows {
    private static final int QUOTE = 0;
    private static final int BOOK = 1;
    private static final long ABSENT = MarketEvent.ABSENT;

    private final Partitions partitions;
    private final Symbols symbols;
    private final ChannelBooks books;

    /** By connection, then by channel. */
    private Last[][] last = new Last[4][64];

    QuoteRows(final Partitions partitions, final Symbols symbols, final ChannelBooks books) {
        this.partitions = partitions;
        this.symbols = symbols;
        this.books = books;
    }

    /**
     * @param isWritten false where only what was before the range is to be known.
     */
    void add(final MarketEvent event, final boolean isWritten) {
        if (event.kind == EventKind.QUOTE && event.channelId >= 0) {
            final TickerColumns best = event.ticker;
            final Last quote = last(event, event.channelId, event.instrumentId, QUOTE);
            if (quote.set(
                    null,
                    best.bestBidPrice,
                    best.bestBidAmount,
                    best.bestAskPrice,
                    best.bestAskAmount)) {
                write(event, event.channelId, event.exchangeTimeNs, quote, isWritten);
            }
        } else if (event.kind == EventKind.BOOK && event.channelId >= 0) {
            book(event, isWritten);
        } else if (event.kind == EventKind.LIFECYCLE
                && event.code == Lifecycle.DISCONNECTED.code()) {
            disconnected(event, isWritten);
        }
        if (event.hasLostBooks()) {
            for (int i = 0; i < event.lostBooks.size(); i++) {
                lost(
                        event,
                        event.lostBooks.channelId(i),
                        event.lostBooks.instrumentId(i),
                        isWritten);
            }
        }
    }

    private void book(final MarketEvent event, final boolean isWritten) {
        final Last quote = last(event, event.channelId, event.instrumentId, BOOK);
        final boolean isChanged;
        if (event.bookState == BookState.LIVE) {
            final OrderBook book =
                    books.of(event.connectionId, symbols.channels().name(event.channelId));
            isChanged =
                    quote.set(
                            BookState.LIVE,
                            event.bestBidPrice,
                            book == null || book.bidCount() == 0 ? ABSENT : book.bestBidAmount(),
                            event.bestAskPrice,
                            book == null || book.askCount() == 0 ? ABSENT : book.bestAskAmount());
        } else {
            isChanged = quote.set(event.bookState, ABSENT, ABSENT, ABSENT, ABSENT);
        }
        if (isChanged) {
            write(event, event.channelId, event.exchangeTimeNs, quote, isWritten);
        }
    }

    private void lost(
            final MarketEvent event,
            final int channelId,
            final int instrumentId,
            final boolean isWritten) {
        final OrderBook book = books.of(event.connectionId, symbols.channels().name(channelId));
        final BookState state =
                book == null || book.state() == BookState.LIVE ? BookState.STALE : book.state();
        final Last quote = last(event, channelId, instrumentId, BOOK);
        if (quote.set(state, ABSENT, ABSENT, ABSENT, ABSENT)) {
            write(event, channelId, ABSENT, quote, isWritten);
        }
    }

    private void disconnected(final MarketEvent event, final boolean isWritten) {
        if (event.connectionId < 0 || event.connectionId >= last.length) {
            return;
        }
        final Last[] ofConnection = last[event.connectionId];
        for (int channel = 0; channel < ofConnection.length; channel++) {
            final Last quote = ofConnection[channel];
            if (quote != null
                    && quote.source == QUOTE
                    && quote.set(null, ABSENT, ABSENT, ABSENT, ABSENT)) {
                write(event, channel, ABSENT, quote, isWritten);
            }
        }
    }

    private void write(
            final MarketEvent event,
            final int channelId,
            final long exchangeTimeNs,
            final Last quote,
            final boolean isWritten) {
        if (!isWritten || !partitions.has(quote.instrumentId)) {
            return;
        }
        final RowBatch row =
                partitions.row(ExportTable.QUOTES, quote.instrumentId, event.publishedTimeNs);
        Heads.of(row, event, channelId, exchangeTimeNs);
        row.number(quote.source).number(DeltaRows.state(quote.state));
        row.number(quote.bidPrice).number(quote.bidAmount);
        row.number(quote.askPrice).number(quote.askAmount).end();
    }

    private Last last(
            final MarketEvent event,
            final int channelId,
            final int instrumentId,
            final int source) {
        final int connection = event.connectionId;
        if (connection >= last.length) {
            final int before = last.length;
            last = Arrays.copyOf(last, Integer.highestOneBit(connection) << 1);
            Arrays.setAll(last, i -> i < before ? last[i] : new Last[64]);
        }
        if (channelId >= last[connection].length) {
            last[connection] =
                    Arrays.copyOf(last[connection], Integer.highestOneBit(channelId) << 1);
        }
        if (last[connection][channelId] == null) {
            last[connection][channelId] = new Last(instrumentId, source);
        }
        return last[connection][channelId];
    }

    private static final class Last {
        private final int instrumentId;
        private final int source;
        private BookState state;
        private long bidPrice = ABSENT;
        private long bidAmount = ABSENT;
        private long askPrice = ABSENT;
        private long askAmount = ABSENT;

        Last(final int instrumentId, final int source) {
            this.instrumentId = instrumentId;
            this.source = source;
        }

        /** True when it is another than before. */
        boolean set(
                final BookState newState,
                final long newBidPrice,
                final long newBidAmount,
                final long newAskPrice,
                final long newAskAmount) {
            final boolean isSame =
                    state == newState
                            && bidPrice == newBidPrice
                            && bidAmount == newBidAmount
                            && askPrice == newAskPrice
                            && askAmount == newAskAmount;
            state = newState;
            bidPrice = newBidPrice;
            bidAmount = newBidAmount;
            askPrice = newAskPrice;
            askAmount = newAskAmount;
            return !isSame;
        }
    }
}
