/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static io.novaring.engine.stage.StageRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.stage.RecordingSink.Sent;
import io.novaring.engine.stage.ResponseStage.Counter;
import io.novaring.engine.venue.RequestType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResponseStageTest {
    private final StageRig rig = StageRig.connected();

    @Test
    void shouldSendARequestAndKnowItsResponse() {
        rig.request(TestVenue.QUERY, 42, "a");
        final Sent sent = rig.last();
        assertEquals("request a", sent.text());
        assertEquals(TestVenue.QUERY, sent.requestType());
        assertEquals(42, sent.token());
        assertEquals(ResponseStage.STAGE, RequestIds.stageOf(sent.requestId()));
        rig.outbound();

        rig.answer(sent, "ok");

        assertEquals(TestVenue.QUERY, rig.event.requestType);
        assertEquals(42, rig.event.token);
        assertEquals(1, rig.count(Counter.ANSWERED));
    }

    @Test
    void shouldKnowRequestsOfTheOtherStages() {
        rig.answer(rig.sink.sent.get(0), "ok");

        assertEquals(TestVenue.CONFIGURE, rig.event.requestType);
        assertEquals(0, rig.event.token);
    }

    @Test
    void shouldKnowARefusalToo() {
        rig.request(TestVenue.QUERY, 42, "a");
        rig.outbound();

        rig.error(rig.last(), TestVenue.ERROR_REFUSED);

        assertEquals(TestVenue.QUERY, rig.event.requestType);
        assertEquals(42, rig.event.token);
        assertEquals(1, rig.count(Counter.ERRORS_FIX_REQUEST));
    }

    @Test
    void shouldCompleteNothingTwice() {
        rig.request(TestVenue.QUERY, 42, "a");
        rig.outbound();
        rig.answer(rig.last(), "ok");

        rig.answer(rig.last(), "ok");

        assertEquals(RequestType.NONE, rig.event.requestType);
        assertEquals(0, rig.event.token);
        assertEquals(1, rig.count(Counter.DUPLICATES));
        assertEquals(1, rig.count(Counter.ANSWERED));
    }

    @Test
    void shouldCountAnswersToNothing() {
        rig.answer(new Sent(4, 0, 1, TestVenue.QUERY, 4_004, 0, ""), "ok");
        assertEquals(RequestType.NONE, rig.event.requestType);
        rig.begin(Origin.INBOUND, EventKind.ERROR);
        rig.publish();

        assertEquals(2, rig.count(Counter.UNKNOWN_IDS));
    }

    @Test
    void shouldTellALateAnswerFromALostOne() {
        rig.request(TestVenue.QUERY, 42, "a");
        rig.outbound();
        rig.live(9);
        assertEquals(List.of(), rig.losses);
        rig.live(1);
        assertEquals(List.of("42 TIMED_OUT"), rig.losses);
        // The request that turned heartbeats on was not answered either.
        assertEquals(2, rig.count(Counter.TIMED_OUT));

        rig.answer(rig.last(), "ok");

        assertEquals(1, rig.count(Counter.LATE));
        assertEquals(42, rig.event.token);
        assertEquals(TestVenue.QUERY, rig.event.requestType);
        rig.answer(rig.last(), "ok");
        assertEquals(1, rig.count(Counter.DUPLICATES));
    }

    @Test
    void shouldReportWhatASessionTakesWithIt() {
        rig.request(TestVenue.QUERY, 42, "a");
        rig.outbound();

        rig.disconnect();

        assertEquals(List.of("42 DISCONNECTED"), rig.losses);
        assertEquals(2, rig.count(Counter.LOST));
        rig.answer(rig.last(), "ok");
        assertEquals(RequestType.NONE, rig.event.requestType);
        rig.live(20);
        assertEquals(0, rig.count(Counter.TIMED_OUT));
    }

    @Test
    void shouldRefuseAtOnceWithoutASession() {
        rig.disconnect();

        rig.request(TestVenue.QUERY, 42, "a");
        assertEquals(List.of("42 NOT_CONNECTED"), rig.refusals);
        rig.connect();
        rig.live(3);

        assertEquals(List.of("configure", "configure"), rig.texts());
        assertEquals(1, rig.count(Counter.REFUSED));
    }

    @Test
    void shouldReportWhatNeverReachedTheSocket() {
        rig.request(TestVenue.QUERY, 42, "a");

        rig.outbound(rig.last(), MarketEvent.UNSENT);
        rig.live(20);

        assertEquals(List.of("42 UNSENT"), rig.refusals);
        assertEquals(List.of(), rig.losses);
    }

    @Test
    void shouldWaitForCreditsInOrder() {
        rig.request(TestVenue.ORDER, 1, "a");
        rig.request(TestVenue.ORDER, 2, "b");
        rig.request(TestVenue.ORDER, 3, "c");
        rig.request(TestVenue.QUERY, 4, "d");
        assertEquals(List.of("configure", "request a", "request b", "request d"), rig.texts());
        rig.outbound();
        assertEquals(1, rig.count(Counter.QUEUED));

        rig.tick(2 * SECOND_NS);
        assertEquals(List.of(), rig.refusals);
        rig.tick(1);

        // Three credits a second came back, ten were needed.
        assertEquals(List.of("3 EXPIRED"), rig.refusals);
        assertEquals(4, rig.sink.sent.size());
    }

    @Test
    void shouldSendWhatWaitedAsSoonAsCreditsAllow() {
        rig.request(TestVenue.ORDER, 1, "a");
        rig.outbound();
        rig.tick(2 * SECOND_NS);
        rig.request(TestVenue.ORDER, 2, "b");
        rig.request(TestVenue.ORDER, 3, "c");
        assertEquals("request b", rig.last().text());
        rig.outbound();

        // 16 of 20 were there: 6 after the second order, 4 more take 1.33 s.
        rig.tick(4 * SECOND_NS / 3 - 1);
        assertEquals("request b", rig.last().text());
        rig.tick(2);

        assertEquals("request c", rig.last().text());
        assertEquals(3, rig.last().token());
    }

    @Test
    void shouldRefuseWhatWaitedTooLong() {
        rig.error(rig.last(), TestVenue.ERROR_THROTTLED);
        rig.tick(SECOND_NS);
        rig.error(rig.last(), TestVenue.ERROR_THROTTLED);
        rig.request(TestVenue.ORDER, 1, "a");
        rig.tick(SECOND_NS);
        rig.error(rig.last(), TestVenue.ERROR_THROTTLED);
        rig.tick(SECOND_NS);
        assertEquals(List.of(), rig.refusals);

        rig.tick(1);

        assertEquals(List.of("1 EXPIRED"), rig.refusals);
        rig.live(10);
        assertEquals(List.of("configure"), rig.texts());
    }

    @Test
    void shouldRefuseWhatWaitedWhenTheSessionEnds() {
        rig.error(rig.last(), TestVenue.ERROR_THROTTLED);
        rig.request(TestVenue.ORDER, 1, "a");
        rig.request(TestVenue.QUERY, 2, "a");

        rig.disconnect();

        assertEquals(List.of("2 DISCONNECTED", "1 DISCONNECTED"), rig.refusals);
    }

    @Test
    void shouldRefuseWhenTheQueueIsFull() {
        rig.error(rig.last(), TestVenue.ERROR_THROTTLED);
        for (int i = 0; i < RequestQueue.CAPACITY; i++) {
            rig.request(TestVenue.ORDER, i, "a");
        }
        assertEquals(List.of(), rig.refusals);

        rig.request(TestVenue.ORDER, 7_777, "a");

        assertEquals(List.of("7777 QUEUE_FULL"), rig.refusals);
    }

    @Test
    void shouldRefuseWhatCanNeverBeSent() {
        rig.request(TestVenue.HUGE, 1, "a");
        rig.request(0, 2, "a");
        rig.request(RequestType.MAX + 1, 3, "a");

        assertEquals(List.of("1 TOO_EXPENSIVE", "2 UNKNOWN_TYPE", "3 UNKNOWN_TYPE"), rig.refusals);
        assertEquals(List.of("configure"), rig.texts());
    }

    @Test
    void shouldRefuseWhenTooManyArePending() {
        for (int i = 0; i < PendingRequests.CAPACITY; i++) {
            rig.outbound(new Sent(4, 0, 1, TestVenue.QUERY, 1_000 + 8L * i + 4, i, ""), 0);
        }

        rig.request(TestVenue.QUERY, 9, "a");

        assertEquals(List.of("9 PENDING_FULL"), rig.refusals);
        // The first of all was the one that turned heartbeats on.
        assertEquals(1, rig.count(Counter.PENDING_EVICTED));
        rig.outbound(new Sent(1, 0, 1, TestVenue.REPLY, 17, 0, ""), 0);
        assertEquals(List.of("0 EVICTED"), rig.losses);
        rig.answer(new Sent(4, 0, 1, TestVenue.QUERY, 1_004, 0, ""), "ok");
        assertEquals(1, rig.count(Counter.UNKNOWN_IDS));
        rig.answer(new Sent(4, 0, 1, TestVenue.QUERY, 1_012, 0, ""), "ok");
        assertEquals(1, rig.event.token);
    }

    @Test
    void shouldFindEveryPendingRequestAfterManyRounds() {
        for (int i = 0; i < 5 * PendingRequests.CAPACITY; i++) {
            rig.outbound(new Sent(4, 0, 1, TestVenue.QUERY, 8L * i + 4_000_004, i, ""), 0);
            if (i >= 100) {
                rig.answer(
                        new Sent(4, 0, 1, TestVenue.QUERY, 8L * (i - 100) + 4_000_004, 0, ""), "");
                assertEquals(i - 100, rig.event.token);
                assertEquals(TestVenue.QUERY, rig.event.requestType);
            }
        }
        assertEquals(0, rig.count(Counter.UNKNOWN_IDS));
    }

    @Test
    void shouldGreetFirstAndHoldRequestsUntilTheAnswer() {
        final TestVenue venue = new TestVenue();
        venue.isGreeted = true;
        final StageRig greeted = new StageRig(venue, 0);
        greeted.connect();
        final Sent hello = greeted.last();
        assertEquals(List.of("hello"), greeted.texts());
        greeted.request(TestVenue.QUERY, 1, "a");
        greeted.outbound();
        assertEquals(List.of("hello", "configure"), greeted.texts());

        greeted.answer(hello, "welcome");

        assertEquals("request a", greeted.last().text());
        assertEquals(1, greeted.count(Counter.GREETINGS));
    }

    @Test
    void shouldHoldRequestsDuringAPause() {
        rig.error(rig.last(), TestVenue.ERROR_THROTTLED);
        rig.request(TestVenue.QUERY, 1, "a");
        assertEquals(1, rig.sink.sent.size());
        assertEquals(1, rig.count(Counter.ERRORS_THROTTLED));

        rig.tick(TestVenue.PAUSE_NS);

        assertEquals("request a", rig.last().text());
        assertTrue(rig.refusals.isEmpty());
    }
}
