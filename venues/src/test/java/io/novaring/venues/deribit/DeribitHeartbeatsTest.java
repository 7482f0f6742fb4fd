/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.HeartbeatHandler;
import org.junit.jupiter.api.Test;

class DeribitHeartbeatsTest {
    private static final String TEST_OF_5 =
            "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"public/test\",\"params\":{}}";

    private final JsonEncoder out = new JsonEncoder(16);
    private final MarketEvent event = new MarketEvent();
    private final HeartbeatHandler heartbeats =
            new DeribitHeartbeats(DeribitConfig.test().withHeartbeatIntervalNs(10_000_000_000L));

    @Test
    void shouldAskForHeartbeatsInSeconds() {
        assertEquals(DeribitRequestType.SET_HEARTBEAT, heartbeats.encodeConfigure(5, out));

        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"public/set_heartbeat\","
                        + "\"params\":{\"interval\":10}}",
                out.toString());
        assertEquals(10, Json.parse(out.toString()).at("/params/interval").intValue());
    }

    @Test
    void shouldAnswerAndProbeWithATest() {
        assertEquals(DeribitRequestType.TEST, heartbeats.encodeReply(5, out));
        assertEquals(TEST_OF_5, out.toString());

        out.clear();
        assertEquals(DeribitRequestType.TEST, heartbeats.encodeProbe(5, out));
        assertEquals(TEST_OF_5, out.toString());
    }

    @Test
    void shouldAnswerTestRequestsOnly() {
        event.reset(Origin.INBOUND, EventKind.HEARTBEAT);
        assertFalse(heartbeats.wantsReply(event));

        event.flags = MarketEvent.TEST_REQUEST;
        assertTrue(heartbeats.wantsReply(event));

        event.kind = EventKind.BOOK;
        assertFalse(heartbeats.wantsReply(event));
    }

    @Test
    void shouldProbeLaterThanTestRequestsComeAndEarlierThanThePeerIsDead() {
        assertEquals(12_500_000_000L, heartbeats.probeAfterNs());
        assertEquals(15_000_000_000L, heartbeats.deadAfterNs());
    }
}
