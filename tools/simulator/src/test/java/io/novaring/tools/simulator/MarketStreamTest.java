/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Trades, quotes, tickers and indexes: they tell the same story as the book. */
final class MarketStreamTest {
    private static final SimulatorConfig.Builder CONFIG =
            SimulatorConfig.builder().rawNeedsLogin(false).ratePerSecond(0).instruments(8);

    @Test
    void shouldQuoteTheTopOfTheBook() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG.build());
                TestClient client = new TestClient(simulator.uri())) {
            final String name = simulator.instruments().get(3);
            client.subscribe("book." + name + ".raw", "quote." + name, "ticker." + name + ".raw");
            simulator.setRate(20_000);
            Await.events(simulator, 3_000);
            simulator.pause();

            final TestBook book = new TestBook();
            final AtomicInteger tops = new AtomicInteger();
            client.drain(
                    params -> {
                        if (params.path("channel").asText().startsWith("book")) {
                            book.apply(params.path("data"));
                        } else if (book.changeId > 0) {
                            // Within one event the book comes first.
                            final BookSnapshot now = book.snapshot();
                            assertTop(now.bids(), params.path("data"), "best_bid_");
                            assertTop(now.asks(), params.path("data"), "best_ask_");
                            tops.incrementAndGet();
                        }
                    });

            assertTrue(tops.get() > 500, "tops=" + tops);
        }
    }

    @Test
    void shouldTradeOnLevelsThatExist() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG.build());
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe("book.ETH-PERPETUAL.raw", "trades.ETH-PERPETUAL.raw");
            simulator.setRate(20_000);
            Await.events(simulator, 3_000);
            simulator.pause();

            final TestBook book = new TestBook();
            final Set<String> ids = new HashSet<>();
            final AtomicLong sequence = new AtomicLong();
            client.drain(
                    params -> {
                        if (params.path("channel").asText().startsWith("book")) {
                            book.apply(params.path("data"));
                            return;
                        }
                        // Within one event the trades come first: the book still has the level.
                        for (final JsonNode trade : params.path("data")) {
                            assertTradeTakes(book.snapshot(), trade);
                            assertTrue(ids.add(trade.path("trade_id").asText()));
                            final long number = trade.path("trade_seq").asLong();
                            final long before = sequence.getAndSet(number);
                            assertTrue(before == 0 || number == before + 1);
                        }
                    });

            assertTrue(ids.size() > 100, "trades=" + ids.size());
        }
    }

    @Test
    void shouldGatherTradesOfAKindForAnInterval() throws Exception {
        final String channel = "trades.option.any.100ms";
        try (Simulator simulator = Simulator.start(CONFIG.build());
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(channel, "trades.option.any.raw");
            simulator.setRate(100_000);
            Await.events(simulator, 3_000);
            simulator.pause();

            final List<String> merged = new ArrayList<>();
            final List<String> raw = new ArrayList<>();
            client.drain(
                    params -> {
                        final String from = params.path("channel").asText();
                        for (final JsonNode trade : params.path("data")) {
                            assertTrue(trade.path("iv").isNumber());
                            (from.equals(channel) ? merged : raw)
                                    .add(trade.path("trade_id").asText());
                        }
                    });

            assertTrue(raw.size() > 50, "trades=" + raw.size());
            assertEquals(raw, merged);
        }
    }

    @Test
    void shouldRebuildATickerFromItsIncrements() throws Exception {
        final String channel = "incremental_ticker.BTC-PERPETUAL";
        try (Simulator simulator = Simulator.start(CONFIG.build());
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(channel);
            final ObjectNode ticker = (ObjectNode) client.awaitData(channel);
            assertEquals("snapshot", ticker.remove("type").asText());
            simulator.setRate(5_000);
            Await.events(simulator, 300);
            simulator.pause();

            final AtomicInteger changes = new AtomicInteger();
            client.drain(
                    params -> {
                        final ObjectNode change = (ObjectNode) params.path("data");
                        assertEquals("change", change.remove("type").asText());
                        assertFalse(change.has("state"), "only what changed");
                        if (change.has("stats")) {
                            final ObjectNode stats = (ObjectNode) change.remove("stats");
                            ((ObjectNode) ticker.path("stats")).setAll(stats);
                        }
                        ticker.setAll(change);
                        changes.incrementAndGet();
                    });
            final String params = "{\"instrument_name\":\"BTC-PERPETUAL\"}";
            final JsonNode whole = client.call("public/ticker", params).path("result");

            assertTrue(changes.get() > 0);
            assertEquals(whole, ticker);
        }
    }

    @Test
    void shouldPublishTheIndex() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG.build());
                TestClient client = new TestClient(simulator.uri())) {
            final List<String> accepted =
                    client.subscribe("deribit_price_index.btc_usd", "deribit_price_index.x_usd");

            final JsonNode data = client.awaitData("deribit_price_index.btc_usd");

            assertEquals(List.of("deribit_price_index.btc_usd"), accepted);
            assertEquals("btc_usd", data.path("index_name").asText());
            assertTrue(data.path("price").decimalValue().signum() > 0);
        }
    }

    private static void assertTradeTakes(final BookSnapshot before, final JsonNode trade) {
        final boolean buy = "buy".equals(trade.path("direction").asText());
        final long price = TestBook.scaled(trade.path("price").decimalValue());
        final BookSnapshot.Level taken =
                (buy ? before.asks() : before.bids())
                        .stream().filter(level -> level.price() == price).findFirst().orElseThrow();
        final BigDecimal amount = trade.path("amount").decimalValue();
        assertTrue(TestBook.scaled(amount) <= taken.amount());
        assertEquals(0, amount.compareTo(trade.path("contracts").decimalValue()));
        assertTrue(trade.path("trade_id").asText().startsWith("ETH-"));
    }

    private static void assertTop(
            final List<BookSnapshot.Level> side, final JsonNode data, final String key) {
        if (side.isEmpty()) {
            assertTrue(data.path(key + "price").isNull());
            assertTrue(data.path(key + "amount").isNull());
        } else {
            assertEquals(
                    side.get(0),
                    TestBook.level(
                            data.path(key + "price").decimalValue(),
                            data.path(key + "amount").decimalValue()));
        }
    }
}
