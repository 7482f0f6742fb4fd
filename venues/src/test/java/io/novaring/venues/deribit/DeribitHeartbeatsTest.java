/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.venue.HeartbeatHandler;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeribitHeartbeatsTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final DeribitConfig CONFIG =
            DeribitConfig.test().withHeartbeatIntervalNs(10 * SECOND_NS);

    private final WishRecorder wishes = new WishRecorder();
    private final MarketEvent event = new MarketEvent();
    private final HeartbeatHandler heartbeats = new DeribitHeartbeats(CONFIG);

    @Test
    void shouldAskForHeartbeatsInSeconds() {
        heartbeats.configure(0, wishes);

        assertEquals(
                List.of(
                        "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"public/set_heartbeat\","
                                + "\"params\":{\"interval\":10}}"),
                wishes.sent);
        assertEquals(List.of(DeribitRequestType.SET_HEARTBEAT), wishes.types);
        assertEquals(10, Json.parse(wishes.sent.get(0)).at("/params/interval").intValue());
    }

    @Test
    void shouldAnswerTestRequestsOnly() {
        event.reset(Origin.INBOUND, EventKind.HEARTBEAT);
        heartbeats.onMessage(event, wishes);
        assertEquals(List.of(), wishes.sent);

        event.flags = MarketEvent.TEST_REQUEST;
        heartbeats.onMessage(event, wishes);
        assertEquals(List.of(test(5)), wishes.sent);
        assertEquals(List.of(DeribitRequestType.TEST), wishes.types);

        event.kind = EventKind.BOOK;
        heartbeats.onMessage(event, wishes);
        assertEquals(1, wishes.sent.size());
    }

    @Test
    void shouldProbeASilentVenueOnceUntilItSpeaks() {
        heartbeats.generate(0, CONFIG.probeAfterNs() - 1, wishes);
        assertEquals(List.of(), wishes.sent);

        heartbeats.generate(0, CONFIG.probeAfterNs(), wishes);
        heartbeats.generate(0, CONFIG.probeAfterNs() + 1, wishes);
        assertEquals(List.of(test(5)), wishes.sent);

        event.reset(Origin.INBOUND, EventKind.BOOK);
        heartbeats.onMessage(event, wishes);
        heartbeats.generate(0, CONFIG.probeAfterNs(), wishes);
        assertEquals(List.of(test(5), test(6)), wishes.sent);
    }

    @Test
    void shouldProbeLaterThanTestRequestsComeAndEarlierThanThePeerIsDead() {
        assertEquals(12_500_000_000L, CONFIG.probeAfterNs());
        assertEquals(15_000_000_000L, heartbeats.deadAfterNs());
        assertEquals(
                3 * SECOND_NS,
                new DeribitHeartbeats(CONFIG.withSilence(2 * SECOND_NS, 3 * SECOND_NS))
                        .deadAfterNs());
    }

    private static String test(final int id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"public/test\",\"params\":{}}";
    }
}
