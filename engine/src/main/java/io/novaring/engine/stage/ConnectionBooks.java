/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.engine.book.BookHashes;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.book.SavedBook;
import io.novaring.engine.book.SequencePolicy;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.snapshot.SnapshotException;
import io.novaring.engine.snapshot.StateReader;
import io.novaring.engine.snapshot.StateWriter;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.engine.stage.SubscriptionStatus.State;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/** The books of one connection: applies messages and says which channel needs a new snapshot. */
final class ConnectionBooks {
    /** No channel needs a new snapshot. */
    static final int NONE = -1;

    private final SymbolTable symbols;
    private final ChannelTable channels;
    private final BookDirectory directory;
    private final BookHashes hashes;
    private final StageOutput out;
    private final StageCounters<Counter> counters;

    /** By the decoder's channel id: our own index plus one, 0 when not known yet. */
    private int[] indexById = new int[64];

    // By our own index, of the last message: the decoder's ids of channel and instrument.
    private int[] channelIds = new int[16];
    private int[] instrumentIds = new int[16];

    private MarketEvent event;

    // Written by the stage's thread, read by any.
    private final Map<String, OrderBook> byChannel = new ConcurrentHashMap<>();

    private int crossedCount;
    private SubscriptionStage.BookListener listener = SubscriptionStage.BookListener.NONE;

    ConnectionBooks(
            final SymbolTable symbols,
            final ChannelTable channels,
            final BookDirectory directory,
            final BookHashes hashes,
            final StageOutput out,
            final StageCounters<Counter> counters) {
        this.symbols = symbols;
        this.channels = channels;
        this.directory = directory;
        this.hashes = hashes;
        this.out = out;
        this.counters = counters;
    }

    /**
     * The event that is handled from now on: before anything but {@link #onMessage}, which needs to
     * know only its own.
     */
    void begin(final MarketEvent newEvent) {
        event = newEvent;
    }

    void add(final int channel, final String instrument, final SequencePolicy policy) {
        channels.books[channel] = new OrderBook(instrument, policy, hashes);
        directory.add(channels.books[channel]);
        byChannel.put(channels.name(channel), channels.books[channel]);
        tellState(event, channel);
    }

    void listener(final SubscriptionStage.BookListener newListener) {
        listener = newListener;
    }

    void tellAll(final MarketEvent newEvent) {
        event = newEvent;
        for (int i = 0; i < channels.size(); i++) {
            if (channels.books[i] != null) {
                tellState(event, i);
            }
        }
    }

    void write(final StateWriter target) {
        for (int i = 0; i < channels.size(); i++) {
            final OrderBook book = channels.books[i];
            target.flag(book != null);
            if (book != null) {
                target.integer(i < channelIds.length ? channelIds[i] : 0);
                target.integer(i < instrumentIds.length ? instrumentIds[i] : 0);
                target.integer(directory.numberOf(book));
                SavedBook.write(book, target);
            }
        }
    }

    /**
     * Takes what {@link #write} wrote of the channels that are in the table.
     *
     * @param found the books, by when they came; they are in no directory yet.
     */
    void read(final StateReader source, final SortedMap<Integer, OrderBook> found) {
        for (int i = 0; i < channels.size(); i++) {
            crossedCount += channels.isCrossed[i] ? 1 : 0;
            if (source.flag()) {
                final int channelId =
                        source.integer("channel id", 0, Math.max(0, symbols.size() - 1));
                final int instrumentId = source.integer();
                ids(i, channelId);
                instrumentIds[i] = instrumentId;
                final int number = source.integer();
                channels.books[i] = SavedBook.read(source, hashes);
                byChannel.put(channels.name(i), channels.books[i]);
                if (found.put(number, channels.books[i]) != null) {
                    throw new SnapshotException("the snapshot has two books number " + number);
                }
            } else if (channels.isCrossed[i]) {
                throw new SnapshotException("the snapshot has no book of " + channels.name(i));
            }
        }
    }

    /** The book this channel builds, null when it builds none. Any thread. */
    OrderBook ofChannel(final String channel) {
        return byChannel.get(channel);
    }

    /** Takes a message of the present session; returns a channel to resynchronise, or NONE. */
    int onMessage(final MarketEvent event) {
        final int channel = indexOf(event.channelId);
        if (channel < 0) {
            counters.increment(Counter.UNKNOWN_CHANNELS);
            tell(event, null);
            return NONE;
        }
        channels.heardNs[channel] = event.receivedTimeNs;
        if (event.kind == EventKind.BOOK) {
            return apply(event, channel);
        }
        tell(event, null);
        return NONE;
    }

