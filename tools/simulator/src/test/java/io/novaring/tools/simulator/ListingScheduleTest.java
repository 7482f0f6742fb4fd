/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.market.ListingSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Options that come and go by the day, on a clock that is driven. */
final class ListingScheduleTest {
    private static final String STATES = "instrument.state.option.BTC";
    private static final Instant START = Instant.parse("2026-11-18T07:59:00Z");

    private final SimulatorClock clock = SimulatorClock.manual(START);

    @Test
    void shouldListTheDaysToComeAtTheStart() {
        try (Simulator simulator = start(2, ListingSchedule.daily(2, 3))) {
            final List<String> names = simulator.instruments();

            assertEquals(2 + 2 * 2 * 3 * 2, names.size());
            assertTrue(names.contains("BTC-18NOV26-60000-C"), names.toString());
            assertTrue(names.contains("BTC-19NOV26-58000-P"), names.toString());
            assertTrue(names.contains("ETH-19NOV26-3100-C"), names.toString());
        }
    }

    @Test
    void shouldSettleDeliverAndListAtEightEachDay() throws Exception {
        try (Simulator simulator = start(2, ListingSchedule.daily(2, 1));
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(STATES, "instrument.state.future.BTC");
            clock.advance(Duration.ofSeconds(59));
            assertTrue(client.frames.isEmpty());
            assertEquals(Set.of("18NOV26", "19NOV26"), expiries(client));

            clock.advance(Duration.ofSeconds(1));

            final List<String> told = new ArrayList<>();
            while (told.size() < 8) {
                final JsonNode data = client.awaitData(STATES);
                assertEquals(START.plusSeconds(60).toEpochMilli(), data.path("timestamp").asLong());
                told.add(data.path("instrument_name").asText() + ' ' + data.path("state").asText());
            }
            assertEquals(
                    List.of(
                            "BTC-18NOV26-60000-C settlement",
                            "BTC-18NOV26-60000-P settlement",
                            "BTC-19NOV26-60000-C settlement",
                            "BTC-19NOV26-60000-P settlement",
                            "BTC-18NOV26-60000-C delivered",
                            "BTC-18NOV26-60000-P delivered",
                            "BTC-20NOV26-60000-C open",
                            "BTC-20NOV26-60000-P open"),
                    told);
            assertEquals(Set.of("19NOV26", "20NOV26"), expiries(client));
            assertEquals("settlement", state(client, "BTC-19NOV26-60000-C"));
            clock.advance(Duration.ofMillis(1_999));
            assertEquals("settlement", state(client, "BTC-PERPETUAL"));
            clock.advance(Duration.ofMillis(1));
            assertEquals("open", state(client, "BTC-PERPETUAL"));
            assertEquals("open", state(client, "BTC-19NOV26-60000-C"));

            clock.advance(Duration.ofDays(3));
        }
        try (Simulator later = startAt("2026-11-21T08:00:00Z");
                TestClient client = new TestClient(later.uri())) {
            assertEquals(Set.of("22NOV26", "23NOV26"), expiries(client), "at 08:00 it is over");
        }
    }

    @Test
    void shouldGoOnDayAfterDayAndListNothingTwice() throws Exception {
        // Of the chains of the start some expire on the Friday that is among the days.
        try (Simulator simulator = start(100, ListingSchedule.daily(5, 3))) {
            clock.advance(Duration.ofDays(4));
            try (TestClient client = new TestClient(simulator.uri())) {
                final Set<String> expiries = expiries(client);
                assertTrue(
                        expiries.containsAll(
                                Set.of("22NOV26", "23NOV26", "24NOV26", "25NOV26", "26NOV26")),
                        expiries.toString());
                assertFalse(expiries.contains("21NOV26"), expiries.toString());
                final List<String> names = names(client);
                assertEquals(names.size(), Set.copyOf(names).size());
            }
        }
    }

    @Test
    void shouldMakeTheSameMarketAsWithoutASchedule() {
        try (Simulator with = start(40, ListingSchedule.daily(3, 5));
                Simulator without =
                        Simulator.start(
                                SimulatorConfig.builder()
                                        .instruments(40)
                                        .clock(at(START))
                                        .build())) {
            for (final String name : without.instruments()) {
                assertEquals(without.book(name), with.book(name));
            }
        }
    }

    @Test
    void shouldRefuseWhatIsNoSchedule() {
        assertThrows(IllegalArgumentException.class, () -> ListingSchedule.daily(31, 3));
        assertThrows(IllegalArgumentException.class, () -> ListingSchedule.daily(-1, 3));
        assertThrows(IllegalArgumentException.class, () -> ListingSchedule.daily(2, 4));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ListingSchedule(2, 3, Duration.ofMinutes(61)));
        assertTrue(ListingSchedule.NONE.isEmpty());
    }

    private static String state(final TestClient client, final String name) throws Exception {
        return client.call("public/ticker", "{\"instrument_name\":\"" + name + "\"}")
                .at("/result/state")
                .asText();
    }

    private static Set<String> expiries(final TestClient client) throws Exception {
        final Set<String> days = new TreeSet<>();
        names(client).forEach(name -> days.add(name.split("-")[1]));
        return days;
    }

    private static List<String> names(final TestClient client) throws Exception {
        return client.call(
                        "public/get_instruments",
                        "{\"currency\":\"BTC\",\"kind\":\"option\",\"expired\":false}")
                .path("result")
                .findValuesAsText("instrument_name");
    }

    private static SimulatorClock at(final Instant instant) {
        return SimulatorClock.manual(instant);
    }

    private static Simulator startAt(final String instant) {
        return Simulator.start(
                SimulatorConfig.builder()
                        .instruments(2)
                        .schedule(ListingSchedule.daily(2, 1))
                        .ratePerSecond(0)
                        .clock(at(Instant.parse(instant)))
                        .build());
    }

    private Simulator start(final int instruments, final ListingSchedule schedule) {
        return Simulator.start(
                SimulatorConfig.builder()
                        .instruments(instruments)
                        .schedule(schedule)
                        .ratePerSecond(0)
                        .clock(clock)
                        .build());
    }
}
