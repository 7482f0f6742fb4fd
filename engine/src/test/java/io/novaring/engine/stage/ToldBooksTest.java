/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static io.novaring.codec.MarketEvent.ABSENT;
import static io.novaring.engine.stage.StageRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.stage.SubscriptionStatus.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stage 3 writes on an event for those behind it. */
final class ToldBooksTest {
    private static final String A = "book.A.raw";
    private static final String B = "book.B.raw";

    private final StageRig rig = StageRig.connected();

    @BeforeEach
    void openTwoBooks() {
        rig.openBook(A, 5);
        rig.openBook(B, 5);
    }

    @Test
    void shouldTellTheBestPricesOfALiveBook() {
        assertBest(100, 101);
        rig.book(A, MarketEvent.CHANGE, 6, 5);
        rig.event.bids.add(LevelColumns.DELETE, 100, 0);
        rig.event.asks.add(LevelColumns.NEW, 99, 3);
        rig.publish();
        assertBest(ABSENT, 99);
        assertEquals(3, rig.event.bestAskAmount);

        rig.tick(1);

        assertBest(ABSENT, ABSENT);
    }

    @Test
    void shouldTellNoPricesOfABookThatIsNotToBeBelieved() {
        rig.change(A, 8, 9);
        assertBest(ABSENT, ABSENT);
        rig.snapshot(A, 9);
        assertEquals(BookState.STALE, rig.event.bookState);
        assertBest(ABSENT, ABSENT);

        rig.snapshot("book.unknown.raw", 1);
        assertBest(ABSENT, ABSENT);
        rig.snapshot(B, 1);
        assertBest(100, 101);
    }

    @Test
    void shouldTellThePricesOfTheBookWithAMessageThatIsNotAppliedToIt() {
        rig.disconnect();
        rig.connect();
        rig.outbound();
        rig.grant(rig.last());
        rig.snapshot(A, 1);
        rig.epoch = 1;

        rig.change(A, 5, 6);

        assertBest(100, 101);
    }

    @Test
    void shouldNameEveryBookThatIsLostWithTheSession() {
        rig.connectionId = 1;
        rig.connect();
        rig.openBook(A, 1);
        rig.connectionId = 0;
        rig.epoch = 1;

        rig.disconnect();
        assertEquals(List.of("A " + A, "B " + B), lost());
        assertEquals(StaleCause.DISCONNECTED.ordinal(), rig.event.lostBooks.cause(1));

        rig.disconnect();
        assertEquals(List.of(), lost());
    }

    @Test
    void shouldNameNoBookThatWasLostBefore() {
        rig.change(A, 8, 9);
        assertEquals(List.of(), lost());

        rig.disconnect();

        assertEquals(List.of("B " + B), lost());
    }

    @Test
    void shouldNameABookWhoseMessageCouldNotBeRead() {
        rig.begin(Origin.INBOUND, EventKind.REJECT).channelId = rig.symbols.channels().lookup(B);
        rig.publish();
        assertEquals(List.of("B " + B), lost());
        assertEquals(BookState.STALE, rig.event.bookState);

        rig.begin(Origin.INBOUND, EventKind.REJECT).channelId = rig.symbols.channels().lookup(B);
        rig.publish();
        assertEquals(List.of(), lost());
    }

    @Test
    void shouldNameABookThatIsGivenBack() {
        rig.unsubscribe(A);

        assertEquals(List.of("A " + A), lost());
    }

    @Test
    void shouldNameABookThatStaysCrossed() {
        rig.book(A, MarketEvent.CHANGE, 6, 5);
        rig.event.bids.add(LevelColumns.NEW, 101, 1);
        rig.publish();
        assertEquals(List.of(), lost());
        assertBest(101, 101);

        rig.tick(SECOND_NS / 5);
        assertEquals(List.of(), lost());
        rig.tick(1);

        assertEquals(List.of("A " + A), lost());
        assertEquals(StaleCause.CROSSED.ordinal(), rig.event.lostBooks.cause(0));
    }