    /** Tells the reader of a message that is not applied what its book is. */
    void onForeignMessage(final MarketEvent event) {
        final int channel = indexOf(event.channelId);
        if (channel >= 0 && channels.books[channel] != null) {
            tell(event, channels.books[channel]);
        }
    }

    /**
     * Takes a message that could not be read but names its channel: its book has lost a message,
     * and would not show it before the next one. Returns a channel to resynchronise, or NONE.
     */
    int onReject(final MarketEvent event) {
        final int channel = indexOf(event.channelId);
        final OrderBook book = channel < 0 ? null : channels.books[channel];
        if (book == null) {
            return NONE;
        }
        final State state = channels.state(channel);
        final boolean isExpected = state == State.ACTIVE || state == State.PENDING;
        final boolean isNews = isExpected && book.state() != BookState.STALE;
        if (isNews) {
            markStale(channel, StaleCause.UNREADABLE);
        }
        tell(event, book);
        return isNews ? channel : NONE;
    }

    void markStale(final int channel, final StaleCause cause) {
        final OrderBook book = channels.books[channel];
        if (book != null) {
            setCrossed(channel, false);
            final boolean wasGiven = BookDirectory.isGiven(book);
            if (book.state() == BookState.LIVE) {
                tellLost(channel, cause);
            }
            book.markStale(cause);
            if (wasGiven != BookDirectory.isGiven(book)) {
                directory.prefer(book.instrument());
            }
            mixState(book, channel);
        }
    }

    /** A subscribe request that names the channel went out. */
    void onSubscribe(final int channel) {
        final OrderBook book = channels.books[channel];
        // A live book stays so: its stream goes on, and only the answer was lost.
        if (book != null && book.state() != BookState.LIVE) {
            book.markResyncing();
            mixState(book, channel);
        }
    }

    /** A channel whose book was crossed for too long and is stale now, or NONE. */
    int expireCrossed(final long nowNs) {
        for (int i = 0; crossedCount > 0 && i < channels.size(); i++) {
            if (channels.isCrossed[i] && channels.books[i].expireCrossed(nowNs)) {
                setCrossed(i, false);
                counters.increment(Counter.CROSSED_TOO_LONG);
                tellLost(i, StaleCause.CROSSED);
                mixState(channels.books[i], i);
                return i;
            }
        }
        return NONE;
    }

    private int apply(final MarketEvent event, final int channel) {
        final OrderBook book = channels.books[channel];
        if (book == null) {
            counters.increment(Counter.UNEXPECTED_BOOKS);
            tell(event, null);
            return NONE;
        }
        instrumentIds[channel] = event.instrumentId;
        final State state = channels.state(channel);
        final boolean isGivenUp = state == State.FAILED && !channels.mayBeGranted[channel];
        if (state == State.UNSUBSCRIBING || state == State.IDLE || isGivenUp) {
            // What is still under way of a subscription that is being given back.
            counters.increment(Counter.DROPPED);
            tell(event, book);
            return NONE;
        }
        final boolean wasWindow = book.isWindow();
        final boolean wasGiven = BookDirectory.isGiven(book);
        final BookState stateBefore = book.state();
        final StaleCause causeBefore = book.staleCause();
        final int code = book.apply(event);
        tell(event, book);
        if (code != OrderBook.APPLIED) {
            event.bookCode = code;
        }
        out.mix(channels.nameHashes[channel] + book.hash() + code);
        if (event.bookState != stateBefore || book.staleCause() != causeBefore) {
            tellState(event, channel);
        }
        if (code >= 0 && listener != SubscriptionStage.BookListener.NONE) {
            listener.onMessage(event, channel, channels.name(channel), book);
        }
        if (code != OrderBook.APPLIED) {
            count(code);
            event.flags |= code == OrderBook.APPLIED_CROSSED ? MarketEvent.CROSSED : 0;
        }
        if (channels.isCrossed[channel] || code == OrderBook.APPLIED_CROSSED) {
            setCrossed(channel, book.state() == BookState.LIVE && book.isCrossed());
        }
        if (wasWindow != book.isWindow() || wasGiven != BookDirectory.isGiven(book)) {
            directory.prefer(book.instrument());
        }
        if (state == State.FAILED && book.state() == BookState.LIVE) {
            // Given up because its snapshot did not come: here it is.
            channels.setState(channel, State.ACTIVE);
            // From now on it is looked at again, as every other: it may fall silent.
            channels.setDue(channel, event.receivedTimeNs);
        }
        return OrderBook.needsResync(code) && state != State.FAILED ? channel : NONE;
    }

