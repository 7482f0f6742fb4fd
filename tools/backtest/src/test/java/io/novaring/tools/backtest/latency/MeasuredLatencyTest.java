/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.EventSource;
import io.novaring.engine.venue.VenueClient;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MeasuredLatencyTest {
    private static final long US = 1_000;
    private static final long START_NS = 1_795_313_130_000_000_000L;

    private final List<VenueClient> clients =
            List.of(new DeribitPublicClient(DeribitConfig.production()));
    private final List<MarketEvent> events = new ArrayList<>();

    /** A venue whose clock is some microseconds ahead. */
    private void ask(final int index, final long thereUs, final long backUs, final long aheadUs) {
        final long sentNs = START_NS + index * 1_000_000_000L;
        final long inUs = sentNs / US + thereUs + aheadUs;
        add(Origin.OUTBOUND, 8L * index + 1, sentNs, "{}");
        add(
                Origin.INBOUND,
                MarketEvent.ABSENT,
                sentNs + (thereUs + 50 + backUs) * US,
                "{\"jsonrpc\":\"2.0\",\"id\":"
                        + (8L * index + 1)
                        + ",\"result\":\"ok\",\"usIn\":"
                        + inUs
                        + ",\"usOut\":"
                        + (inUs + 50)
                        + ",\"usDiff\":50,\"testnet\":false}");
    }

    private void add(final Origin origin, final long id, final long timeNs, final String text) {
        final MarketEvent event = new MarketEvent();
        event.reset(origin, EventKind.REJECT);
        event.connectionId = 0;
        event.requestId = id;
        event.receivedTimeNs = timeNs;
        event.publishedTimeNs = timeNs;
        final byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        event.setRaw(raw, 0, raw.length);
        events.add(event);
    }

    private EventSource source() {
        final int[] at = {0};
        return event -> {
            if (at[0] == events.size()) {
                return false;
            }
            event.copyFrom(events.get(at[0]++));
            return true;
        };
    }

    @Test
    void shouldTellTheWaysApartThoughTheClocksDiffer() {
        ask(1, 300, 300, 70_000);
        ask(2, 900, 300, 70_000);
        ask(3, 300, 500, 70_000);

        final MeasuredLatency measured = MeasuredLatency.read(clients, source(), 0);

        assertEquals(3, measured.count());
        assertEquals(70_000 * US, measured.aheadNs());
        final LatencyModel model = measured.model(3);
        for (int i = 0; i < 100; i++) {
            final long there = model.wayThereNs() / US;
            final long back = model.wayBackNs() / US;
            assertTrue(there == 300 || there == 900, "there: " + there);
            assertTrue(back == 300 || back == 500, "back: " + back);
        }
    }

    @Test
    void shouldTakeWhatWasMeasuredNearATimeAndDrawWhereNothingWas() {
        for (int i = 0; i < 20; i++) {
            ask(5 * i, 100 + i, 200 + i, 70_000);
        }

        final LatencyModel model = MeasuredLatency.read(clients, source(), 3).model(3);

        for (int i = 0; i < 20; i++) {
            final long sentNs = START_NS + 5L * i * 1_000_000_000 + 3;
            assertEquals((150 + i) * US, model.wayThereNs(sentNs - 900_000_000));
            assertEquals((150 + i) * US, model.wayThereNs(sentNs + 900_000_000));
            assertEquals((150 + i) * US, model.wayBackNs(sentNs + 100_000_000));
        }
        final Set<Long> drawn = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            drawn.add(model.wayThereNs(START_NS + 2_500_000_000L));
        }
        assertTrue(drawn.size() > 10, "drawn: " + drawn);
    }

    @Test
    void shouldSayWhenNothingWasMeasured() {
        add(Origin.OUTBOUND, 9, START_NS, "{}");

        final IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> MeasuredLatency.read(clients, source(), 0));

        assertTrue(e.getMessage().contains("2ms"), e.getMessage());
    }
}
