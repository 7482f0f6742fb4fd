/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.book;

import io.novaring.codec.BookState;
import io.novaring.engine.snapshot.SnapshotException;
import io.novaring.engine.snapshot.StateReader;
import io.novaring.engine.snapshot.StateWriter;

/**
 * A book as bytes: who it is, whether it may be believed, and every level. What is read goes on
 * from the next message as the book that was written would have. The book's own thread.
 */
public final class SavedBook {
    private static final BookState[] STATES = BookState.values();
    private static final StaleCause[] CAUSES = StaleCause.values();
    private static final SequencePolicy.Link[] LINKS = SequencePolicy.Link.values();

    private SavedBook() {}

    public static void write(final OrderBook book, final StateWriter target) {
        target.text(book.instrument());
        target.small(book.policy.link().ordinal());
        target.number(book.policy.resetId());
        target.flag(book.policy.isAbsolute());
        target.small(book.state().ordinal());
        target.small(book.staleCause().ordinal());
        target.flag(book.isWindow());
        target.number(book.changeId());
        target.number(book.exchangeTimeNs());
        target.number(book.receivedTimeNs());
        target.integer(book.crossedMessages);
        target.number(book.crossedSinceNs);
        book.bids.write(target);
        book.asks.write(target);
    }

    /**
     * Makes a book of what {@link #write} wrote.
     *
     * @param hashes has the book's hash in its sum from now on; null when nobody wants it.
     */
    public static OrderBook read(final StateReader source, final BookHashes hashes) {
        final String instrument = source.text();
        final SequencePolicy policy =
                new SequencePolicy(source.constant(LINKS), source.number(), source.flag());
        final OrderBook book = new OrderBook(instrument, policy, hashes);
        book.begin();
        book.state = source.constant(STATES);
        book.staleCause = source.constant(CAUSES);
        book.isWindow = source.flag();
        book.changeId = source.number();
        book.exchangeTimeNs = source.number();
        book.receivedTimeNs = source.number();
        book.crossedMessages = source.integer("number of crossed messages", 0, Integer.MAX_VALUE);
        book.crossedSinceNs = source.number();
        book.bids.read(source);
        book.asks.read(source);
        book.end();
        if (book.state == BookState.EMPTY && book.bidCount() + book.askCount() > 0) {
            throw new SnapshotException("the snapshot has levels of an empty book: " + instrument);
        }
        return book;
    }
}
