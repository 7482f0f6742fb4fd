/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.book;

import io.novaring.codec.BookState;
import io.novaring.codec.MarketEvent;

/**
 * A copy of the best levels of a book, taken by {@link OrderBook#snapshotInto}. Made once and
 * filled again and again; belongs to one thread.
 */
public final class BookSnapshot {
    final long[] bidPrices;
    final long[] bidAmounts;
    final long[] askPrices;
    final long[] askAmounts;
    int bidCount;
    int askCount;
    BookState state = BookState.EMPTY;
    StaleCause staleCause = StaleCause.NONE;
    boolean isCrossed;
    long changeId = MarketEvent.ABSENT;
    long exchangeTimeNs = MarketEvent.ABSENT;
    long receivedTimeNs;

    /** A snapshot of at most {@code depthMax} levels a side. */
    public BookSnapshot(final int depthMax) {
        if (depthMax < 1 || depthMax > BookSide.LEVELS_MAX) {
            throw new IllegalArgumentException(
                    "depthMax not within 1 and " + BookSide.LEVELS_MAX + ": " + depthMax);
        }
        bidPrices = new long[depthMax];
        bidAmounts = new long[depthMax];
        askPrices = new long[depthMax];
        askAmounts = new long[depthMax];
    }

    /** Anything but LIVE must not be traded on. */
    public BookState state() {
        return state;
    }

    public StaleCause staleCause() {
        return staleCause;
    }

    /** True when the best bid was not below the best ask. */
    public boolean isCrossed() {
        return isCrossed;
    }

    /** Id of the last message in the book, ABSENT when there is none. */
    public long changeId() {
        return changeId;
    }

    /** The venue's time of that message, epoch nanoseconds, or ABSENT. */
    public long exchangeTimeNs() {
        return exchangeTimeNs;
    }

    /** When that message was read from the socket, epoch nanoseconds. */
    public long receivedTimeNs() {
        return receivedTimeNs;
    }

    public int bidCount() {
        return bidCount;
    }

    public int askCount() {
        return askCount;
    }

    /** Scaled price; level 0 is the best. */
    public long bidPrice(final int level) {
        return bidPrices[checked(level, bidCount)];
    }

    public long bidAmount(final int level) {
        return bidAmounts[checked(level, bidCount)];
    }

    public long askPrice(final int level) {
        return askPrices[checked(level, askCount)];
    }

    public long askAmount(final int level) {
        return askAmounts[checked(level, askCount)];
    }

    /** Copies a book that may be changed meanwhile: it is for the caller to find out. */
    void copy(final OrderBook book, final BookSide bids, final BookSide asks) {
        state = book.state();
        staleCause = book.staleCause();
        changeId = book.changeId();
        exchangeTimeNs = book.exchangeTimeNs();
        receivedTimeNs = book.receivedTimeNs();
        bidCount = bids.copyBest(bidPrices, bidAmounts);
        askCount = asks.copyBest(askPrices, askAmounts);
        isCrossed = bidCount > 0 && askCount > 0 && bidPrices[0] >= askPrices[0];
    }

    void clear() {
        bidCount = 0;
        askCount = 0;
        state = BookState.EMPTY;
        staleCause = StaleCause.NONE;
        isCrossed = false;
        changeId = MarketEvent.ABSENT;
        exchangeTimeNs = MarketEvent.ABSENT;
        receivedTimeNs = 0;
    }

    private static int checked(final int level, final int count) {
        // The arrays are longer than what was copied: what lies behind is of an older copy.
        if (level >= count) {
            throw new IndexOutOfBoundsException("level " + level + " of " + count);
        }
        return level;
    }
}
