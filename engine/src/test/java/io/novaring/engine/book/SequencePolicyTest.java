/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.BookState;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.book.SequencePolicy.Link;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numberings other than that of a chain of names. */
final class SequencePolicyTest {
    private static final SequencePolicy RANGE =
            new SequencePolicy(Link.RANGE, MarketEvent.ABSENT, true);
    private static final SequencePolicy NONE =
            new SequencePolicy(Link.NONE, MarketEvent.ABSENT, true);

    private final BookMessage message = new BookMessage();

    @ParameterizedTest
    @CsvSource({
        // The book is at 10; what does the rule say of a change from one id to another?
        "PREVIOUS_ID, 10, 12, APPLIED",
        "PREVIOUS_ID, 9, 12, GAP",
        "PREVIOUS_ID, 11, 12, GAP",
        "PREVIOUS_ID, 9, 10, OLDER",
        "CONSECUTIVE, 0, 11, APPLIED",
        "CONSECUTIVE, 0, 12, GAP",
        "CONSECUTIVE, 0, 10, OLDER",
        "CONSECUTIVE, 0, 1, OLDER",
        "RANGE, 10, 12, APPLIED",
        "RANGE, 8, 12, APPLIED",
        "RANGE, 11, 12, GAP",
        "RANGE, 8, 10, OLDER",
        "NONE, 0, 3, APPLIED",
    })
    void shouldPlaceAChange(
            final Link link, final long prevChangeId, final long changeId, final String expected) {
        final OrderBook book =
                new OrderBook("ABC", new SequencePolicy(link, MarketEvent.ABSENT, true));
        message.snapshot(10).bid(1, 5).ask(3, 5).applyTo(book);

        final int code =
                message.change(prevChangeId, changeId).bid(LevelColumns.CHANGE, 2, 1).applyTo(book);

        assertEquals(expected, nameOf(code));
        assertEquals("GAP".equals(expected) ? BookState.STALE : BookState.LIVE, book.state());
        assertEquals("APPLIED".equals(expected) ? 2 : 1, book.bestBidPrice());
    }

    @Test
    void shouldNeedAnIdWhereThereIsAChain() {
        for (final SequencePolicy policy :
                new SequencePolicy[] {
                    SequencePolicy.PREVIOUS_ID, SequencePolicy.CONSECUTIVE, RANGE
                }) {
            final OrderBook book = new OrderBook("ABC", policy);
            message.snapshot(10).bid(1, 5).applyTo(book);

            assertEquals(
                    OrderBook.GAP,
                    message.change(10, MarketEvent.ABSENT).bid(2, 1).applyTo(book),
                    policy.toString());
        }
        final OrderBook book = new OrderBook("ABC", NONE);
        message.snapshot(MarketEvent.ABSENT).bid(1, 5).applyTo(book);
        assertEquals(
                OrderBook.APPLIED,
                message.change(MarketEvent.ABSENT, MarketEvent.ABSENT).bid(2, 1).applyTo(book));
    }

    @Test
    void shouldTakeTheIdThatStartsAnewForASnapshotWhateverTheState() {
        final OrderBook book = new OrderBook("ABC", SequencePolicy.CONSECUTIVE.withResetId(1));
        message.change(MarketEvent.ABSENT, 1).bid(1, 5).applyTo(book);
        assertEquals(BookState.LIVE, book.state());
        message.change(MarketEvent.ABSENT, 2).bid(2, 5).applyTo(book);
        message.change(MarketEvent.ABSENT, 9).bid(3, 5).applyTo(book);
        assertEquals(BookState.STALE, book.state());

        message.change(MarketEvent.ABSENT, 1).bid(7, 5).applyTo(book);

        assertEquals(BookState.LIVE, book.state());
        assertEquals(1, book.bidCount());
        assertEquals(7, book.bestBidPrice());
    }

    @Test
    void shouldForgiveADeleteOfAnAbsentLevelWhereAmountsAreAbsolute() {
        final OrderBook absolute = new OrderBook("ABC", SequencePolicy.CONSECUTIVE);
        final OrderBook strict = new OrderBook("ABC");
        message.snapshot(10).bid(1, 5).applyTo(absolute);
        message.applyTo(strict);

        message.change(10, 11).bid(LevelColumns.DELETE, 4, 0).bid(LevelColumns.CHANGE, 2, 1);

        assertEquals(OrderBook.APPLIED, message.applyTo(absolute));
        assertEquals(2, absolute.bidCount());
        assertEquals(OrderBook.ABSENT_LEVEL, message.applyTo(strict));
        assertEquals(1, strict.bidCount());
    }

    @Property(tries = 200)
    void shouldEqualAMapForACountedStreamWithLossesAndRestarts(@ForAll final long seed) {
        final Random random = new Random(seed);
        final OrderBook book = new OrderBook("ABC", SequencePolicy.CONSECUTIVE.withResetId(1));
        TreeMap<Long, Long> bids = new TreeMap<>();
        boolean isLive = false;
        long last = 0;
        for (int i = 0; i < 300; i++) {
            final int kind = random.nextInt(30);
            final long id = kind == 0 ? 1 : kind == 1 ? last : last + 1 + (kind == 2 ? 1 : 0);
            final long price = 1 + random.nextInt(20);
            final long amount = random.nextInt(3);
            final boolean isSnapshot = kind == 3 || id == 1;
            if (kind == 3) {
                message.snapshot(id);
            } else {
                message.change(MarketEvent.ABSENT, id);
            }
            if (amount > 0 || !isSnapshot) {
                message.bid(amount == 0 ? LevelColumns.DELETE : LevelColumns.CHANGE, price, amount);
            }
            message.applyTo(book);

            final boolean isNext = isLive && id == last + 1;
            if (isSnapshot || isNext) {
                bids = isSnapshot ? new TreeMap<>() : bids;
                isLive = true;
                last = id;
                if (amount == 0) {
                    bids.remove(price);
                } else {
                    bids.put(price, amount);
                }
            } else if (isLive && id > last) {
                isLive = false;
            }
            assertEquals(isLive, book.state() == BookState.LIVE);
            assertEquals(bids.size(), book.bidCount());
            int level = 0;
            for (final long expected : bids.descendingKeySet()) {
                assertEquals(expected, book.bidPrice(level));
                assertEquals(bids.get(expected), book.bidAmount(level));
                level++;
            }
        }
    }

    private static String nameOf(final int code) {
        return switch (code) {
            case OrderBook.APPLIED -> "APPLIED";
            case OrderBook.GAP -> "GAP";
            case OrderBook.OLDER -> "OLDER";
            default -> "code " + code;
        };
    }
}