    private static void tell(final MarketEvent event, final OrderBook book) {
        final BookState state = book == null ? null : book.state();
        // Mostly what it was when the slot was used last: a reference that is not stored need not
        // be told to the collector, which may cost more than all the rest here.
        if (event.bookState != state) {
            event.bookState = state;
        }
        if (event.kind == EventKind.BOOK && state == BookState.LIVE) {
            event.bestBidPrice = book.bestBidPrice();
            event.bestAskPrice = book.bestAskPrice();
            event.bestBidAmount = book.bestBidAmount();
            event.bestAskAmount = book.bestAskAmount();
        }
    }

    /** A book that a message of its own makes stale is told by that message. */
    private void tellLost(final int channel, final StaleCause cause) {
        event.lostBooks.add(channelIds[channel], instrumentIds[channel], cause.ordinal());
    }

    private void count(final int code) {
        counters.increment(
                switch (code) {
                    case OrderBook.APPLIED_CROSSED -> Counter.CROSSED;
                    case OrderBook.CROSSED -> Counter.CROSSED_TOO_LONG;
                    case OrderBook.GAP -> Counter.GAPS;
                    case OrderBook.OLDER -> Counter.DUPLICATES;
                    case OrderBook.BEFORE_SNAPSHOT -> Counter.BEFORE_SNAPSHOT;
                    case OrderBook.NOT_LIVE -> Counter.DROPPED;
                    default -> Counter.BAD_BOOK_MESSAGES;
                });
    }

    private void setCrossed(final int channel, final boolean isCrossed) {
        if (channels.isCrossed[channel] != isCrossed) {
            channels.isCrossed[channel] = isCrossed;
            crossedCount += isCrossed ? 1 : -1;
        }
    }

    private void mixState(final OrderBook book, final int channel) {
        out.mix(channels.nameHashes[channel] + book.state().ordinal());
        out.mix(book.staleCause().ordinal());
        tellState(event, channel);
    }

    private void tellState(final MarketEvent event, final int channel) {
        listener.onState(event, channel, channels.name(channel), channels.books[channel]);
    }

    private int indexOf(final int channelId) {
        if (channelId >= 0 && channelId < indexById.length && indexById[channelId] != 0) {
            return indexById[channelId] - 1;
        }
        return channelId < 0 ? NONE : resolve(channelId);
    }

    private int resolve(final int channelId) {
        final byte[] name = symbols.bytes(channelId);
        final int channel = channels.lookup(name, 0, name.length);
        if (channel >= 0) {
            if (channelId >= indexById.length) {
                indexById = Arrays.copyOf(indexById, Integer.highestOneBit(channelId) << 1);
            }
            indexById[channelId] = channel + 1;
            ids(channel, channelId);
        }
        return channel;
    }

    private void ids(final int channel, final int channelId) {
        if (channel >= channelIds.length) {
            channelIds = Arrays.copyOf(channelIds, Integer.highestOneBit(channel) << 1);
            instrumentIds = Arrays.copyOf(instrumentIds, channelIds.length);
        }
        channelIds[channel] = channelId;
    }

    /** Tells when something happens more than so many times within so long. Allocates nothing. */
    static final class RateWindow {
        private final long lengthNs;
        private final long[] timesNs;
        private int next;
        private int count;

        RateWindow(final int countMax, final long lengthNs) {
            this.lengthNs = lengthNs;
            this.timesNs = new long[countMax];
        }

        /** Notes one more; true when that makes more than the window allows. */
        boolean exceeds(final long nowNs) {
            final boolean isFull = count == timesNs.length;
            final boolean isExceeded = isFull && nowNs - timesNs[next] <= lengthNs;
            timesNs[next] = nowNs;
            next = (next + 1) % timesNs.length;
            count = isFull ? count : count + 1;
            return isExceeded;
        }

        void clear() {
            next = 0;
            count = 0;
        }

        void write(final StateWriter target) {
            target.integer(next);
            target.integer(count);
            target.numbers(timesNs, timesNs.length);
        }

        void read(final StateReader source) {
            next = source.integer("place in a window", 0, timesNs.length - 1);
            count = source.integer("length of a window", 0, timesNs.length);
            source.numbers(timesNs, timesNs.length);
        }
    }
}
