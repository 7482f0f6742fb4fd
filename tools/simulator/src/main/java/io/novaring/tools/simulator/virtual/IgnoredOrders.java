/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import io.novaring.tools.simulator.exchange.RecordedBooks;
import io.novaring.tools.simulator.market.Instrument;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The orders of the recorded account in one book: its levels are taken without them. Of an order
 * and of the level that shows it is told in two messages, in either order. What an order leaves
 * behind is nobody's until the level has shrunk, or the window has passed: else it would be there
 * to be had for a moment. Amounts are scaled.
 */
final class IgnoredOrders {
    private long leavingSinceNs = Long.MAX_VALUE;
    private final Instrument instrument;
    private final RecordedBooks books;
    private final long windowNs;
    private final Map<Long, Level> bids = new TreeMap<>();
    private final Map<Long, Level> asks = new TreeMap<>();

    IgnoredOrders(final Instrument instrument, final RecordedBooks books, final long windowNs) {
        this.instrument = instrument;
        this.books = books;
        this.windowNs = windowNs;
    }

    boolean isEmpty() {
        return bids.isEmpty() && asks.isEmpty();
    }

    /** The book is not known, or all of it is told of anew: what it shows is 0 until told. */
    void clearDisplayed() {
        leavingSinceNs = Long.MAX_VALUE;
        clearDisplayed(bids);
        clearDisplayed(asks);
    }

    private static void clearDisplayed(final Map<Long, Level> levels) {
        levels.values().removeIf(level -> level.own == 0);
        for (final Level level : levels.values()) {
            level.displayed = 0;
            level.leaving = 0;
        }
    }

    /** A level of a snapshot: returns what is not the recorded account's. */
    long onLevel(final boolean atBids, final long price, final long displayed) {
        final Level level = (atBids ? bids : asks).get(price);
        if (level == null) {
            return displayed;
        }
        level.displayed = displayed;
        return level.others();
    }

    /** A level shows another amount now. */
    void onChange(final boolean atBids, final long price, final long displayed) {
        final Map<Long, Level> levels = atBids ? bids : asks;
        final Level level = levels.get(price);
        if (level == null) {
            books.change(instrument, atBids, price, displayed);
            return;
        }
        level.leaving -= Math.min(level.leaving, Math.max(0, level.displayed - displayed));
        level.displayed = displayed;
        books.change(instrument, atBids, price, level.others(), level.leaving);
        if (level.isDone()) {
            levels.remove(price);
        }
    }

    /** The recorded account shows more at a price, or with a negative change less. */
    void add(final boolean atBids, final long price, final long change, final long nowNs) {
        final Map<Long, Level> levels = atBids ? bids : asks;
        final boolean known = books.isKnown(instrument);
        final Level level =
                levels.computeIfAbsent(
                        price,
                        at -> new Level(known ? books.displayed(instrument, atBids, at) : 0));
        final long less = Math.min(level.own, Math.max(0, -change));
        level.own += change > 0 ? change : -less;
        if (known && less > 0) {
            level.leaving = Math.min(level.leaving + less, level.displayed);
            level.leavingNs = nowNs;
            leavingSinceNs = Math.min(leavingSinceNs, nowNs);
        }
        if (known) {
            books.ignore(instrument, atBids, price, level.others(), level.leaving);
        }
        if (level.isDone()) {
            levels.remove(price);
        }
    }

    /** What has left long ago hides nothing any more. */
    void pass(final long nowNs) {
        if (leavingSinceNs <= nowNs - windowNs) {
            leavingSinceNs = Math.min(pass(true, nowNs), pass(false, nowNs));
        }
    }

    private long pass(final boolean atBids, final long nowNs) {
        long oldestNs = Long.MAX_VALUE;
        final Iterator<Map.Entry<Long, Level>> entries =
                (atBids ? bids : asks).entrySet().iterator();
        while (entries.hasNext()) {
            final Map.Entry<Long, Level> entry = entries.next();
            final Level level = entry.getValue();
            if (level.leaving > 0 && level.leavingNs <= nowNs - windowNs) {
                level.leaving = 0;
                books.ignore(instrument, atBids, entry.getKey(), level.others(), 0);
            }
            if (level.leaving > 0) {
                oldestNs = Math.min(oldestNs, level.leavingNs);
            }
            if (level.isDone()) {
                entries.remove();
            }
        }
        return oldestNs;
    }

    private static final class Level {
        private long displayed;
        private long own;
        private long leaving;
        private long leavingNs;

        private Level(final long displayed) {
            this.displayed = displayed;
        }

        private long others() {
            return Math.max(0, displayed - own);
        }

        private boolean isDone() {
            return own == 0 && leaving == 0;
        }
    }
}
