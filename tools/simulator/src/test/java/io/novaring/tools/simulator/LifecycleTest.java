/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.market.Listing;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Instruments of every kind, and how they come, pause and go. */
final class LifecycleTest {
    private static final String STATES = "instrument.state.any.any";

    @Test
    void shouldListEveryKind() throws Exception {
        try (Simulator simulator = start(new Listing(4, 2, 3, 2, 1, 2));
                TestClient client = new TestClient(simulator.uri())) {
            final List<String> names = simulator.instruments();
            assertEquals(14, new HashSet<>(names).size());
            assertEquals(List.of("BTC_USDC-PERPETUAL", "ETH_USDC-PERPETUAL"), names.subList(6, 8));
            assertEquals(List.of("BTC_USDC", "ETH_USDC"), names.subList(9, 11));
            assertTrue(names.get(4).matches("BTC-\\d{1,2}[A-Z]{3}\\d\\d"), names.get(4));
            assertTrue(names.get(11).matches("BTC-FS-\\d{1,2}[A-Z]{3}\\d\\d_PERP"), names.get(11));
            assertTrue(names.get(13).matches("ETH-CS-.*-3000_3100"), names.get(13));

            final JsonNode linear = instrument(client, "SOL_USDC-PERPETUAL");
            assertEquals("linear", linear.path("instrument_type").asText());
            assertEquals("USDC", linear.path("settlement_currency").asText());
            assertEquals("sol_usdc", linear.path("price_index").asText());
            final JsonNode spot = instrument(client, "BTC_USDC");
            assertEquals("spot", spot.path("kind").asText());
            assertFalse(spot.has("settlement_currency"));
            assertFalse(spot.has("settlement_period"));
            final JsonNode combo = instrument(client, names.get(12));
            assertEquals("option_combo", combo.path("kind").asText());
            assertEquals(-1, combo.at("/legs/1/amount").asInt());
        }
    }

    @Test
    void shouldKeepBooksOfEveryKind() throws Exception {
        try (Simulator simulator = start(new Listing(4, 1, 4, 2, 2, 2));
                TestClient client = new TestClient(simulator.uri())) {
            final List<String> names = simulator.instruments();
            final String[] channels =
                    names.stream().map(name -> "book." + name + ".raw").toArray(String[]::new);
            assertEquals(channels.length, client.subscribe(channels).size());
            simulator.setRate(50_000);
            Await.events(simulator, 10_000);
            simulator.pause();

            final java.util.Map<String, TestBook> books = new java.util.HashMap<>();
            client.drain(
                    params ->
                            books.computeIfAbsent(
                                            params.at("/data/instrument_name").asText(),
                                            name -> new TestBook())
                                    .apply(params.path("data")));
            for (final String name : names) {
                final BookSnapshot truth = simulator.book(name);
                assertTrue(books.get(name).changeCount > 50, name);
                assertEquals(truth.bids(), books.get(name).snapshot().bids(), name);
                assertEquals(truth.asks(), books.get(name).snapshot().asks(), name);
            }
        }
    }

    @Test
    void shouldListAnInstrumentThatJoinsItsKind() throws Exception {
        try (Simulator simulator = start(Listing.standard(3));
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(STATES, "trades.option.any.raw");
            final String option = simulator.listOption();
            final String future = simulator.listFuture();

            final JsonNode listed = client.awaitData(STATES);
            assertEquals(option, listed.path("instrument_name").asText());
            assertEquals("open", listed.path("state").asText());
            assertEquals(future, client.awaitData(STATES).path("instrument_name").asText());
            simulator.setRate(1_000);
            assertEquals(
                    option,
                    client.awaitData("trades.option.any.raw")
                            .get(0)
                            .path("instrument_name")
                            .asText());
            assertEquals(2, client.subscribe("quote." + option, "quote." + future).size());
        }
    }

