/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static io.novaring.engine.stage.StageRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeartbeatStageTest {
    private final StageRig rig = new StageRig();

    @Test
    void shouldConfigureEachSession() {
        rig.lifecycle(Lifecycle.CONNECTING);
        assertEquals(List.of(), rig.texts());

        rig.connect();
        rig.disconnect();
        rig.connect();

        assertEquals(List.of("configure", "configure"), rig.texts());
        assertEquals(1, rig.sink.sent.get(0).epoch());
        assertEquals(2, rig.sink.sent.get(1).epoch());
        assertEquals(HeartbeatStage.STAGE, rig.sink.sent.get(1).stage());
        assertTrue(rig.sink.sent.get(0).requestId() != rig.sink.sent.get(1).requestId());
    }

    @Test
    void shouldConfigureOnlyBehindTheGreeting() {
        rig.venue.isGreeted = true;
        final StageRig greeted = new StageRig(rig.venue, 0);

        greeted.connect();
        assertEquals(List.of("hello"), greeted.texts());
        greeted.outbound();

        assertEquals(List.of("hello", "configure"), greeted.texts());
    }

    @Test
    void shouldAnswerAtOnce() {
        rig.connect();

        rig.begin(Origin.INBOUND, EventKind.HEARTBEAT);
        rig.publish();
        assertEquals(List.of("configure"), rig.texts());
        rig.begin(Origin.INBOUND, EventKind.HEARTBEAT).flags = MarketEvent.TEST_REQUEST;
        rig.publish();

        assertEquals("reply", rig.last().text());
    }

    @Test
    void shouldAnswerWhilePaused() {
        rig.connect();
        rig.error(rig.last(), TestVenue.ERROR_THROTTLED);

        rig.begin(Origin.INBOUND, EventKind.HEARTBEAT).flags = MarketEvent.TEST_REQUEST;
        rig.publish();

        assertEquals("reply", rig.last().text());
    }

    @Test
    void shouldProbeOnceAndThenEndTheSession() {
        rig.connect();

        rig.tick(TestVenue.PROBE_AFTER_NS - 1);
        assertEquals(1, rig.sink.sent.size());
        rig.tick(1);
        rig.tick(SECOND_NS);
        assertEquals(List.of("configure", "probe"), rig.texts());
        rig.tick(TestVenue.DEAD_AFTER_NS - TestVenue.PROBE_AFTER_NS - SECOND_NS - 1);
        assertEquals(List.of(), rig.sink.ended);
        rig.tick(1);
        rig.tick(SECOND_NS);

        assertEquals(
                List.of(new RecordingSink.Ended(1, 0, 1, DisconnectReason.PEER_SILENT)),
                rig.sink.ended);
        assertEquals(1, rig.heartbeat.counters().get(HeartbeatStage.Counter.DEAD));
    }

    @Test
    void shouldProbeAgainAfterASignOfLife() {
        rig.connect();
        rig.tick(TestVenue.PROBE_AFTER_NS);

        rig.reject();
        rig.tick(TestVenue.PROBE_AFTER_NS - 1);
        assertEquals(2, rig.sink.sent.size());
        rig.tick(1);

        assertEquals(List.of("configure", "probe", "probe"), rig.texts());
    }

    @Test
    void shouldNotTakeItsOwnMessagesForLife() {
        rig.connect();
        rig.tick(TestVenue.PROBE_AFTER_NS);
        rig.outbound();
        rig.subscribe("trades.A");
        rig.outbound();

        rig.tick(TestVenue.DEAD_AFTER_NS - TestVenue.PROBE_AFTER_NS);

        assertEquals(1, rig.sink.ended.size());
    }

    @Test
    void shouldNotTakeAnOldSessionsMessagesForLife() {
        rig.connect();
        rig.disconnect();
        rig.connect();
        rig.tick(TestVenue.DEAD_AFTER_NS - 1);
        rig.epoch = 1;
        rig.begin(Origin.INBOUND, EventKind.HEARTBEAT).flags = MarketEvent.TEST_REQUEST;
        rig.publish();

        rig.tick(1);

        assertEquals(2, rig.sink.ended.get(0).epoch());
    }

    @Test
    void shouldRestWhileThereIsNoSession() {
        rig.tick(TestVenue.DEAD_AFTER_NS);
        rig.connect();
        rig.disconnect();
        rig.tick(10 * TestVenue.DEAD_AFTER_NS);

        assertEquals(List.of(), rig.sink.ended);
        assertEquals(List.of("configure"), rig.texts());
    }

    @Test
    void shouldWatchEachConnectionAlone() {
        rig.connect();
        rig.connectionId = 1;
        rig.lifecycle(Lifecycle.CONNECTED);
        rig.nowNs += TestVenue.DEAD_AFTER_NS - 1;
        rig.begin(Origin.INBOUND, EventKind.HEARTBEAT);
        rig.publish();

        rig.tick(1);
        assertEquals(List.of(), rig.sink.ended);
        rig.connectionId = 0;
        rig.tick(0);

        assertEquals(0, rig.sink.ended.get(0).connectionId());
    }
}
