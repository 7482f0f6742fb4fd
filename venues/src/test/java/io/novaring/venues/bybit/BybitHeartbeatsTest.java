/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.Wishes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BybitHeartbeatsTest {
    private static final long MS_NS = 1_000_000L;
    private static final BybitConfig CONFIG =
            BybitConfig.of("wss://stream.bybit.com", BybitCategory.LINEAR);

    private final BybitHeartbeats heartbeats = new BybitHeartbeats(CONFIG);
    private final List<String> sent = new ArrayList<>();
    private final JsonEncoder message = new JsonEncoder(64);

    private final Wishes wishes =
            new Wishes() {
                @Override
                public long requestId() {
                    return 9;
                }

                @Override
                public JsonEncoder message() {
                    return message.clear();
                }

                @Override
                public void send(final int requestType) {
                    assertEquals(BybitOps.PING, requestType);
                    sent.add(message.toString());
                }

                @Override
                public void disconnect(final DisconnectReason reason) {
                    throw new AssertionError(reason);
                }
            };

    @Test
    void shouldPingEveryTwentySecondsWhateverIsHeard() {
        final long openNs = 5_000 * MS_NS;
        heartbeats.configure(openNs, wishes);
        // A minute of ticks, with a venue that never stops talking.
        for (int tick = 1; tick <= 600; tick++) {
            heartbeats.generate(openNs + tick * 100 * MS_NS, 0, wishes);
            assertEquals(tick / 200, sent.size(), "after tick " + tick);
        }

        assertEquals("{\"op\":\"ping\",\"req_id\":\"9\"}", sent.get(0));
    }

    @Test
    void shouldCountAnewInANewSession() {
        heartbeats.configure(0, wishes);
        heartbeats.generate(19_900 * MS_NS, 0, wishes);

        heartbeats.configure(19_950 * MS_NS, wishes);
        heartbeats.generate(39_900 * MS_NS, 0, wishes);
        assertEquals(List.of(), sent);

        heartbeats.generate(39_950 * MS_NS, 0, wishes);
        assertEquals(1, sent.size());
    }

    @Test
    void shouldRefuseToGiveUpBeforeItPings() {
        assertThrows(IllegalArgumentException.class, () -> CONFIG.withPings(20, 20));
    }
}
