/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.book;

import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;

/** Builds book messages in whole numbers; one event, used again and again. */
final class BookMessage {
    final MarketEvent event = new MarketEvent();

    BookMessage snapshot(final long changeId) {
        return message(MarketEvent.SNAPSHOT, changeId, MarketEvent.ABSENT);
    }

    BookMessage window(final long changeId) {
        return message(MarketEvent.SNAPSHOT | MarketEvent.WINDOW, changeId, MarketEvent.ABSENT);
    }

    BookMessage change(final long prevChangeId, final long changeId) {
        return message(MarketEvent.CHANGE, changeId, prevChangeId);
    }

    BookMessage at(final long receivedTimeNs) {
        event.receivedTimeNs = receivedTimeNs;
        return this;
    }

    BookMessage bid(final long price, final long amount) {
        return bid(LevelColumns.NEW, price, amount);
    }

    BookMessage bid(final byte action, final long price, final long amount) {
        event.bids.add(action, price, amount);
        return this;
    }

    BookMessage ask(final long price, final long amount) {
        return ask(LevelColumns.NEW, price, amount);
    }

    BookMessage ask(final byte action, final long price, final long amount) {
        event.asks.add(action, price, amount);
        return this;
    }

    int applyTo(final OrderBook book) {
        return book.apply(event);
    }

    private BookMessage message(final int flags, final long changeId, final long prevChangeId) {
        event.reset(Origin.INBOUND, EventKind.BOOK);
        event.flags = flags;
        event.changeId = changeId;
        event.prevChangeId = prevChangeId;
        event.bids.clear();
        event.asks.clear();
        return this;
    }
}
