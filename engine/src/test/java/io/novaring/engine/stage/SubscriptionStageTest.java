/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static io.novaring.engine.stage.StageRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.stage.RecordingSink.Sent;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.engine.stage.SubscriptionStatus.State;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SubscriptionStageTest {
    /** As ErrorHandler tries again by default. */
    private static final int RETRIES_MAX = 3;

    private final StageRig rig = StageRig.connected();

    @Test
    void shouldSubscribeInBatches() {
        rig.subscribe("trades.A", "trades.B", "trades.C", "trades.D", "trades.E");

        assertEquals(
                List.of(
                        "configure",
                        "subscribe trades.A,trades.B,trades.C,trades.D",
                        "subscribe trades.E"),
                rig.texts());
        assertEquals(SubscriptionStage.STAGE, rig.last().stage());
        assertEquals(State.PENDING, rig.status("trades.E").state());
    }

    @Test
    void shouldBeActiveOnlyByTheVenuesWord() {
        rig.subscribe("trades.A", "trades.B\r", "", "trades.A");
        final Sent sent = rig.last();

        rig.answer(sent, "trades.B,trades.A,trades.X");

        assertEquals(State.ACTIVE, rig.status("trades.A").state());
        assertEquals(State.ACTIVE, rig.status("trades.B").state());
        assertEquals(2, rig.subscription.subscriptions().size());
        assertEquals(1, rig.count(Counter.UNKNOWN_GRANTS));
        rig.answer(sent, "trades.A");
        assertEquals(1, rig.count(Counter.LATE_ANSWERS));
    }

    @Test
    void shouldRemainAsItIsWhenAWishIsRepeated() {
        rig.subscribe("trades.A");
        rig.grant(rig.last());
        rig.subscribe("trades.A");
        rig.unsubscribe("trades.B");

        assertEquals(2, rig.sink.sent.size());
        assertEquals(State.ACTIVE, rig.status("trades.A").state());
    }

    @Test
    void shouldAskForMissingChannelsThreeTimesMore() {
        rig.subscribe("trades.A", "trades.B");
        rig.answer(rig.last(), "trades.B");
        for (int attempt = 1; attempt <= RETRIES_MAX; attempt++) {
            assertEquals(State.REJECTED, rig.status("trades.A").state());
            assertEquals(attempt, rig.status("trades.A").attempts());
            final long before = rig.count(Counter.SUBSCRIBES);
            // 100 ms, 1 s, 10 s; somebody speaks meanwhile, so that nobody is dead.
            final long delayNs = SECOND_NS / 100 * (long) Math.pow(10, attempt);
            rig.tick(delayNs - 1);
            assertEquals(before, rig.count(Counter.SUBSCRIBES));
            rig.begin(Origin.INBOUND, EventKind.HEARTBEAT);
            rig.publish();
            rig.tick(1);
            assertEquals(before + 1, rig.count(Counter.SUBSCRIBES));
            assertEquals("subscribe trades.A", rig.last().text());
            rig.outbound();
            rig.answer(rig.last(), "");
        }

        assertEquals(State.FAILED, rig.status("trades.A").state());
        assertEquals(State.ACTIVE, rig.status("trades.B").state());
        assertEquals(3, rig.count(Counter.REJECTED));
        assertEquals(1, rig.count(Counter.FAILED));
        final int before = rig.sink.sent.size();
        rig.live(60);
        assertEquals(before, rig.sink.sent.size());
        rig.subscribe("trades.A");
        assertEquals("subscribe trades.A", rig.last().text());
    }

    @Test
    void shouldAskAgainWhenThereIsNoAnswer() {
        rig.subscribe("trades.A");
        rig.outbound();
        final Sent first = rig.last();

        rig.live(9);
        assertEquals(first, rig.last());
        rig.live(1);

        assertEquals("subscribe trades.A", rig.last().text());
        assertTrue(first.requestId() != rig.last().requestId());
        assertEquals(1, rig.count(Counter.ANSWER_TIMEOUTS));
        rig.grant(first);
        assertEquals(State.PENDING, rig.status("trades.A").state());
        rig.grant(rig.last());
        assertEquals(State.ACTIVE, rig.status("trades.A").state());
    }

    @Test
    void shouldTreatAnUnreadableAnswerAsNone() {
        rig.subscribe("trades.A");

        rig.answer(rig.last(), "!");

        assertEquals(State.REJECTED, rig.status("trades.A").state());
        assertEquals(1, rig.count(Counter.UNREADABLE_ANSWERS));
    }

    @Test
    void shouldFindTheOneChannelThatIsRefused() {
        rig.venue.batchMax = 8;
        rig.subscribe("t.0", "t.1", "t.2", "t.3", "t.4", "t.BAD", "t.6", "t.7");
        int answered = rig.sink.sent.size() - 1;
        for (int round = 0; round < 30; round++) {
            rig.outbound();
            for (; answered < rig.sink.sent.size(); answered++) {
                final Sent sent = rig.sink.sent.get(answered);
                if (sent.stage() != SubscriptionStage.STAGE) {
                    continue;
                }
                if (sent.text().contains("BAD")) {
                    rig.error(sent, TestVenue.ERROR_REFUSED);
                } else {
                    rig.grant(sent);
                }
            }
            rig.live(2);
        }

        for (final String good : List.of("t.0", "t.1", "t.2", "t.3", "t.4", "t.6", "t.7")) {
            assertEquals(State.ACTIVE, rig.status(good).state(), good);
        }
        assertEquals(State.FAILED, rig.status("t.BAD").state());
        assertEquals(TestVenue.ERROR_REFUSED, rig.status("t.BAD").errorCode());
        // 8, 4 + 4, 2 + 2, 1 + 1: a refusal that is final is not tried again.
        assertEquals(7, rig.count(Counter.SUBSCRIBES));
    }

    @Test
    void shouldNotLetARefusalOfChannelsThatStandApartReachTheOthers() {
        rig.venue.batchMax = 8;
        rig.subscribe("t.0", "t.1.apart", "t.2", "t.3.apart");
        final Sent ordinary = rig.sink.sent.get(rig.sink.sent.size() - 2);
        final Sent apart = rig.last();
        assertEquals("subscribe t.0,t.2", ordinary.text());
        assertEquals("subscribe t.1.apart,t.3.apart", apart.text());

        rig.error(apart, TestVenue.ERROR_LOGIN);
        rig.grant(ordinary);
        rig.tick(10 * SECOND_NS);

        assertEquals(State.ACTIVE, rig.status("t.0").state());
        assertEquals(State.ACTIVE, rig.status("t.2").state());
        assertEquals(State.FAILED, rig.status("t.1.apart").state());
        assertEquals(State.FAILED, rig.status("t.3.apart").state());
        assertEquals(2, rig.count(Counter.SUBSCRIBES));
    }

    @Test
    void shouldNotCutABatchThatIsToBeRetriedLater() {
        rig.subscribe("t.0", "t.1");

        rig.error(rig.last(), TestVenue.ERROR_BUSY);
        assertEquals(State.REJECTED, rig.status("t.0").state());
        rig.tick(SECOND_NS);

        assertEquals("subscribe t.0,t.1", rig.last().text());
    }

    @Test
    void shouldAskTheSameAgainAfterAPause() {
        rig.subscribe("t.0", "t.1");
        rig.outbound();

        rig.error(rig.last(), TestVenue.ERROR_THROTTLED);
        final int before = rig.sink.sent.size();
        rig.tick(TestVenue.PAUSE_NS - 1);
        assertEquals(before, rig.sink.sent.size());
        rig.tick(1);

        assertEquals("subscribe t.0,t.1", rig.last().text());
        assertEquals(0, rig.status("t.0").attempts());
    }

    @Test
    void shouldWaitForCredits() {
        rig.venue.batchMax = 1;

        rig.subscribe("t.0", "t.1", "t.2", "t.3", "t.4", "t.5", "t.6", "t.7");
        assertEquals(6, rig.count(Counter.SUBSCRIBES));
        rig.outbound();
        rig.tick(SECOND_NS - 1);
        assertEquals(6, rig.count(Counter.SUBSCRIBES));
        rig.tick(1);
        assertEquals(7, rig.count(Counter.SUBSCRIBES));
        rig.tick(SECOND_NS);
        // The seventh is still under way: its credits are spoken for.
        rig.tick(0);
        assertEquals(8, rig.count(Counter.SUBSCRIBES));

        assertEquals("subscribe t.7", rig.last().text());
    }

    @Test
    void shouldTakeWhatItAskedForOutOfTheCredits() {
        rig.subscribe("t.0");

        assertEquals(50, rig.event.credits[TestVenue.POOL_SUBSCRIBE]);
        rig.outbound();
        assertEquals(50, rig.event.credits[TestVenue.POOL_SUBSCRIBE]);
    }

    @Test
    void shouldUnsubscribe() {
        rig.subscribe("t.0", "t.1");
        rig.grant(rig.last());

        rig.unsubscribe("t.0");
        assertEquals("unsubscribe t.0", rig.last().text());
        assertEquals(State.UNSUBSCRIBING, rig.status("t.0").state());
        rig.grant(rig.last());

        assertNull(rig.status("t.0"));
        assertEquals(State.ACTIVE, rig.status("t.1").state());
    }

    @Test
    void shouldSubscribeAgainWhenTheWishComesBackTooEarly() {
        rig.subscribe("t.0");
        rig.grant(rig.last());
        rig.unsubscribe("t.0");
        final Sent unsubscribe = rig.last();

        rig.subscribe("t.0");
        assertEquals(unsubscribe, rig.last());
        rig.grant(unsubscribe);

        assertEquals("subscribe t.0", rig.last().text());
    }

    @Test
    void shouldGiveBackWhatIsGrantedTooLate() {
        rig.subscribe("t.0");
        final Sent subscribe = rig.last();
        rig.unsubscribe("t.0");
        assertEquals("unsubscribe t.0", rig.last().text());

        rig.grant(subscribe);
        assertEquals(State.UNSUBSCRIBING, rig.status("t.0").state());
        rig.grant(rig.last());

        assertNull(rig.status("t.0"));
    }

    @Test
    void shouldRetryUnsubscribingAndThenAsk() {
        rig.subscribe("t.0");
        rig.grant(rig.last());
        rig.unsubscribe("t.0");
        for (int i = 0; i <= RETRIES_MAX; i++) {
            assertEquals("unsubscribe t.0", rig.last().text());
            assertEquals(State.UNSUBSCRIBING, rig.status("t.0").state());
            rig.error(rig.last(), TestVenue.ERROR_REFUSED);
            rig.live(i == 2 ? 10 : 1);
        }

        assertNull(rig.status("t.0"));
        assertEquals(4, rig.count(Counter.UNSUBSCRIBES));
    }

    @Test
    void shouldAskForEverythingInANewSession() {
        rig.subscribe("t.0", "t.1");
        rig.grant(rig.last());
        rig.unsubscribe("t.1");
        rig.disconnect();
        assertEquals(State.PENDING, rig.status("t.0").state());
        assertNull(rig.status("t.1"));
        rig.subscribe("t.2");
        final int before = rig.sink.sent.size();
        rig.tick(SECOND_NS);
        assertEquals(before, rig.sink.sent.size());

        rig.connect();

        assertEquals("subscribe t.0,t.2", rig.last().text());
        assertEquals(2, rig.last().epoch());
    }

    @Test
    void shouldNotTakeAnOldSessionsAnswer() {
        rig.subscribe("t.0");
        final Sent old = rig.last();
        rig.disconnect();
        rig.connect();

        rig.grant(old);

        assertEquals(State.PENDING, rig.status("t.0").state());
    }

    @Test
    void shouldWaitForTheAnswerToTheGreeting() {
        final TestVenue venue = new TestVenue();
        venue.isGreeted = true;
        final StageRig greeted = new StageRig(venue, 0);
        greeted.subscribe("t.0");
        greeted.connect();
        final Sent hello = greeted.last();
        greeted.begin(Origin.INBOUND, EventKind.ERROR);
        greeted.publish();
        greeted.outbound();
        greeted.tick(SECOND_NS);
        assertEquals(List.of("hello", "configure"), greeted.texts());

        greeted.answer(hello, "welcome");

        assertEquals("subscribe t.0", greeted.last().text());
    }

    @Test
    void shouldNotWaitForTheGreetingForEver() {
        final TestVenue venue = new TestVenue();
        venue.isGreeted = true;
        final StageRig greeted = new StageRig(venue, 0);
        greeted.subscribe("t.0");
        greeted.connect();
        greeted.outbound();

        greeted.live(11);

        assertEquals("subscribe t.0", greeted.last().text());
    }

    @Test
    void shouldRefuseMoreChannelsThanItMayHave() {
        for (int i = 0; i < 70; i++) {
            rig.subscribe("t." + i);
        }

        assertEquals(6, rig.count(Counter.CHANNELS_OVER_MAX));
        assertEquals(64, rig.subscription.subscriptions().size());
    }

    @Test
    void shouldCountMessagesOfUnknownChannels() {
        rig.begin(Origin.INBOUND, EventKind.TRADES).channelId =
                rig.symbols.channels().intern("t.X");
        rig.publish();
        assertEquals(1, rig.count(Counter.UNKNOWN_CHANNELS));

        rig.subscribe("t.X");
        rig.begin(Origin.INBOUND, EventKind.TRADES).channelId =
                rig.symbols.channels().intern("t.X");
        rig.publish();

        assertEquals(1, rig.count(Counter.UNKNOWN_CHANNELS));
        rig.snapshot("t.X", 1);
        assertEquals(1, rig.count(Counter.UNEXPECTED_BOOKS));
        assertNull(rig.event.bookState);
    }

    @Test
    void shouldIgnoreEventsOfNoConnection() {
        rig.connectionId = MarketEvent.NONE;
        rig.subscribe("t.0");
        rig.connectionId = 2;
        rig.subscribe("t.0");

        assertEquals(List.of(), rig.subscription.subscriptions());
    }
}
