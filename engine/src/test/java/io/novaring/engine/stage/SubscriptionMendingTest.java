/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static io.novaring.engine.stage.StageRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Text;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.book.SequencePolicy;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.engine.stage.SubscriptionStatus.State;
import io.novaring.engine.venue.SubscriptionHandler.Resync;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How broken books are mended, by venues of several kinds. */
final class SubscriptionMendingTest {
    private static final String CHANNEL = "book.A.raw";

    private final TestVenue venue = new TestVenue();
    private final StageRig rig = new StageRig(venue, 0);

    @Test
    void shouldMendABookThatBreaksAgainAndAgainMoreAndMoreSlowly() {
        open();
        long id = 5;
        for (int i = 0; i < ConnectionSubscriptions.RESYNCS_AT_ONCE; i++) {
            gap(id);
            mend(id += 10);
        }
        for (int seconds = 1; seconds <= 8; seconds *= 2) {
            final int sentBefore = rig.sink.sent.size();
            gap(id);
            assertEquals(sentBefore, rig.sink.sent.size(), "not at once");
            assertEquals(BookState.STALE, book().state());
            for (int i = 1; i < seconds; i++) {
                rig.live(1);
                assertEquals(sentBefore, rig.sink.sent.size(), i + " of " + seconds + " s");
            }
            rig.live(1);
            assertEquals("unsubscribe " + CHANNEL, rig.last().text());
            mend(id += 10);
        }
        assertEquals(4, rig.count(Counter.RESYNCS_DELAYED));
        assertEquals(List.of(), rig.sink.ended, "one bad book ends no session");

        rig.live(61);
        gap(id);
        assertEquals("unsubscribe " + CHANNEL, rig.last().text(), "calm again: at once");
    }

    @Test
    void shouldNotMendWhatASnapshotMendedMeanwhile() {
        open();
        long id = 5;
        for (int i = 0; i < ConnectionSubscriptions.RESYNCS_AT_ONCE; i++) {
            gap(id);
            mend(id += 10);
        }
        gap(id);
        final int sentBefore = rig.sink.sent.size();

        rig.snapshot(CHANNEL, 90);
        rig.live(5);

        assertEquals(BookState.LIVE, book().state());
        assertEquals(sentBefore, rig.sink.sent.size());
    }

    @Test
    void shouldGiveABookUpWhoseSnapshotNeverComesAndTakeItWhenItDoes() {
        rig.connect();
        rig.outbound();
        rig.subscribe(CHANNEL);
        for (int i = 0; i <= ConnectionSubscriptions.SNAPSHOT_RETRIES_MAX; i++) {
            assertEquals("subscribe " + CHANNEL, rig.last().text());
            rig.outbound();
            rig.grant(rig.last());
            rig.live(11);
            if (i < ConnectionSubscriptions.SNAPSHOT_RETRIES_MAX) {
                rig.outbound();
                rig.grant(rig.last());
            }
        }
        assertEquals(State.FAILED, rig.status(CHANNEL).state());
        assertEquals("no snapshot came", rig.status(CHANNEL).why());
        assertEquals(rig.nowNs, rig.status(CHANNEL).sinceNs(), 2 * SECOND_NS);
        assertEquals(StaleCause.NO_SNAPSHOT, book().staleCause());
        assertEquals(1, rig.count(Counter.FAILED));

        rig.snapshot(CHANNEL, 7);
        rig.change(CHANNEL, 7, 8);

        assertEquals(State.ACTIVE, rig.status(CHANNEL).state());
        assertEquals(BookState.LIVE, rig.event.bookState);
    }

    @Test
    void shouldAskAgainWhereThatBringsASnapshot() {
        venue.resync = Resync.SUBSCRIBE_AGAIN;
        open();

        gap(5);

        assertEquals("subscribe " + CHANNEL, rig.last().text());
        rig.outbound();
        rig.grant(rig.last());
        rig.snapshot(CHANNEL, 20);
        assertEquals(BookState.LIVE, book().state());
        assertEquals(State.ACTIVE, rig.status(CHANNEL).state());
    }

    @Test
    void shouldWaitWhereTheVenueSendsASnapshotByItself() {
        venue.resync = Resync.WAIT;
        open();
        final int sentBefore = rig.sink.sent.size();

        gap(5);
        rig.live(5);
        assertEquals(sentBefore, rig.sink.sent.size());
        assertEquals(BookState.STALE, book().state());

        rig.snapshot(CHANNEL, 20);
        assertEquals(BookState.LIVE, book().state());
    }

    @Test
    void shouldEndTheSessionWhereOnlyThatHelps() {
        venue.resync = Resync.RECONNECT;
        open();

        gap(5);

        assertEquals(1, rig.sink.ended.size());
        assertTrue(
                rig.sink.ended.get(0).toString().contains("" + DisconnectReason.STREAM_UNUSABLE));
    }

    @Test
    void shouldCountWhereTheVenueCounts() {
        venue.policy = SequencePolicy.CONSECUTIVE;
        open();

        rig.change(CHANNEL, MarketEvent.ABSENT, 6);
        assertEquals(BookState.LIVE, rig.event.bookState);
        rig.change(CHANNEL, MarketEvent.ABSENT, 8);

        assertEquals(BookState.STALE, rig.event.bookState);
        assertEquals(1, rig.count(Counter.GAPS));
    }

