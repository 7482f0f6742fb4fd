/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static io.novaring.engine.stage.StageRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.novaring.codec.BookState;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.engine.stage.SubscriptionStatus.State;
import io.novaring.engine.venue.SubscriptionHandler.Resync;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Channels that are refused, silent or late for longer than anybody should wait. */
final class SubscriptionLimitsTest {
    private static final String CHANNEL = "book.A.raw";
    private static final long SILENT_AFTER_NS = 30 * SECOND_NS;

    private final TestVenue venue = new TestVenue();
    private final StageRig rig = new StageRig(venue, SILENT_AFTER_NS);

    @Test
    void shouldCountRefusalsOnWhenTheyNeverEnd() {
        venue.isPatient = true;
        rig.connect();
        rig.outbound();
        rig.subscribe("t.1");

        for (int i = 0; i < 300; i++) {
            rig.outbound();
            rig.error(rig.last(), TestVenue.ERROR_BUSY);
            rig.live(2);
        }

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertEquals(Byte.MAX_VALUE, rig.status("t.1").attempts()));
        assertEquals("subscribe t.1", rig.last().text());
        assertEquals(State.PENDING, rig.status("t.1").state());
    }

    @Test
    void shouldGiveASilentBookTheSameTimeForItsSnapshotAsAnyOther() {
        venue.resync = Resync.WAIT;
        open();

        rig.live(32);
        assertEquals(StaleCause.SILENT, book().staleCause());
        rig.live(7);
        assertEquals(State.ACTIVE, rig.status(CHANNEL).state());
        assertEquals(0, rig.count(Counter.SNAPSHOTS_MISSING));

        rig.live(40);
        assertEquals(State.FAILED, rig.status(CHANNEL).state());
        assertEquals(3, rig.count(Counter.SNAPSHOTS_MISSING));
    }

    @Test
    void shouldWatchTheSilenceOfABookWhoseSnapshotCameLate() {
        giveUp();
        rig.snapshot(CHANNEL, 7);
        assertEquals(BookState.LIVE, book().state());

        rig.live(32);

        assertEquals(1, rig.count(Counter.SILENT));
        assertEquals("unsubscribe " + CHANNEL, rig.last().text());
    }

    @Test
    void shouldMendABookThatIsWishedForAgainAsOftenAsANewOne() {
        giveUp();
        rig.subscribe(CHANNEL);
        assertEquals("subscribe " + CHANNEL, rig.last().text());
        rig.outbound();
        rig.grant(rig.last());

        rig.live(11);

        assertEquals("unsubscribe " + CHANNEL, rig.last().text());
    }

    private void open() {
        rig.connect();
        rig.outbound();
        rig.openBook(CHANNEL, 5);
        rig.outbound();
    }

    /** Grants the channel again and again and never sends its snapshot. */
    private void giveUp() {
        rig.connect();
        rig.outbound();
        rig.subscribe(CHANNEL);
        while (rig.count(Counter.FAILED) == 0) {
            rig.outbound();
            rig.grant(rig.last());
            rig.live(1);
        }
        assertEquals(State.FAILED, rig.status(CHANNEL).state());
        rig.outbound();
    }

    private OrderBook book() {
        return rig.subscription.book("A");
    }
}
