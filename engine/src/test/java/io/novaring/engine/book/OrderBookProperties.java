/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.novaring.codec.BookState;
import io.novaring.codec.LevelColumns;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class OrderBookProperties {
    private static final int MESSAGES = 300;

    private final BookMessage message = new BookMessage();

    @Property(tries = 300)
    void shouldEqualANaiveBookWhateverTheStream(@ForAll final long seed) {
        final Random random = new Random(seed);
        final OrderBook book = new OrderBook("ABC");
        final NaiveBook naive = new NaiveBook();
        final int faultEvery = 1 + random.nextInt(100);
        long changeId = 0;
        for (int i = 0; i < MESSAGES; i++) {
            final boolean isFaulty = random.nextInt(faultEvery) == 0;
            changeId = next(random, naive, changeId, isFaulty);

            message.applyTo(book);
            naive.apply(message.event);

            assertEquals(naive.isLive(), book.state() == BookState.LIVE);
            assertSide(naive.bids().descendingMap(), book, true);
            assertSide(naive.asks(), book, false);
            assertEquals(hashFromScratch(naive), book.contentHash());
        }
    }

    /** The hash of a book that had these levels from its first message on. */
    private static long hashFromScratch(final NaiveBook naive) {
        final BookMessage levels = new BookMessage().snapshot(1);
        naive.bids().descendingMap().forEach(levels::bid);
        naive.asks().forEach(levels::ask);
        final OrderBook book = new OrderBook("ABC");
        levels.applyTo(book);
        return book.contentHash();
    }

    @Property(tries = 300)
    void shouldNeverBeLiveOnABrokenChain(@ForAll final long seed) {
        final Random random = new Random(seed);
        final OrderBook book = new OrderBook("ABC");
        boolean isChained = false;
        long last = 0;
        for (int i = 0; i < MESSAGES; i++) {
            final long prevChangeId = last + random.nextInt(4) / 3 - random.nextInt(8) / 7;
            final long changeId = prevChangeId + 1 + random.nextInt(3);
            if (random.nextInt(20) == 0) {
                message.snapshot(changeId).bid(1, 1).ask(2, 1);
                isChained = true;
                last = changeId;
            } else {
                message.change(prevChangeId, changeId).bid(LevelColumns.CHANGE, 1, 1 + i);
                if (isChained && changeId > last) {
                    isChained = prevChangeId == last;
                    last = isChained ? changeId : last;
                }
            }

            message.applyTo(book);

            assertEquals(isChained, book.state() == BookState.LIVE);
        }
    }

    private long next(
            final Random random, final NaiveBook naive, final long last, final boolean isFaulty) {
        final int kind = random.nextInt(40);
        if (kind == 0 || !naive.isLive() && kind < 20) {
            message.snapshot(last + 1);
            final int levels = random.nextInt(60);
            for (int i = 0; i < levels; i++) {
                // A step apart and shuffled by the sign, so that most have no price twice.
                final long price = (i * 7L % 61) * (isFaulty ? random.nextInt(2) : 1);
                message.bid(-price - 1, 1 + random.nextInt(9));
                message.ask(price + 1, 1 + random.nextInt(9));
            }
            return last + 1;
        }
        final int gap = isFaulty && kind < 10 ? random.nextInt(3) - 1 : 0;
        final long changeId = last + 1 + gap;
        message.change(last + gap, changeId);
        final int levels = 1 + random.nextInt(4);
        for (int i = 0; i < levels; i++) {
            final long price = 1 + random.nextInt(80);
            final boolean isBid = random.nextBoolean();
            final boolean isPresent =
                    isBid ? naive.bids().containsKey(-price) : naive.asks().containsKey(price);
            final boolean isDelete =
                    random.nextInt(3) == 0 && (isFaulty || isPresent && levels == 1);
            final byte action =
                    isDelete ? LevelColumns.DELETE : (byte) random.nextInt(LevelColumns.DELETE);
            final long amount = isFaulty ? random.nextInt(10) : 1 + random.nextInt(9);
            if (isBid) {
                message.bid(action, -price, amount);
            } else {
                message.ask(action, price, amount);
            }
        }
        return gap < 0 ? last : changeId;
    }

    private static void assertSide(
            final Map<Long, Long> expected, final OrderBook book, final boolean isBids) {
        final int count = isBids ? book.bidCount() : book.askCount();
        assertEquals(expected.size(), count);
        int level = 0;
        for (final Map.Entry<Long, Long> entry : new TreeMap<>(expected).entrySet()) {
            // A copy in ascending order: bids are compared from the worst.
            final int at = isBids ? count - 1 - level : level;
            assertEquals(entry.getKey(), isBids ? book.bidPrice(at) : book.askPrice(at));
            assertEquals(entry.getValue(), isBids ? book.bidAmount(at) : book.askAmount(at));
            level++;
        }
        assertFalse(level < count);
    }
}
