/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.novaring.codec.LevelColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class BookHashesTest {
    private final BookHashes hashes = new BookHashes();
    private final BookMessage message = new BookMessage();

    private OrderBook newBook(final String instrument) {
        return new OrderBook(instrument, SequencePolicy.PREVIOUS_ID, hashes);
    }

    @Property(tries = 100)
    void shouldEqualTheSumOverAllBooks(@ForAll final long seed) {
        final Random random = new Random(seed);
        final BookHashes sum = new BookHashes();
        final List<OrderBook> books = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            if (books.isEmpty() || random.nextInt(8) == 0) {
                final String name = "ABC-" + random.nextInt(20);
                books.add(new OrderBook(name, SequencePolicy.PREVIOUS_ID, sum));
            }
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                change(books.get(random.nextInt(books.size())), random);
            }
            long expected = 0;
            for (final OrderBook book : books) {
                expected += book.summand();
            }

            assertEquals(expected, sum.update(i));
        }
    }

    private void change(final OrderBook book, final Random random) {
        switch (random.nextInt(8)) {
            case 0 -> book.markStale(StaleCause.SILENT);
            case 1 -> book.markResyncing();
            case 2 -> message.snapshot(random.nextInt(9)).bid(1, 1).ask(2, 1).applyTo(book);
            default -> {
                final long id = random.nextInt(10) == 0 ? 100 : book.changeId();
                message.change(id, id + 1)
                        .bid(LevelColumns.CHANGE, random.nextInt(2), 1 + random.nextInt(9))
                        .applyTo(book);
            }
        }
    }

    @Test
    void shouldDifferWhenTwoBooksSwapTheirLevels() {
        message.snapshot(1).bid(1, 5).ask(2, 6).applyTo(newBook("A"));
        message.snapshot(1).bid(3, 7).ask(4, 8).applyTo(newBook("B"));
        final BookHashes other = new BookHashes();
        final OrderBook a = new OrderBook("A", SequencePolicy.PREVIOUS_ID, other);
        final OrderBook b = new OrderBook("B", SequencePolicy.PREVIOUS_ID, other);
        message.snapshot(1).bid(3, 7).ask(4, 8).applyTo(a);
        message.snapshot(1).bid(1, 5).ask(2, 6).applyTo(b);
        final long swapped = other.update(0);
        message.snapshot(1).bid(1, 5).ask(2, 6).applyTo(a);
        message.snapshot(1).bid(3, 7).ask(4, 8).applyTo(b);

        assertNotEquals(hashes.update(0), swapped);
        assertEquals(hashes.update(0), other.update(0));
    }

    @Test
    void shouldDifferInEveryPartOfABook() {
        final OrderBook book = newBook("A");
        message.snapshot(7).bid(1, 5).ask(2, 6).applyTo(book);
        final long before = hashes.update(0);
        final List<Runnable> changes =
                List.of(
                        () -> message.snapshot(7).bid(1, 4).ask(2, 6).applyTo(book),
                        () -> message.snapshot(7).bid(1, 5).ask(3, 6).applyTo(book),
                        () -> message.snapshot(7).bid(1, 5).ask(2, 6).ask(9, 1).applyTo(book),
                        () -> message.snapshot(7).bid(1, 5).applyTo(book),
                        () -> message.snapshot(8).bid(1, 5).ask(2, 6).applyTo(book),
                        () -> book.markStale(StaleCause.SILENT),
                        () -> book.markStale(StaleCause.GAP),
                        book::markResyncing);
        for (int i = 0; i < changes.size(); i++) {
            changes.get(i).run();
            assertNotEquals(before, hashes.update(i), "change " + i);
        }
        message.snapshot(7).bid(1, 5).ask(2, 6).applyTo(book);
        assertEquals(before, hashes.update(9));
    }

    @Test
    void shouldNameTheInstrumentsThatChanged() {
        final OrderBook a = newBook("A");
        newBook("B");
        final OrderBook other = newBook("A");
        hashes.update(3);
        a.markStale(StaleCause.SILENT);
        hashes.update(8);
        other.markStale(StaleCause.SILENT);
        hashes.update(9);

        assertEquals(List.of("A", "B"), hashes.changedSince(3));
        assertEquals(List.of("A"), hashes.changedSince(4));
        assertEquals(List.of("A"), hashes.changedSince(9));
        assertEquals(List.of(), hashes.changedSince(10));
    }
}
