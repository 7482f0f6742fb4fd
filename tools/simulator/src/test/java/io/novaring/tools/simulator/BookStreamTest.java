/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BookStreamTest {
    private static final SimulatorConfig.Builder CONFIG =
            SimulatorConfig.builder().rawNeedsLogin(false).ratePerSecond(0);

    @ParameterizedTest
    @ValueSource(strings = {"raw", "100ms", "agg2"})
    void shouldRebuildTheOraclesBooks(final String interval) throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG.build());
                TestClient client = new TestClient(simulator.uri())) {
            final Map<String, TestBook> books = new HashMap<>();
            final List<String> channels = new ArrayList<>();
            for (final String instrument : simulator.instruments()) {
                channels.add("book." + instrument + "." + interval);
                books.put(channels.get(channels.size() - 1), new TestBook());
            }

            client.subscribe(channels.toArray(String[]::new));
            simulator.setRate(20_000);
            Await.events(simulator, 5_000);
            simulator.pause();

            for (final String instrument : simulator.instruments()) {
                final String channel = "book." + instrument + "." + interval;
                final BookSnapshot oracle = simulator.book(instrument);
                while (books.get(channel).changeId != oracle.changeId()) {
                    final JsonNode params = TestClient.JSON.readTree(client.next()).path("params");
                    books.get(params.path("channel").asText()).apply(params.path("data"));
                }
                assertEquals(oracle.bids(), books.get(channel).snapshot().bids());
                assertEquals(oracle.asks(), books.get(channel).snapshot().asks());
            }
        }
    }

    @Test
    void shouldStartALateSubscriberOfAMergedChannelFromItsOwnChain() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG.build());
                TestClient early = new TestClient(simulator.uri());
                TestClient late = new TestClient(simulator.uri())) {
            early.subscribe("book.BTC-PERPETUAL.agg2", "quote.BTC-PERPETUAL");
            simulator.setRate(5_000);
            Await.events(simulator, 500);
            late.subscribe("book.BTC-PERPETUAL.agg2");
            Await.events(simulator, 1_000);
            simulator.pause();

            final TestBook book = new TestBook();
            final BookSnapshot oracle = simulator.book("BTC-PERPETUAL");
            while (book.changeId != oracle.changeId()) {
                book.apply(late.awaitData("book.BTC-PERPETUAL.agg2"));
            }

            assertEquals(oracle, book.snapshot());
            assertTrue(book.changeCount > 0);
        }
    }

    @Test
    void shouldSendWindowsThatAreTheTopOfTheBook() throws Exception {
        final String channel = "book.ETH-PERPETUAL.none.10.100ms";
        try (Simulator simulator = Simulator.start(CONFIG.build());
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(channel);
            simulator.setRate(5_000);
            Await.events(simulator, 1_000);
            simulator.pause();

            final BookSnapshot oracle = simulator.book("ETH-PERPETUAL");
            JsonNode window = client.awaitData(channel);
            while (window.path("change_id").asLong() != oracle.changeId()) {
                window = client.awaitData(channel);
            }

            assertEquals(oracle.bids().subList(0, 10), levels(window.path("bids")));
            assertEquals(oracle.asks().subList(0, 10), levels(window.path("asks")));
        }
    }

    @Test
    void shouldAddUpTheLevelsOfAGroup() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG.build());
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe("book.BTC-PERPETUAL.10.20.100ms");

            final JsonNode window = client.awaitData("book.BTC-PERPETUAL.10.20.100ms");

            final BookSnapshot oracle = simulator.book("BTC-PERPETUAL");
            final BookSnapshot.Level best = levels(window.path("bids")).get(0);
            final long sum =
                    oracle.bids().stream()
                            .filter(level -> level.price() >= best.price())
                            .mapToLong(BookSnapshot.Level::amount)
                            .sum();
            assertEquals(0, best.price() % 10_000_000_000L);
            assertEquals(sum, best.amount());
        }
    }

    @Test
    void shouldSpellNumbersInAllForms() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG.build());
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe("book.BTC-PERPETUAL.raw", "ticker.BTC-PERPETUAL.raw");
            simulator.setRate(SimulatorConfig.UNLIMITED);
            Await.events(simulator, 2_000);
            simulator.pause();

            final StringBuilder all = new StringBuilder();
            client.send(TestClient.request(9, "public/get_time", "{}"));
            while (all.indexOf("\"usIn\":") < 0) {
                all.append(client.next());
            }

            assertTrue(all.toString().matches("(?s).*\\d\\.\\d+e\\d.*"), "1.0e3");
            assertTrue(all.toString().matches("(?s).*\\d\\.\\d+e-\\d.*"), "2.0e-5");
            assertTrue(all.toString().matches("(?s).*,\\d+].*"), "30");
            assertTrue(all.toString().matches("(?s).*,\\d+\\.0].*"), "30.0");
        }
    }

    @Test
    void shouldStandStillWhilePaused() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG.build());
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe("book.BTC-PERPETUAL.raw");
            simulator.setRate(10_000);
            Await.events(simulator, 100);

            simulator.pause();
            final SimulatorCounters before = simulator.counters();
            Await.pause(50);
            final SimulatorCounters after = simulator.counters();
            simulator.resume();
            Await.events(simulator, before.marketEvents() + 1);

            assertEquals(before.marketEvents(), after.marketEvents());
            assertEquals(before.framesSent(), after.framesSent());
            assertFalse(simulator.book("BTC-PERPETUAL").bids().isEmpty());
        }
    }

    private static List<BookSnapshot.Level> levels(final JsonNode side) {
        final List<BookSnapshot.Level> levels = new ArrayList<>();
        for (final JsonNode level : side) {
            final BigDecimal price = level.get(0).decimalValue();
            levels.add(TestBook.level(price, level.get(1).decimalValue()));
        }
        return levels;
    }
}
