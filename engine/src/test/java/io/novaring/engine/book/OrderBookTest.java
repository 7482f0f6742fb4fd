/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrderBookTest {
    private final OrderBook book = new OrderBook("ABC-PERP");
    private final BookMessage message = new BookMessage();

    @Test
    void shouldStartEmpty() {
        assertEquals(BookState.EMPTY, book.state());
        assertEquals(StaleCause.NONE, book.staleCause());
        assertEquals(MarketEvent.ABSENT, book.bestBidPrice());
        assertEquals(MarketEvent.ABSENT, book.bestBidAmount());
        assertEquals(MarketEvent.ABSENT, book.bestAskPrice());
        assertEquals(MarketEvent.ABSENT, book.bestAskAmount());
    }

    @Test
    void shouldBeLiveAfterSnapshot() {
        assertEquals(OrderBook.APPLIED, snapshot());

        assertEquals(BookState.LIVE, book.state());
        assertEquals(7, book.changeId());
        assertTop(100, 1, 101, 2);
        assertEquals(98, book.bidPrice(2));
        assertEquals(103, book.askPrice(2));
    }

    @Test
    void shouldSortAnUnsortedSnapshot() {
        message.snapshot(7);
        final long[] prices = {3, 1, -4, 15, 9, 2, 6, 5, -35, 8};
        for (final long price : prices) {
            message.bid(price, 10 + price * price).ask(100 + price, 10 + price * price);
        }

        assertEquals(OrderBook.APPLIED, message.applyTo(book));

        final long[] sorted = {-35, -4, 1, 2, 3, 5, 6, 8, 9, 15};
        for (int i = 0; i < sorted.length; i++) {
            assertEquals(100 + sorted[i], book.askPrice(i));
            assertEquals(10 + sorted[i] * sorted[i], book.askAmount(i));
            assertEquals(sorted[sorted.length - 1 - i], book.bidPrice(i));
        }
    }

    @Test
    void shouldApplyAChangeThatFollows() {
        snapshot();

        final int code =
                message.change(7, 8)
                        .bid(LevelColumns.DELETE, 100, 0)
                        .bid(LevelColumns.CHANGE, 99, 50)
                        .ask(LevelColumns.NEW, 100, 4)
                        .at(77)
                        .applyTo(book);

        assertEquals(OrderBook.APPLIED, code);
        assertEquals(8, book.changeId());
        assertEquals(77, book.receivedTimeNs());
        assertTop(99, 50, 100, 4);
        assertEquals(2, book.bidCount());
        assertEquals(4, book.askCount());
    }

    @Test
    void shouldBeStaleAfterAGapAndKeepTheLastKnownLevels() {
        snapshot();
        final long before = book.contentHash();

        assertEquals(OrderBook.GAP, message.change(8, 9).bid(100, 5).applyTo(book));

        assertEquals(BookState.STALE, book.state());
        assertEquals(StaleCause.GAP, book.staleCause());
        assertEquals(7, book.changeId());
        assertEquals(before, book.contentHash());
    }

    @Test
    void shouldTakeAChangeBetweenKnownIdsForAGap() {
        snapshot();

        assertEquals(OrderBook.GAP, message.change(6, 8).bid(100, 5).applyTo(book));
    }

    @ParameterizedTest
    @CsvSource({"-9223372036854775808, 8", "7, -9223372036854775808"})
    void shouldTakeAChangeWithoutChainForAGap(final long prevChangeId, final long changeId) {
        snapshot();

        assertEquals(OrderBook.GAP, message.change(prevChangeId, changeId).applyTo(book));
    }

    @Test
    void shouldTakeIdsThatStartAnewForAGap() {
        snapshot();

        assertEquals(OrderBook.GAP, message.change(7, 2).bid(100, 5).applyTo(book));
        assertEquals(BookState.STALE, book.state());
    }

    @Test
    void shouldTakeALowerIdOfALaterTimeForAGap() {
        message.snapshot(7).bid(100, 1).event.exchangeTimeNs = 50;
        message.applyTo(book);

        message.change(1, 2).bid(100, 5).event.exchangeTimeNs = 50;
        assertEquals(OrderBook.OLDER, message.applyTo(book));
        message.change(2, 3).bid(100, 5).event.exchangeTimeNs = 51;

        assertEquals(OrderBook.GAP, message.applyTo(book));
        assertEquals(StaleCause.GAP, book.staleCause());
    }

    @ParameterizedTest
    @CsvSource({"6, 7", "5, 6", "7, 7"})
    void shouldDropWhatIsInTheBookAlready(final long prevChangeId, final long changeId) {
        snapshot();
        final long before = book.contentHash();

        final int code = message.change(prevChangeId, changeId).bid(100, 5).applyTo(book);

        assertEquals(OrderBook.OLDER, code);
        assertFalse(OrderBook.needsResync(code));
        assertEquals(BookState.LIVE, book.state());
        assertEquals(before, book.contentHash());
    }

    @Test
    void shouldDropAChangeBeforeTheSnapshot() {
        final int code = message.change(6, 7).bid(100, 5).applyTo(book);

        assertEquals(OrderBook.BEFORE_SNAPSHOT, code);
        assertEquals(BookState.EMPTY, book.state());
        assertEquals(0, book.bidCount());
    }

    @Test
    void shouldDropChangesUntilTheNextSnapshot() {
        snapshot();
        message.change(8, 9).applyTo(book);

        assertEquals(OrderBook.NOT_LIVE, message.change(7, 8).bid(100, 5).applyTo(book));
        book.markResyncing();
        assertEquals(BookState.RESYNCING, book.state());
        assertEquals(OrderBook.NOT_LIVE, message.change(7, 8).bid(100, 5).applyTo(book));
        assertEquals(OrderBook.APPLIED, message.snapshot(3).bid(5, 5).applyTo(book));

        assertEquals(BookState.LIVE, book.state());
        assertEquals(StaleCause.NONE, book.staleCause());
        assertEquals(3, book.changeId());
        assertEquals(0, book.askCount());
    }

    @Test
    void shouldTakeBackTheWholeMessageWhenItsEndIsBad() {
        snapshot();
        final long before = book.contentHash();

        final int code =
                message.change(7, 8)
                        .bid(LevelColumns.DELETE, 100, 0)
                        .bid(LevelColumns.NEW, 100, 9)
                        .bid(LevelColumns.NEW, 90, 9)
                        .bid(LevelColumns.CHANGE, 90, 10)
                        .bid(LevelColumns.DELETE, 98, 0)
                        .ask(LevelColumns.NEW, 104, 1)
                        .ask(LevelColumns.DELETE, 102, 0)
                        .ask(LevelColumns.DELETE, 102, 0)
                        .applyTo(book);

        assertEquals(OrderBook.ABSENT_LEVEL, code);
        assertEquals(BookState.STALE, book.state());
        assertEquals(StaleCause.BAD_LEVEL, book.staleCause());
        assertEquals(before, book.contentHash());
        assertEquals(7, book.changeId());
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 0, -6", "1, 5, -1, -6", "3, 5, 5, -7", "-1, 5, 5, -7"})
    void shouldRefuseLevelsThatCannotBe(
            final byte action, final long price, final long amount, final int expected) {
        snapshot();

        assertEquals(expected, message.change(7, 8).bid(action, price, amount).applyTo(book));
        assertEquals(BookState.STALE, book.state());

        assertEquals(expected, message.snapshot(8).bid(action, price, amount).applyTo(book));
        assertEquals(BookState.STALE, book.state());
        assertEquals(3, book.bidCount());
    }

    @Test
    void shouldRefuseALevelWithoutPrice() {
        snapshot();

        assertEquals(
                OrderBook.BAD_PRICE, message.change(7, 8).ask(MarketEvent.ABSENT, 1).applyTo(book));
    }

    @Test
    void shouldRefuseASnapshotThatDeletes() {
        assertEquals(
                OrderBook.BAD_ACTION,
                message.snapshot(7).ask(LevelColumns.DELETE, 5, 0).applyTo(book));
        assertEquals(BookState.EMPTY, book.state());
    }

    @Test
    void shouldRefuseASnapshotThatNamesAPriceTwice() {
        snapshot();

        assertEquals(
                OrderBook.DUPLICATE_LEVEL,
                message.snapshot(8).bid(50, 1).ask(60, 1).ask(60, 2).applyTo(book));
        assertEquals(BookState.STALE, book.state());
        assertEquals(3, book.bidCount());
    }

    @Test
    void shouldRefuseMoreLevelsThanABookMayHave() {
        message.snapshot(7);
        for (int i = 0; i < BookSide.LEVELS_MAX; i++) {
            message.bid(BookSide.LEVELS_MAX - i, 1);
        }
        assertEquals(OrderBook.APPLIED, message.applyTo(book));

        assertEquals(OrderBook.TOO_MANY_LEVELS, message.change(7, 8).bid(1 << 20, 1).applyTo(book));

        message.snapshot(9);
        for (int i = 0; i <= BookSide.LEVELS_MAX; i++) {
            message.bid(i, 1);
        }
        assertEquals(OrderBook.TOO_MANY_LEVELS, message.applyTo(book));
    }

    @Test
    void shouldRefuseAMessageOfNoKnownShape() {
        snapshot();
        message.change(7, 8).event.flags = 0;

        assertEquals(OrderBook.UNKNOWN_MESSAGE, message.applyTo(book));
        assertEquals(StaleCause.UNKNOWN_MESSAGE, book.staleCause());
    }

    @Test
    void shouldNotTouchTheBookForAnotherKindOfEvent() {
        snapshot();
        final MarketEvent other = new MarketEvent();
        other.reset(Origin.INBOUND, EventKind.TRADES);

        assertEquals(OrderBook.UNKNOWN_MESSAGE, book.apply(other));
        assertEquals(BookState.LIVE, book.state());
    }

    @Test
    void shouldReplaceTheBookWithEachWindow() {
        assertEquals(
                OrderBook.APPLIED, message.window(5).bid(10, 1).bid(9, 1).ask(11, 1).applyTo(book));
        assertTrue(book.isWindow());

        assertEquals(OrderBook.APPLIED, message.window(50).bid(8, 3).ask(12, 4).applyTo(book));

        assertTop(8, 3, 12, 4);
        assertEquals(1, book.bidCount());
        assertEquals(BookState.LIVE, book.state());
    }

    @Test
    void shouldOnlyFlagTheFirstCrossedMessage() {
        snapshot();

        assertEquals(OrderBook.APPLIED_CROSSED, message.change(7, 8).bid(101, 1).applyTo(book));
        assertTrue(book.isCrossed());
        assertEquals(BookState.LIVE, book.state());

        message.change(8, 9).bid(LevelColumns.DELETE, 101, 0);
        assertEquals(OrderBook.APPLIED, message.applyTo(book));
        assertFalse(book.isCrossed());
        assertEquals(OrderBook.APPLIED_CROSSED, message.change(9, 10).bid(102, 1).applyTo(book));
    }

    @Test
    void shouldBeStaleAfterTheSecondCrossedMessageInARow() {
        snapshot();
        message.change(7, 8).bid(101, 1).applyTo(book);

        assertEquals(OrderBook.CROSSED, message.change(8, 9).bid(1, 1).applyTo(book));

        assertEquals(BookState.STALE, book.state());
        assertEquals(StaleCause.CROSSED, book.staleCause());
    }

    @Test
    void shouldBeStaleWhenCrossedForTooLong() {
        snapshot();
        message.change(7, 8).bid(101, 1).at(1_000).applyTo(book);

        assertFalse(book.expireCrossed(1_000 + OrderBook.CROSSED_MAX_NS));
        assertEquals(BookState.LIVE, book.state());
        assertTrue(book.expireCrossed(1_001 + OrderBook.CROSSED_MAX_NS));
        assertEquals(StaleCause.CROSSED, book.staleCause());
        assertFalse(book.expireCrossed(Long.MAX_VALUE));
    }

    @Test
    void shouldNotExpireAnUncrossedBook() {
        snapshot();

        assertFalse(book.expireCrossed(Long.MAX_VALUE));
        assertEquals(BookState.LIVE, book.state());
    }

    @Test
    void shouldStayEmptyButTakeTheCauseWithoutSnapshot() {
        book.markStale(StaleCause.DISCONNECTED);
        book.markResyncing();

        assertEquals(BookState.EMPTY, book.state());
        assertEquals(StaleCause.DISCONNECTED, book.staleCause());
    }

    @Test
    void shouldCopyTheBestLevels() {
        snapshot();
        book.markStale(StaleCause.SILENT);
        final BookSnapshot copy = new BookSnapshot(2);

        assertTrue(book.snapshotInto(copy));

        assertEquals(2, copy.bidCount());
        assertEquals(2, copy.askCount());
        assertEquals(100, copy.bidPrice(0));
        assertEquals(99, copy.bidPrice(1));
        assertEquals(1, copy.bidAmount(0));
        assertEquals(101, copy.askPrice(0));
        assertEquals(2, copy.askAmount(0));
        assertEquals(102, copy.askPrice(1));
        assertEquals(7, copy.changeId());
        assertEquals(BookState.STALE, copy.state());
        assertEquals(StaleCause.SILENT, copy.staleCause());
        assertFalse(copy.isCrossed());
        assertThrows(IndexOutOfBoundsException.class, () -> copy.bidPrice(2));
        assertThrows(IllegalArgumentException.class, () -> new BookSnapshot(0));
    }

    @Test
    void shouldHashContentNotHistory() {
        snapshot();
        final long hash = book.contentHash();
        message.change(7, 8).bid(5, 1).applyTo(book);
        assertNotEquals(hash, book.contentHash());

        message.change(8, 9).bid(LevelColumns.DELETE, 5, 0).applyTo(book);

        assertEquals(hash, book.contentHash());
        message.change(9, 10).ask(LevelColumns.CHANGE, 103, 5).applyTo(book);
        assertNotEquals(hash, book.contentHash());
    }

    private int snapshot() {
        return message.snapshot(7)
                .bid(100, 1)
                .bid(99, 2)
                .bid(98, 3)
                .ask(101, 2)
                .ask(102, 3)
                .ask(103, 4)
                .applyTo(book);
    }

    private void assertTop(
            final long bidPrice, final long bidAmount, final long askPrice, final long askAmount) {
        assertEquals(bidPrice, book.bestBidPrice());
        assertEquals(bidAmount, book.bestBidAmount());
        assertEquals(askPrice, book.bestAskPrice());
        assertEquals(askAmount, book.bestAskAmount());
    }
}