    @Test
    void shouldEndAnInstrumentThatExpires() throws Exception {
        try (Simulator simulator = start(Listing.standard(4));
                TestClient client = new TestClient(simulator.uri())) {
            final String option = simulator.instruments().get(3);
            client.subscribe(STATES, "book." + option + ".raw");
            client.awaitData("book." + option + ".raw");
            simulator.setRate(1_000);
            client.awaitData("book." + option + ".raw");

            simulator.expire(option);
            assertEquals("settlement", client.awaitData(STATES).path("state").asText());
            assertEquals("delivered", client.awaitData(STATES).path("state").asText());
            final long events = simulator.counters().marketEvents();
            assertEquals(List.of(), client.subscribe("book." + option + ".raw", "quote." + option));
            assertEquals(events, simulator.counters().marketEvents());
            final JsonNode gone = instrument(client, option);
            assertEquals("delivered", gone.path("state").asText());
            assertFalse(gone.path("is_active").asBoolean());
            assertEquals(Set.of(option), names(client, "true"));
            assertFalse(names(client, "false").contains(option));
            assertThrows(IllegalArgumentException.class, () -> simulator.book(option));
        }
    }

    @Test
    void shouldLockOneInstrumentAndAllOfAnIndex() throws Exception {
        try (Simulator simulator = start(Listing.standard(3));
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(STATES, "ticker.BTC-PERPETUAL.raw", "platform_state");
            client.awaitData("ticker.BTC-PERPETUAL.raw");
            simulator.lock("BTC-PERPETUAL", true);
            assertEquals("locked", client.awaitData(STATES).path("state").asText());
            simulator.lock("BTC-PERPETUAL", false);
            assertEquals("open", client.awaitData(STATES).path("state").asText());
            assertEquals("open", state(client));

            simulator.lockIndex("btc_usd", true);
            client.awaitFrame(
                    frame ->
                            frame.at("/params/data/locked").asBoolean()
                                    && "btc_usd"
                                            .equals(frame.at("/params/data/price_index").asText()));
            assertEquals("locked", state(client));
            final JsonNode status = client.call("public/status", "{}").path("result");
            assertEquals("partial", status.path("locked").asText());
            assertEquals("btc_usd", status.at("/locked_indices/0").asText());
            simulator.lockIndex("btc_usd", false);
            assertEquals("open", state(client));
            client.call("public/test", "{}");
            assertTrue(
                    client.frames.stream().noneMatch(frame -> frame.contains(STATES)),
                    "only platform_state tells of an index");
            assertThrows(
                    IllegalArgumentException.class, () -> simulator.lockIndex("doge_usd", true));
        }
    }

    @Test
    void shouldPauseForSettlement() throws Exception {
        try (Simulator simulator = start(Listing.standard(2));
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(STATES, "book.BTC-PERPETUAL.raw");
            simulator.setRate(1_000);
            client.awaitFrame(frame -> "change".equals(frame.at("/params/data/type").asText()));

            simulator.settle(Duration.ofMillis(300));
            client.awaitData(STATES);
            assertEquals("settlement", client.awaitData(STATES).path("state").asText());
            final JsonNode next = client.awaitFrame(frame -> frame.has("params"));
            assertEquals(STATES, next.at("/params/channel").asText(), "books stood still");
            assertEquals("open", next.at("/params/data/state").asText());
            client.awaitData("book.BTC-PERPETUAL.raw");
        }
    }

    private static String state(final TestClient client) throws Exception {
        return client.call("public/ticker", "{\"instrument_name\":\"BTC-PERPETUAL\"}")
                .at("/result/state")
                .asText();
    }

    private static JsonNode instrument(final TestClient client, final String name)
            throws Exception {
        return client.call("public/get_instrument", "{\"instrument_name\":\"" + name + "\"}")
                .path("result");
    }

    private static Set<String> names(final TestClient client, final String expired)
            throws Exception {
        final JsonNode answer =
                client.call(
                        "public/get_instruments",
                        "{\"currency\":\"any\",\"expired\":" + expired + "}");
        return Set.copyOf(answer.path("result").findValuesAsText("instrument_name"));
    }

    private static Simulator start(final Listing listing) {
        return Simulator.start(
                SimulatorConfig.builder()
                        .rawNeedsLogin(false)
                        .ratePerSecond(0)
                        .listing(listing)
                        .build());
    }
}
