/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.stage.SubscriptionStage;
import java.util.ArrayDeque;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The newest state of every channel for which a handler's queue had no room. One instance a
 * handler; used by the chain's thread, which need not be the books' own. Allocates once a channel.
 */
final class Conflation {
    // More than any venue sends; a deeper book is copied down to this level.
    private static final int DEPTH_MAX = 16_384;

    /** Stands in for a channel in the key of a connection's state; no channel's id. */
    private static final int LIFECYCLE = -2;

    private static final int JOURNAL = -3;

    private final SubscriptionStage subscriptions;
    private final SymbolTable channels;
    private final BookSnapshot snapshot = new BookSnapshot(DEPTH_MAX);

    // By connection and channel: two connections may carry the same one.
    private final Long2ObjectHashMap<State> states = new Long2ObjectHashMap<>();
    private final ArrayDeque<State> waiting = new ArrayDeque<>();

    Conflation(final SubscriptionStage subscriptions, final SymbolTable channels) {
        this.subscriptions = subscriptions;
        this.channels = channels;
    }

    /** True when no state waits for room. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    /**
     * True for an event that the next one of its sort makes needless: a message that is a state of
     * its channel, and what became of a connection, of which the last word must not be lost.
     */
    static boolean isConflatable(final MarketEvent event) {
        final EventKind kind = event.kind;
        if (kind == EventKind.LIFECYCLE) {
            return true;
        }
        final boolean isState =
                kind == EventKind.BOOK
                        || kind == EventKind.QUOTE
                        || kind == EventKind.INDEX
                        || kind == EventKind.TICKER && !event.hasFlag(MarketEvent.CHANGE);
        return isState && event.channelId >= 0;
    }

    /** Takes the event for its channel's state if that one waits already. */
    boolean absorb(final MarketEvent event) {
        if (!isConflatable(event)) {
            return false;
        }
        final State state = states.get(keyOf(event));
        if (state == null || !state.isWaiting) {
            return false;
        }
        state.take(event);
        return true;
    }

    /** Takes a conflatable event as its channel's state. */
    void hold(final MarketEvent event) {
        final long key = keyOf(event);
        State state = states.get(key);
        if (state == null) {
            state = new State();
            states.put(key, state);
        }
        state.take(event);
        if (!state.isWaiting) {
            state.isWaiting = true;
            waiting.add(state);
        }
    }

    /**
     * The state that waits longest, ready to be handed over; null when its book cannot be read now,
     * because a thread of its own changes it.
     */
    MarketEvent first() {
        final State state = waiting.element();
        final MarketEvent event = state.event;
        if (event.kind == EventKind.BOOK) {
            if (!copyBook(event)) {
                return null;
            }
            state.coveredChangeId = event.changeId;
        }
        event.flags |= MarketEvent.CONFLATED;
        return event;
    }

    void removeFirst() {
        waiting.remove().isWaiting = false;
    }

    /**
     * True when the snapshot handed over last holds this message already: where books have a thread
     * of their own they may be ahead of the handlers.
     */
    boolean isCovered(final MarketEvent event) {
        if (event.kind != EventKind.BOOK
                || event.changeId == MarketEvent.ABSENT
                || states.isEmpty()) {
            return false;
        }
        final State state = states.get(keyOf(event));
        if (state == null || state.coveredChangeId == MarketEvent.ABSENT) {
            return false;
        }
        if (!startsAnew(event, state.event)
                && event.epoch <= state.event.epoch
                && event.changeId <= state.coveredChangeId) {
            return true;
        }
        state.coveredChangeId = MarketEvent.ABSENT;
        return false;
    }

    /**
     * Ids may start anew within a session. The venue's time tells; where it tells none, a message
     * that begins a chain is rather handed over twice than never.
     */
    private static boolean startsAnew(final MarketEvent event, final MarketEvent snapshot) {
        final boolean beginsChain =
                event.hasFlag(MarketEvent.SNAPSHOT) && !event.hasFlag(MarketEvent.WINDOW);
        return event.exchangeTimeNs > snapshot.exchangeTimeNs
                || beginsChain && event.exchangeTimeNs == MarketEvent.ABSENT;
    }

    /** Levels only of a book that is LIVE: a reader must not make a good one of a broken one. */
    private boolean copyBook(final MarketEvent target) {
        final OrderBook book =
                subscriptions.bookOfChannel(target.connectionId, channels.name(target.channelId));
        if (book == null) {
            return true;
        }
        if (!book.snapshotInto(snapshot)) {
            return false;
        }
        target.bookState = snapshot.state();
        if (snapshot.state() != BookState.LIVE) {
            return true;
        }
        target.flags |= target.hasFlag(MarketEvent.WINDOW) ? 0 : MarketEvent.SNAPSHOT;
        target.changeId = snapshot.changeId();
        target.exchangeTimeNs = snapshot.exchangeTimeNs();
        target.receivedTimeNs = snapshot.receivedTimeNs();
        target.bestBidPrice = snapshot.bidCount() == 0 ? MarketEvent.ABSENT : snapshot.bidPrice(0);
        target.bestAskPrice = snapshot.askCount() == 0 ? MarketEvent.ABSENT : snapshot.askPrice(0);
        target.bestBidAmount =
                snapshot.bidCount() == 0 ? MarketEvent.ABSENT : snapshot.bidAmount(0);
        target.bestAskAmount =
                snapshot.askCount() == 0 ? MarketEvent.ABSENT : snapshot.askAmount(0);
        for (int i = 0; i < snapshot.bidCount(); i++) {
            target.bids.add(LevelColumns.NEW, snapshot.bidPrice(i), snapshot.bidAmount(i));
        }
        for (int i = 0; i < snapshot.askCount(); i++) {
            target.asks.add(LevelColumns.NEW, snapshot.askPrice(i), snapshot.askAmount(i));
        }
        return true;
    }

    private static long keyOf(final MarketEvent event) {
        final int sort = event.kind == EventKind.LIFECYCLE ? lifecycle(event) : event.channelId;
        return (long) event.connectionId << 32 | sort & 0xFFFFFFFFL;
    }

    /** What the engine says of a handler does not make needless what it said of the journal. */
    private static int lifecycle(final MarketEvent event) {
        return event.code == Lifecycle.JOURNAL_STATE.code() ? JOURNAL : LIFECYCLE;
    }

    /** What one channel has to say. */
    private static final class State {
        private final MarketEvent event = new MarketEvent();
        private long coveredChangeId = MarketEvent.ABSENT;
        private boolean isWaiting;

        void take(final MarketEvent newest) {
            if (newest.kind != EventKind.BOOK) {
                event.copyFrom(newest);
                return;
            }
            // The levels come from the book itself when there is room.
            event.reset(newest.origin, EventKind.BOOK);
            event.sequence = newest.sequence;
            event.connectionId = newest.connectionId;
            event.epoch = newest.epoch;
            event.channelId = newest.channelId;
            event.instrumentId = newest.instrumentId;
            event.flags = newest.flags & MarketEvent.WINDOW;
            event.exchangeTimeNs = newest.exchangeTimeNs;
            event.receivedTimeNs = newest.receivedTimeNs;
            event.publishedTimeNs = newest.publishedTimeNs;
            event.changeId = MarketEvent.ABSENT;
            event.prevChangeId = MarketEvent.ABSENT;
            event.bids.clear();
            event.asks.clear();
        }
    }
}