    @Test
    void shouldAskOneAtATimeWhereAnswersHaveNoId() {
        venue.hasAnonymousAnswers = true;
        venue.batchMax = 1;
        rig.connect();
        rig.outbound();
        rig.subscribe("t.1", "t.2");
        assertEquals("subscribe t.1", rig.last().text());
        rig.outbound();
        rig.live(1);
        assertEquals("subscribe t.1", rig.last().text());

        anonymous(EventKind.RESPONSE, "*");

        assertEquals(State.ACTIVE, rig.status("t.1").state());
        assertEquals("subscribe t.2", rig.last().text());
        rig.outbound();
        anonymous(EventKind.ERROR, "no such topic");
        assertEquals(State.FAILED, rig.status("t.2").state());
        assertEquals("no such topic", rig.status("t.2").why());
        assertEquals(0, rig.count(Counter.LATE_ANSWERS));
    }

    @Test
    void shouldTakeWhatIsSubscribedAlreadyForGranted() {
        rig.connect();
        rig.outbound();
        rig.subscribe("t.1", "t.2");
        rig.error(rig.last(), TestVenue.ERROR_ALREADY);
        // Which of the two is not said: each is asked for alone.
        assertEquals(List.of("subscribe t.1", "subscribe t.2"), rig.texts().subList(2, 4));
        rig.outbound();
        rig.error(rig.sink.sent.get(2), TestVenue.ERROR_ALREADY);
        rig.grant(rig.sink.sent.get(3));

        assertEquals(State.ACTIVE, rig.status("t.1").state());
        assertEquals(State.ACTIVE, rig.status("t.2").state());

        rig.unsubscribe("t.1");
        rig.error(rig.last(), TestVenue.ERROR_ALREADY);
        assertEquals(null, rig.status("t.1"));
    }

    @Test
    void shouldNotAskAgainForWhatIsRefusedByName() {
        rig.connect();
        rig.outbound();
        rig.subscribe("t.1", "t.2");
        rig.answer(rig.last(), "-t.1");

        assertEquals(State.FAILED, rig.status("t.1").state());
        assertEquals("refused by name", rig.status("t.1").why());
        assertEquals(State.REJECTED, rig.status("t.2").state(), "not named at all");
    }

    @Test
    void shouldCutRequestsByTheLengthOfTheirNames() {
        venue.batchLengthMax = 14;
        rig.connect();
        rig.outbound();
        rig.subscribe("t.1", "t.2", "t.3", "t.a-name-longer-than-that", "t.4");

        assertEquals(
                List.of(
                        "subscribe t.1,t.2",
                        "subscribe t.3",
                        "subscribe t.a-name-longer-than-that",
                        "subscribe t.4"),
                rig.texts().subList(1, rig.texts().size()));
    }

    @Test
    void shouldNeverBeLiveOnNumbersThatWereCut() {
        open();

        rig.book(CHANNEL, MarketEvent.CHANGE | MarketEvent.INEXACT, 6, 5);
        rig.publish();

        assertEquals(BookState.STALE, rig.event.bookState);
        assertEquals(StaleCause.INEXACT, book().staleCause());
        rig.outbound();
        rig.grant(rig.last());
        rig.outbound();
        rig.grant(rig.last());
        rig.book(CHANNEL, MarketEvent.SNAPSHOT | MarketEvent.INEXACT, 20, MarketEvent.ABSENT);
        rig.publish();
        assertEquals(BookState.STALE, rig.event.bookState);
    }

    @Test
    void shouldNotWaitForTheNextMessageBehindOneThatCannotBeRead() {
        open();
        rig.openBook("book.B.raw", 5);
        rig.outbound();

        rig.begin(Origin.INBOUND, EventKind.REJECT).channelId =
                rig.symbols.channels().intern(CHANNEL);
        rig.publish();

        assertEquals(BookState.STALE, book().state());
        assertEquals(BookState.STALE, rig.event.bookState);
        assertEquals(StaleCause.UNREADABLE, book().staleCause());
        assertEquals("unsubscribe " + CHANNEL, rig.last().text());
        assertEquals(BookState.LIVE, rig.subscription.book("B").state());
        mend(20);

        rig.reject();
        assertEquals(BookState.LIVE, book().state(), "nobody knows whose message that was");
    }

    @Test
    void shouldGoOnWithASessionThatWasNotEnded() {
        open();
        for (int i = 0; i <= ConnectionSubscriptions.REJECTS_PER_WINDOW_MAX; i++) {
            rig.reject();
        }
        assertEquals(1, rig.sink.ended.size());
        rig.subscribe("t.1");
        assertEquals(State.PENDING, rig.status("t.1").state());

        rig.live(62);

        assertEquals("subscribe t.1", rig.last().text());
    }

    private void anonymous(final EventKind kind, final String text) {
        rig.begin(Origin.INBOUND, kind).requestId = MarketEvent.ABSENT;
        rig.event.errorCode = TestVenue.ERROR_REFUSED;
        rig.raw(text);
        rig.event.errorMessage = Text.of(0, text.length());
        rig.publish();
    }

    private void open() {
        rig.connect();
        rig.outbound();
        rig.openBook(CHANNEL, 5);
        rig.outbound();
    }

    private void gap(final long id) {
        rig.change(CHANNEL, id + 1, id + 2);
    }

    /** Answers the unsubscribing and the subscribing, and sends the snapshot. */
    private void mend(final long changeId) {
        rig.outbound();
        rig.grant(rig.last());
        rig.outbound();
        rig.grant(rig.last());
        rig.snapshot(CHANNEL, changeId);
        assertEquals(BookState.LIVE, book().state());
    }

    private OrderBook book() {
        return rig.subscription.book("A");
    }
}
