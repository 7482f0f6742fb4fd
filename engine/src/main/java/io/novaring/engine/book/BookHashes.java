/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.book;

import java.util.Arrays;
import java.util.List;

/**
 * The hash over all books of a run, kept up to date by looking at those alone that changed. It is a
 * sum, so that the order of the books does not matter. The books' thread only; allocates to grow.
 */
public final class BookHashes {
    private OrderBook[] all = new OrderBook[16];
    private OrderBook[] touched = new OrderBook[16];
    private int count;
    private int touchedCount;
    private long sum;

    void add(final OrderBook book) {
        if (count == all.length) {
            all = Arrays.copyOf(all, count << 1);
            touched = Arrays.copyOf(touched, count << 1);
        }
        all[count] = book;
        count++;
        touch(book);
    }

    /** Has a book looked at again; each once until it was. */
    void touch(final OrderBook book) {
        touched[touchedCount] = book;
        touchedCount++;
    }

    /**
     * The hash of all books as they are now. Of use behind every event, or never.
     *
     * @param sequence of the event behind which this is asked.
     */
    public long update(final long sequence) {
        for (int i = 0; i < touchedCount; i++) {
            final OrderBook book = touched[i];
            final long hash = book.summand();
            sum += hash - book.summed;
            book.summed = hash;
            book.changedSequence = sequence;
            book.isTouched = false;
        }
        touchedCount = 0;
        return sum;
    }

    /** Instruments of the books that changed at this event or behind it, each once. Allocates. */
    public List<String> changedSince(final long sequence) {
        return Arrays.stream(all, 0, count)
                .filter(book -> book.changedSequence >= sequence)
                .map(OrderBook::instrument)
                .distinct()
                .toList();
    }

    /**
     * Instruments of books that changed at this event or behind it and whose levels are not those
     * that their hash was kept for, each once: the hash follows the messages, so it does not tell
     * that a level got lost in the book itself. Walks these books; allocates.
     */
    public List<String> unsoundSince(final long sequence) {
        return Arrays.stream(all, 0, count)
                .filter(book -> book.changedSequence >= sequence)
                .filter(book -> !book.bids.isSound() || !book.asks.isSound())
                .map(OrderBook::instrument)
                .distinct()
                .toList();
    }
}
