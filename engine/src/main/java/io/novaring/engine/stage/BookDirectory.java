/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.engine.book.OrderBook;
import io.novaring.engine.book.StaleCause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the book of an instrument. Several channels may give the same one; one whose channel is
 * granted is preferred to one that is not, a chained book to a window, and the one wanted first
 * among equals. Stage's thread writes, any reads.
 */
final class BookDirectory {
    private final Map<String, OrderBook> preferred = new ConcurrentHashMap<>();
    private final Map<String, List<OrderBook>> all = new HashMap<>();

    /** Which came when; books have no equals of their own. */
    private final Map<OrderBook, Integer> numbers = new HashMap<>();

    /** Any thread; null when no book channel of the instrument was ever wanted. */
    OrderBook find(final String instrument) {
        return preferred.get(instrument);
    }

    void add(final OrderBook book) {
        numbers.put(book, numbers.size());
        all.computeIfAbsent(book.instrument(), key -> new ArrayList<>()).add(book);
        prefer(book.instrument());
    }

    /** How many books were added before this one. */
    int numberOf(final OrderBook book) {
        return numbers.get(book);
    }

    /**
     * Chooses again, once it is known which of the instrument's books are windows, or when a
     * channel is no longer wanted or is refused.
     */
    void prefer(final String instrument) {
        final List<OrderBook> books = all.get(instrument);
        OrderBook best = books.get(0);
        for (int i = 1; i < books.size(); i++) {
            best = rank(books.get(i)) > rank(best) ? books.get(i) : best;
        }
        preferred.put(instrument, best);
    }

    private static int rank(final OrderBook book) {
        return (isGiven(book) ? 2 : 0) + (book.isWindow() ? 0 : 1);
    }

    /** False for a book that nobody gives: another one of the instrument may be good. */
    static boolean isGiven(final OrderBook book) {
        return book.staleCause() != StaleCause.UNSUBSCRIBED
                && book.staleCause() != StaleCause.REFUSED;
    }
}
