/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.stage.SubscriptionStage;

/**
 * Writes the current book into an event that stands for changes a handler missed. One instance a
 * handler; used by the chain's thread, which need not be the books' own.
 */
final class ConflatedBooks implements BufferedHandler.BookCopier {
    // More than any venue sends; a deeper book is copied down to this level.
    private static final int DEPTH_MAX = 16_384;

    private final SubscriptionStage subscriptions;
    private final SymbolTable channels;
    private final BookSnapshot snapshot = new BookSnapshot(DEPTH_MAX);

    ConflatedBooks(final SubscriptionStage subscriptions, final SymbolTable channels) {
        this.subscriptions = subscriptions;
        this.channels = channels;
    }

    @Override
    public void copyBook(final MarketEvent target) {
        final OrderBook book =
                subscriptions.bookOfChannel(target.connectionId, channels.name(target.channelId));
        target.bids.clear();
        target.asks.clear();
        if (book == null || !book.snapshotInto(snapshot)) {
            target.bookState = null;
            return;
        }
        target.bookState = snapshot.state();
        target.changeId = snapshot.changeId();
        target.prevChangeId = MarketEvent.ABSENT;
        for (int i = 0; i < snapshot.bidCount(); i++) {
            target.bids.add(LevelColumns.NEW, snapshot.bidPrice(i), snapshot.bidAmount(i));
        }
        for (int i = 0; i < snapshot.askCount(); i++) {
            target.asks.add(LevelColumns.NEW, snapshot.askPrice(i), snapshot.askAmount(i));
        }
    }
}
