/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static io.novaring.engine.stage.StageRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.novaring.codec.BookState;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.stage.RecordingSink.Sent;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.engine.stage.SubscriptionStatus.State;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SubscriptionBooksTest {
    private final StageRig rig = StageRig.connected();

    @BeforeEach
    void openTwoBooks() {
        rig.openBook("book.A.raw", 5);
        rig.openBook("book.B.raw", 5);
    }

    @Test
    void shouldTellTheStateOfTheBookWithEachMessage() {
        assertEquals(BookState.LIVE, rig.event.bookState);

        rig.change("book.A.raw", 5, 6);

        assertEquals(BookState.LIVE, rig.event.bookState);
        assertEquals(6, book("A").bestBidAmount());
        assertEquals(5, book("B").changeId());
        assertNull(rig.subscription.book("C"));
    }

    @Test
    void shouldGetANewSnapshotForTheOneBookWithAGap() {
        rig.change("book.A.raw", 6, 7);
        assertEquals(BookState.STALE, rig.event.bookState);
        assertEquals(StaleCause.GAP, book("A").staleCause());
        assertEquals("unsubscribe book.A.raw", rig.last().text());
        assertEquals(State.UNSUBSCRIBING, rig.status("book.A.raw").state());

        rig.change("book.A.raw", 7, 8);
        rig.snapshot("book.A.raw", 8);
        assertEquals(BookState.STALE, rig.event.bookState);
        assertEquals(2, rig.count(Counter.DROPPED));

        rig.grant(rig.last());
        assertEquals("subscribe book.A.raw", rig.last().text());
        assertEquals(BookState.RESYNCING, book("A").state());
        rig.change("book.A.raw", 8, 9);
        assertEquals(BookState.RESYNCING, rig.event.bookState);
        rig.grant(rig.last());
        rig.snapshot("book.A.raw", 20);
        rig.change("book.A.raw", 20, 21);

        assertEquals(BookState.LIVE, rig.event.bookState);
        assertEquals(State.ACTIVE, rig.status("book.A.raw").state());
        assertEquals(BookState.LIVE, book("B").state());
        assertEquals(State.ACTIVE, rig.status("book.B.raw").state());
        assertEquals(1, rig.count(Counter.GAPS));
        assertEquals(1, rig.count(Counter.RESYNCS));
        assertEquals(List.of(), rig.sink.ended);
    }

    @Test
    void shouldDropDuplicates() {
        rig.change("book.A.raw", 4, 5);
        rig.change("book.A.raw", 1, 2);

        assertEquals(BookState.LIVE, rig.event.bookState);
        assertEquals(2, rig.count(Counter.DUPLICATES));
        assertEquals(0, rig.count(Counter.RESYNCS));
    }

    @Test
    void shouldDropChangesBeforeTheSnapshot() {
        rig.subscribe("book.C.raw");
        rig.grant(rig.last());

        rig.change("book.C.raw", 1, 2);

        assertEquals(BookState.EMPTY, rig.event.bookState);
        assertEquals(1, rig.count(Counter.BEFORE_SNAPSHOT));
        assertEquals(0, rig.count(Counter.RESYNCS));
    }

    @Test
    void shouldResyncAfterABadLevel() {
        rig.book("book.A.raw", MarketEvent.CHANGE, 6, 5);
        rig.event.bids.add(LevelColumns.DELETE, 1, 0);
        rig.publish();

        assertEquals(BookState.STALE, rig.event.bookState);
        assertEquals(StaleCause.BAD_LEVEL, book("A").staleCause());
        assertEquals(1, rig.count(Counter.BAD_BOOK_MESSAGES));
        assertEquals("unsubscribe book.A.raw", rig.last().text());
    }

    @Test
    void shouldResyncABookThatStaysCrossed() {
        cross("book.A.raw", 5, 6);
        assertEquals(1, rig.count(Counter.CROSSED));
        rig.tick(SECOND_NS / 5);
        assertEquals(BookState.LIVE, book("A").state());

        rig.tick(1);

        assertEquals(StaleCause.CROSSED, book("A").staleCause());
        assertEquals(1, rig.count(Counter.CROSSED_TOO_LONG));
        assertEquals("unsubscribe book.A.raw", rig.last().text());
        rig.tick(1);
        assertEquals(1, rig.count(Counter.RESYNCS));
    }

    @Test
    void shouldLeaveABookAloneThatWasCrossedForAMoment() {
        cross("book.A.raw", 5, 6);
        rig.book("book.A.raw", MarketEvent.CHANGE, 7, 6);
        rig.event.bids.add(LevelColumns.DELETE, 101, 0);
        rig.publish();

        rig.tick(SECOND_NS);

        assertEquals(BookState.LIVE, book("A").state());
        assertEquals(0, rig.count(Counter.RESYNCS));
    }

    @Test
    void shouldResyncABookCrossedTwiceInARow() {
        cross("book.A.raw", 5, 6);
        cross("book.A.raw", 6, 7);

        assertEquals(BookState.STALE, rig.event.bookState);
        assertEquals("unsubscribe book.A.raw", rig.last().text());
    }

    @Test
    void shouldMakeEveryBookStaleWhenTheSessionEnds() {
        rig.disconnect();
        assertEquals(BookState.STALE, book("A").state());
        assertEquals(StaleCause.DISCONNECTED, book("A").staleCause());
        assertEquals(BookState.STALE, book("B").state());

        rig.change("book.A.raw", 5, 6);
        assertEquals(BookState.STALE, rig.event.bookState);
        rig.connect();
        assertEquals("subscribe book.A.raw,book.B.raw", rig.last().text());
        assertEquals(BookState.RESYNCING, book("A").state());
        rig.change("book.A.raw", 5, 6);
        assertEquals(BookState.RESYNCING, rig.event.bookState);
        rig.snapshot("book.A.raw", 1);

        assertEquals(BookState.LIVE, rig.event.bookState);
    }

    @Test
    void shouldNotApplyWhatAnOldSessionStillSays() {
        rig.disconnect();
        rig.connect();
        rig.epoch = 1;

        rig.snapshot("book.A.raw", 9);

        assertEquals(BookState.RESYNCING, rig.event.bookState);
        assertEquals(5, book("A").changeId());
    }

    @Test
    void shouldKeepTheBooksOfTheOtherConnection() {
        rig.connectionId = 1;
        rig.connect();
        rig.disconnect();

        assertEquals(BookState.LIVE, book("A").state());
    }

    @Test
    void shouldNotBelieveABookThatIsNoLongerWanted() {
        rig.unsubscribe("book.A.raw");
        assertEquals(StaleCause.UNSUBSCRIBED, book("A").staleCause());
        rig.change("book.A.raw", 5, 6);
        assertEquals(BookState.STALE, rig.event.bookState);
        rig.grant(rig.last());
        rig.change("book.A.raw", 6, 7);
        rig.disconnect();

        assertEquals(StaleCause.UNSUBSCRIBED, book("A").staleCause());
        assertEquals(2, rig.count(Counter.DROPPED));
    }

    @Test
    void shouldEndTheSessionAfterTooManyGapsInAMinute() {
        for (int i = 0; i < 20; i++) {
            gapAndHeal();
        }
        assertEquals(List.of(), rig.sink.ended);
        rig.change("book.A.raw", 50, 51);

        assertEquals(
                List.of(new RecordingSink.Ended(3, 0, 1, DisconnectReason.STREAM_UNUSABLE)),
                rig.sink.ended);
        assertEquals(1, rig.count(Counter.UNUSABLE_STREAMS));
        final Sent last = rig.last();
        rig.live(10);
        assertEquals(last, rig.last());
        rig.disconnect();
        rig.connect();
        assertEquals("subscribe book.A.raw,book.B.raw", rig.last().text());
    }

    @Test
    void shouldBearTheSameNumberOfGapsOverALongerTime() {
        for (int i = 0; i < 40; i++) {
            gapAndHeal();
            rig.live(3);
        }

        assertEquals(List.of(), rig.sink.ended);
        assertEquals(40, rig.count(Counter.GAPS));
    }

    @Test
    void shouldEndTheSessionAfterTooManyUndecodableFrames() {
        for (int i = 0; i < 10; i++) {
            rig.reject();
        }
        assertEquals(List.of(), rig.sink.ended);
        rig.reject();
        rig.reject();

        assertEquals(1, rig.sink.ended.size());
        assertEquals(12, rig.count(Counter.REJECTS));
    }

    @Test
    void shouldResyncWhenTheSnapshotDoesNotCome() {
        rig.subscribe("book.C.raw");
        rig.outbound();
        rig.grant(rig.last());
        for (int i = 0; i < 4; i++) {
            rig.live(9);
            assertEquals("subscribe book.C.raw", rig.last().text());
            rig.live(1);
            if (i < 3) {
                assertEquals("unsubscribe book.C.raw", rig.last().text());
                rig.grant(rig.last());
                rig.outbound();
                rig.grant(rig.last());
            }
        }

        assertEquals("subscribe book.C.raw", rig.last().text());
        assertEquals(3, rig.count(Counter.SNAPSHOTS_MISSING));
        assertEquals(BookState.EMPTY, rig.subscription.book("C").state());
        assertEquals(StaleCause.NO_SNAPSHOT, rig.subscription.book("C").staleCause());
    }

    @Test
    void shouldNotBelieveASilentBookWhenThatIsWanted() {
        final StageRig strict = new StageRig(new TestVenue(), 20 * SECOND_NS);
        strict.connect();
        strict.openBook("book.A.raw", 5);
        strict.live(15);
        strict.change("book.A.raw", 5, 6);
        strict.live(19);
        assertEquals(BookState.LIVE, strict.subscription.book("A").state());

        strict.live(1);

        assertEquals(StaleCause.SILENT, strict.subscription.book("A").staleCause());
        assertEquals("unsubscribe book.A.raw", strict.last().text());
        assertEquals(1, strict.count(Counter.SILENT));
        rig.live(1_000);
        assertEquals(BookState.LIVE, book("A").state());
    }

    @Test
    void shouldPreferABookWithAChain() {
        rig.subscribe("book.C.none.10.100ms", "book.C.raw");
        rig.grant(rig.last());
        final OrderBook first = book("C");
        rig.snapshot("book.C.raw", 1);

        rig.window("book.C.none.10.100ms", 9);

        assertNotSame(first, book("C"));
        assertFalse(book("C").isWindow());
        assertEquals(1, book("C").changeId());
    }

    @Test
    void shouldReplaceAWindowWithoutChain() {
        rig.subscribe("book.C.none.10.100ms");
        rig.grant(rig.last());
        rig.window("book.C.none.10.100ms", 9);
        rig.window("book.C.none.10.100ms", 12);
        final OrderBook window = book("C");
        assertEquals(BookState.LIVE, rig.event.bookState);
        assertEquals(12, window.changeId());

        rig.subscribe("book.C.raw");

        assertNotSame(window, book("C"));
        assertSame(book("C"), book("C"));
    }

    @Test
    void shouldDisturbNoLiveBookWhenOnlyAnAnswerIsLost() {
        rig.subscribe("book.C.raw");
        rig.outbound();
        rig.snapshot("book.C.raw", 1);
        rig.live(10);
        assertEquals("subscribe book.C.raw", rig.last().text());

        rig.change("book.C.raw", 1, 2);
        rig.grant(rig.last());
        rig.change("book.C.raw", 2, 3);

        assertEquals(BookState.LIVE, rig.event.bookState);
        rig.live(30);
        assertEquals(0, rig.count(Counter.RESYNCS));
    }

    @Test
    void shouldResyncAGapBeforeTheAnswer() {
        rig.subscribe("book.C.raw");
        final Sent subscribe = rig.last();
        rig.snapshot("book.C.raw", 1);
        rig.change("book.C.raw", 2, 3);
        final Sent unsubscribe = rig.last();
        assertEquals("unsubscribe book.C.raw", unsubscribe.text());

        rig.grant(subscribe);
        assertEquals(State.UNSUBSCRIBING, rig.status("book.C.raw").state());
        rig.grant(unsubscribe);

        assertEquals("subscribe book.C.raw", rig.last().text());
    }

    @Test
    void shouldNotBelieveABookWhoseChannelIsRefused() {
        rig.subscribe("book.C.raw");
        rig.outbound();
        rig.snapshot("book.C.raw", 1);
        rig.live(10);
        assertEquals("subscribe book.C.raw", rig.last().text());

        rig.answer(rig.last(), "");

        assertEquals(State.REJECTED, rig.status("book.C.raw").state());
        assertEquals(BookState.STALE, book("C").state());
        assertEquals(StaleCause.REFUSED, book("C").staleCause());
        rig.change("book.C.raw", 1, 2);
        assertEquals(BookState.STALE, rig.event.bookState);
    }

    private OrderBook book(final String instrument) {
        return rig.subscription.book(instrument);
    }

    private void cross(final String channel, final long prevChangeId, final long changeId) {
        rig.book(channel, MarketEvent.CHANGE, changeId, prevChangeId);
        rig.event.bids.add(LevelColumns.NEW, 101, 1);
        rig.publish();
    }

    /** A gap, and the way back; credits are filled up by looking away. */
    private void gapAndHeal() {
        rig.change("book.A.raw", 50, 51);
        assertEquals(BookState.STALE, rig.event.bookState);
        rig.outbound();
        rig.grant(rig.last());
        rig.outbound();
        rig.live(1);
        rig.grant(rig.last());
        rig.snapshot("book.A.raw", 5);
        assertEquals(BookState.LIVE, rig.event.bookState);
    }
}
