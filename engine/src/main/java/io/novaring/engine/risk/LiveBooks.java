/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.LostBooks;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import java.util.Arrays;

/**
 * Which books are LIVE, from what stage 3 wrote on the events. Stage's thread only; allocates for
 * an instrument or channel that is new, and then no more.
 */
final class LiveBooks {
    private static final TrackedBook[] NO_BOOKS = {};
    private static final int INITIAL_CHANNELS = 64;

    private final InstrumentTable instruments;

    // By connection id, then by channel id.
    private TrackedBook[][] books = {};

    LiveBooks(final InstrumentTable instruments) {
        this.instruments = instruments;
    }

    void onEvent(final MarketEvent event) {
        if (event.kind == EventKind.BOOK) {
            onBook(event);
        } else if (event.origin == Origin.LIFECYCLE
                && event.code == Lifecycle.DISCONNECTED.code()) {
            loseAll(event.connectionId);
        }
        if (event.hasLostBooks()) {
            onLost(event);
        }
    }

    private void onBook(final MarketEvent event) {
        if (event.bookState == null
                || event.connectionId < 0
                || event.channelId < 0
                || event.instrumentId < 0) {
            return;
        }
        TrackedBook book = find(event.connectionId, event.channelId);
        if (event.bookState != BookState.LIVE) {
            if (book != null) {
                book.isLive = false;
            }
            return;
        }
        if (book == null) {
            book = add(event);
            if (book == null) {
                return;
            }
        }
        book.isLive = true;
        book.sequence = event.sequence;
        book.bid = event.bestBidPrice;
        book.ask = event.bestAskPrice;
    }

    private void onLost(final MarketEvent event) {
        final LostBooks lost = event.lostBooks;
        for (int i = 0; i < lost.size(); i++) {
            final TrackedBook book = find(event.connectionId, lost.channelId(i));
            if (book != null) {
                book.isLive = false;
            }
        }
    }

    private void loseAll(final int connectionId) {
        if (connectionId >= 0 && connectionId < books.length) {
            for (final TrackedBook book : books[connectionId]) {
                if (book != null) {
                    book.isLive = false;
                }
            }
        }
    }

    private TrackedBook find(final int connectionId, final int channelId) {
        if (connectionId >= books.length || channelId >= books[connectionId].length) {
            return null;
        }
        return books[connectionId][channelId];
    }

    private TrackedBook add(final MarketEvent event) {
        final InstrumentRisk instrument = instruments.ofId(event.instrumentId);
        if (instrument == null) {
            return null;
        }
        final int connectionId = event.connectionId;
        if (connectionId >= books.length) {
            final int before = books.length;
            books = Arrays.copyOf(books, connectionId + 1);
            Arrays.fill(books, before, books.length, NO_BOOKS);
        }
        if (event.channelId >= books[connectionId].length) {
            final int length =
                    Math.max(INITIAL_CHANNELS, Integer.highestOneBit(event.channelId) << 1);
            books[connectionId] = Arrays.copyOf(books[connectionId], length);
        }
        final TrackedBook book = instrument.addBook();
        books[connectionId][event.channelId] = book;
        return book;
    }
}
