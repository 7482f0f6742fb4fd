/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A clock that is driven: nothing happens by itself, everything at its exact time. */
final class SimulatorClockTest {
    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");
    private static final long START_MS = START.toEpochMilli();

    private final SimulatorClock clock = SimulatorClock.manual(START);

    @Test
    void shouldStandStillUntilItIsMoved() throws Exception {
        try (Simulator simulator = start(config());
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe("book.BTC-PERPETUAL.raw");
            client.awaitData("book.BTC-PERPETUAL.raw");
            Await.pause(50);
            client.call("public/test", "{}");
            assertTrue(client.frames.isEmpty());
            assertEquals(START_MS, client.call("public/get_time", "{}").path("result").asLong());

            clock.advance(Duration.ofSeconds(1));

            assertEquals(
                    START_MS + 1_000, client.call("public/get_time", "{}").path("result").asLong());
            // At 100 a second, the first at once: 0, 10, ... 1000 ms.
            assertEquals(101, simulator.counters().marketEvents());
        }
    }

    @Test
    void shouldStampEveryEventWithItsOwnTime() throws Exception {
        try (Simulator simulator = start(config());
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe("book.BTC-PERPETUAL.raw");
            clock.advance(Duration.ofMillis(95));

            client.awaitData("book.BTC-PERPETUAL.raw");
            for (int i = 0; i < 10; i++) {
                assertEquals(
                        START_MS + 10 * i,
                        client.awaitData("book.BTC-PERPETUAL.raw").path("timestamp").asLong());
            }
        }
    }

    @Test
    void shouldRepeatMergedChannelsByteForByteHoweverItIsMoved() throws Exception {
        final List<String> atOnce = frames(7, 1);
        final List<String> inSteps = frames(7, 37);
        final List<String> different = frames(8, 1);

        assertTrue(atOnce.size() > 300, "frames=" + atOnce.size());
        assertEquals(atOnce, inSteps);
        assertNotEquals(atOnce, different);
    }

    @Test
    void shouldBeatExactly() throws Exception {
        try (Simulator simulator = start(config().ratePerSecond(0));
                TestClient client = new TestClient(simulator.uri())) {
            client.call("public/set_heartbeat", "{\"interval\":10}");
            clock.advance(Duration.ofMillis(10_599));
            assertEquals(0, simulator.counters().testRequestsSent());
            clock.advance(Duration.ofMillis(1));
            assertEquals(1, simulator.counters().testRequestsSent());
            client.call("public/test", "{}");
            assertEquals(1, simulator.counters().testRequestsAnswered());

            clock.advance(Duration.ofMillis(10_600 + 9_999));
            assertFalse(client.closed.isDone());
            assertEquals(1, simulator.counters().connectionsOpen());
            clock.advance(Duration.ofMillis(1));
            assertEquals(4000, client.awaitClose());
        }
    }

    @Test
    void shouldFireFaultsAtTheirTime() throws Exception {
        final FaultPlan plan =
                FaultPlan.builder()
                        .at(
                                Duration.ofMillis(1_234),
                                Fault.of(FaultKind.SETTLEMENT).withDuration(Duration.ofSeconds(2)))
                        .build();
        final String channel = "instrument.state.future.BTC";
        try (Simulator simulator = start(config().faults(plan));
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(channel);
            clock.advance(Duration.ofHours(1));

            final JsonNode settles = client.awaitData(channel);
            assertEquals("settlement", settles.path("state").asText());
            assertEquals(START_MS + 1_234, settles.path("timestamp").asLong());
            JsonNode open = client.awaitData(channel);
            while (!"open".equals(open.path("state").asText())) {
                open = client.awaitData(channel);
            }
            assertEquals(START_MS + 3_234, open.path("timestamp").asLong());
            assertEquals(Duration.ofMillis(1_234), simulator.faultReports().get(0).sinceStart());
            assertEquals(START.plusMillis(1_234), simulator.faultReports().get(0).time());
        }
    }

    @Test
    void shouldExpireOptionsOnTheirDay() throws Exception {
        final String channel = "instrument.state.option.any";
        try (Simulator simulator = start(config().ratePerSecond(0));
                TestClient client = new TestClient(simulator.uri())) {
            final String option = simulator.instruments().get(3);
            assertEquals("BTC-6NOV26-60000-C", option);
            client.subscribe(channel, "book." + option + ".raw");
            clock.advance(Duration.between(START, Instant.parse("2026-11-06T07:59:59Z")));
            assertEquals(1, client.subscribe("quote." + option).size());
            clock.advance(Duration.ofSeconds(1));

            final JsonNode event = client.awaitData(channel);
            assertEquals("settlement", event.path("state").asText());
            assertEquals(
                    Instant.parse("2026-11-06T08:00:00Z").toEpochMilli(),
                    event.path("timestamp").asLong());
            assertEquals(List.of(), client.subscribe("ticker." + option + ".100ms"));
            final long events = simulator.counters().marketEvents();
            simulator.setRate(100);
            clock.advance(Duration.ofSeconds(30));
            assertEquals(events, simulator.counters().marketEvents(), "it moved on");
        }
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThrows(
                IllegalStateException.class,
                () -> SimulatorClock.system().advance(Duration.ofSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> clock.advance(Duration.ofSeconds(-1)));
        final SimulatorConfig.Builder unlimited = config().ratePerSecond(SimulatorConfig.UNLIMITED);
        assertThrows(IllegalArgumentException.class, unlimited::build);
        try (Simulator simulator = start(config())) {
            assertThrows(IllegalStateException.class, () -> start(config()));
            assertEquals(START, simulator.clock().instant());
        }
        start(config()).close();
    }

    private List<String> frames(final long seed, final int steps) throws Exception {
        final SimulatorClock own = SimulatorClock.manual(START);
        final SimulatorConfig config = config().seed(seed).clock(own).ratePerSecond(300).build();
        final List<String> frames = new ArrayList<>();
        try (Simulator simulator = Simulator.start(config);
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(
                    "book.BTC-PERPETUAL.raw",
                    "book.BTC-PERPETUAL.100ms",
                    "book.ETH-PERPETUAL.5.10.agg2",
                    "trades.option.any.agg2",
                    "chart.trades.BTC-PERPETUAL.1",
                    "incremental_ticker.ETH-PERPETUAL",
                    "deribit_price_ranking.btc_usd");
            for (int i = 0; i < steps; i++) {
                own.advance(Duration.ofNanos(5_550_000_000L / steps));
            }
            own.advance(Duration.ofNanos(5_550_000_000L % steps));
            client.drain(params -> frames.add(params.toString()));
        }
        return frames;
    }

    private SimulatorConfig.Builder config() {
        return SimulatorConfig.builder().rawNeedsLogin(false).ratePerSecond(100).clock(clock);
    }

    private static Simulator start(final SimulatorConfig.Builder config) {
        return Simulator.start(config.build());
    }
}
