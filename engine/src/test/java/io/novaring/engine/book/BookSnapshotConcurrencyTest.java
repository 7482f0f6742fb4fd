/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.LevelColumns;
import org.junit.jupiter.api.Test;

final class BookSnapshotConcurrencyTest {
    private static final int MESSAGES = 300_000;
    private static final int LEVELS = 12;

    /** Every amount of a whole message is its change id: any mixture shows. */
    @Test
    void shouldNeverCopyATornBook() throws InterruptedException {
        final OrderBook book = new OrderBook("ABC");
        snapshot(book, 1);
        final Thread writer = new Thread(() -> write(book), "book-writer");
        final BookSnapshot copy = new BookSnapshot(64);

        writer.start();
        int copies = 0;
        int changed = 0;
        long last = 0;
        while (writer.isAlive() || copies == 0) {
            if (book.snapshotInto(copy)) {
                copies++;
                changed += copy.changeId() == last ? 0 : 1;
                assertTrue(copy.changeId() >= last);
                last = copy.changeId();
                assertWhole(copy);
            }
        }
        writer.join();

        assertTrue(book.snapshotInto(copy));
        assertEquals(MESSAGES, copy.changeId());
        assertTrue(changed > 0);
    }

    private static void assertWhole(final BookSnapshot copy) {
        final long id = copy.changeId();
        // Every hundredth message is a smaller snapshot.
        assertEquals(id % 100 == 0 ? LEVELS / 2 : LEVELS, copy.bidCount(), "levels");
        assertEquals(copy.bidCount(), copy.askCount());
        for (int level = 0; level < copy.bidCount(); level++) {
            assertEquals(id, copy.bidAmount(level));
            assertEquals(id, copy.askAmount(level));
            assertEquals(-1 - level, copy.bidPrice(level));
            assertEquals(1 + level, copy.askPrice(level));
        }
        assertEquals(BookState.LIVE, copy.state());
    }

    private static void write(final OrderBook book) {
        final BookMessage message = new BookMessage();
        for (long id = 2; id <= MESSAGES; id++) {
            if (id % 100 <= 1) {
                snapshot(book, id);
                continue;
            }
            message.change(id - 1, id);
            for (int level = LEVELS; level > 0; level--) {
                message.bid(LevelColumns.DELETE, -level, 0).bid(-level, id);
                message.ask(LevelColumns.CHANGE, level, id);
            }
            if (message.applyTo(book) != OrderBook.APPLIED) {
                return;
            }
        }
    }

    private static void snapshot(final OrderBook book, final long id) {
        final BookMessage message = new BookMessage().snapshot(id);
        final int levels = id % 100 == 0 ? LEVELS / 2 : LEVELS;
        for (int level = 1; level <= levels; level++) {
            message.bid(-level, id).ask(level, id);
        }
        message.applyTo(book);
    }
}