    @Test
    void shouldNameABookThatHasFallenSilent() {
        final StageRig strict = new StageRig(new TestVenue(), 20 * SECOND_NS);
        strict.connect();
        strict.openBook(A, 5);
        for (int i = 0; i < 3; i++) {
            strict.tick(9 * SECOND_NS);
        }

        assertEquals(List.of("A " + A), lost(strict));
    }

    @Test
    void shouldNameABookThatIsRefusedAfterItsSnapshotCame() {
        rig.subscribe("book.C.raw");
        rig.outbound();
        rig.snapshot("book.C.raw", 1);
        assertEquals(BookState.LIVE, rig.event.bookState);

        rig.error(rig.last(), TestVenue.ERROR_REFUSED);

        assertEquals(List.of("C book.C.raw"), lost());
    }

    @Test
    void shouldNameMoreBooksThanASlotHasSeen() {
        final List<String> expected = new ArrayList<>(List.of("A " + A, "B " + B));
        for (int i = 0; i < 40; i++) {
            final String name = "N" + i;
            rig.openBook("book." + name + ".raw", 1);
            expected.add(name + " book." + name + ".raw");
        }
        final MarketEvent copy = new MarketEvent();

        rig.disconnect();
        copy.copyFrom(rig.event);

        assertEquals(expected, lost());
        assertEquals(42, copy.lostBooks.size());
        assertEquals(rig.event.lostBooks.channelId(41), copy.lostBooks.channelId(41));
        assertEquals(rig.event.lostBooks.instrumentId(41), copy.lostBooks.instrumentId(41));
        assertEquals(rig.event.unsettledChannels, copy.unsettledChannels);
    }

    @Test
    void shouldCountTheChannelsThatAreNotSettled() {
        assertEquals(0, unsettled());
        rig.subscribe("trades.A", "trades.B");
        assertEquals(2, rig.event.unsettledChannels);
        rig.subscribe("trades.A");
        assertEquals(2, unsettled());
        rig.outbound();
        rig.answer(rig.last(), "trades.A");
        assertEquals(State.REJECTED, rig.status("trades.B").state());
        assertEquals(1, rig.event.unsettledChannels);

        rig.unsubscribe("trades.B");
        assertEquals(0, rig.event.unsettledChannels);
        rig.unsubscribe("trades.A");
        assertEquals(0, rig.event.unsettledChannels);
    }

    @Test
    void shouldCountWhatIsAskedForAgain() {
        rig.change(A, 8, 9);
        assertEquals(1, rig.event.unsettledChannels);
        rig.outbound();
        rig.grant(rig.last());
        assertEquals(1, rig.event.unsettledChannels);
        rig.outbound();
        rig.grant(rig.last());
        assertEquals(0, rig.event.unsettledChannels);

        rig.disconnect();
        assertEquals(2, rig.event.unsettledChannels);
        rig.connect();
        assertEquals(2, rig.event.unsettledChannels);
        rig.outbound();
        rig.grant(rig.last());
        assertEquals(0, rig.event.unsettledChannels);
    }

    @Test
    void shouldNotCountWhatIsGivenUpOrOfAnotherConnection() {
        rig.subscribe("trades.A");
        rig.outbound();
        rig.error(rig.last(), TestVenue.ERROR_REFUSED);
        assertEquals(State.FAILED, rig.status("trades.A").state());
        assertEquals(0, rig.event.unsettledChannels);
        rig.subscribe("trades.A");
        assertEquals(1, rig.event.unsettledChannels);

        rig.connectionId = 1;

        assertEquals(0, unsettled());
    }

    private int unsettled() {
        rig.tick(1);
        return rig.event.unsettledChannels;
    }

    private void assertBest(final long bid, final long ask) {
        assertEquals(bid, rig.event.bestBidPrice);
        assertEquals(ask, rig.event.bestAskPrice);
    }

    private List<String> lost() {
        return lost(rig);
    }

    private static List<String> lost(final StageRig rig) {
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < rig.event.lostBooks.size(); i++) {
            names.add(
                    rig.symbols.instruments().name(rig.event.lostBooks.instrumentId(i))
                            + ' '
                            + rig.symbols.channels().name(rig.event.lostBooks.channelId(i)));
        }
        return names;
    }
}
