/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RequestsTest {
    private static Simulator simulator;

    private TestClient client;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorConfig.builder().ratePerSecond(0).build());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void connect() {
        client = new TestClient(simulator.uri());
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void shouldWrapResultsInTheVenuesEnvelope() throws Exception {
        final JsonNode answer = client.call("public/test", "{}");

        final Set<String> fields = new TreeSet<>();
        answer.fieldNames().forEachRemaining(fields::add);
        assertEquals(
                Set.of("jsonrpc", "id", "result", "usIn", "usOut", "usDiff", "testnet"), fields);
        assertEquals("1.2.26", answer.at("/result/version").asText());
        assertEquals(
                answer.path("usOut").asLong() - answer.path("usIn").asLong(),
                answer.path("usDiff").asLong());
        final long micros = answer.path("usIn").asLong();
        assertTrue(Math.abs(micros / 1000 - System.currentTimeMillis()) < 60_000);
    }

    @Test
    void shouldEchoTheIdAsItWasSent() throws Exception {
        client.send("{\"jsonrpc\":\"2.0\",\"id\":\"a\\\"b\",\"method\":\"public/test\"}");
        final JsonNode text = TestClient.JSON.readTree(client.next());
        client.send("{\"jsonrpc\":\"2.0\",\"id\":9007199254740993,\"method\":\"public/test\"}");
        final JsonNode large = TestClient.JSON.readTree(client.next());
        client.send("{\"jsonrpc\":\"2.0\",\"method\":\"public/test\"}");
        final JsonNode none = TestClient.JSON.readTree(client.next());

        assertEquals("a\"b", text.path("id").asText());
        assertEquals(9007199254740993L, large.path("id").asLong());
        assertFalse(none.has("id"));
        assertTrue(none.has("result"));
    }

    @Test
    void shouldSayHelloAndTheTime() throws Exception {
        final JsonNode hello =
                client.call("public/hello", "{\"client_name\":\"x\",\"client_version\":\"1\"}");
        final JsonNode rude = client.call("public/hello", "{}");
        final JsonNode time = client.call("public/get_time", "{}");

        assertTrue(hello.at("/result/version").isTextual());
        assertEquals(-32602, rude.at("/error/code").asInt());
        assertEquals("client_name", rude.at("/error/data/param").asText());
        assertTrue(Math.abs(time.path("result").asLong() - System.currentTimeMillis()) < 60_000);
    }

    @Test
    void shouldAnswerWhatIsNotJsonWithoutAnId() throws Exception {
        client.send("{\"id\":1,");
        final JsonNode answer = TestClient.JSON.readTree(client.next());

        assertEquals(11050, answer.at("/error/code").asInt());
        assertEquals("bad_request", answer.at("/error/message").asText());
        assertEquals("invalid json", answer.at("/error/data").asText());
        assertFalse(answer.has("id"));
        assertTrue(client.call("public/test", "{}").has("result"), "the socket stays open");
    }

    @Test
    void shouldNameTheRightErrors() throws Exception {
        assertCode(-32601, "public/nothing", "{}");
        assertCode(-32602, "public/subscribe", "{}");
        assertCode(-32602, "public/subscribe", "{\"channels\":[1]}");
        assertCode(-32602, "public/test", "[1]");
        assertCode(11050, "public/test", "{\"expected_result\":\"exception\"}");
        assertCode(-32602, "public/get_instruments", "{}");
        assertCode(-32602, "public/get_instruments", "{\"currency\":\"BTC\",\"kind\":\"x\"}");
        assertCode(-32602, "public/ticker", "{}");
        assertCode(13020, "public/ticker", "{\"instrument_name\":\"BTC-X\"}");
        assertCode(
                -32602,
                "public/get_order_book",
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"depth\":3}");
        assertCode(13009, "private/subscribe", "{\"channels\":[]}");
        client.send("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"public/test\"}");
        assertEquals(-32600, TestClient.JSON.readTree(client.next()).at("/error/code").asInt());
    }

    @Test
    void shouldListInstruments() throws Exception {
        final JsonNode all = instruments("{\"currency\":\"any\"}");
        final JsonNode futures = instruments("{\"currency\":\"BTC\",\"kind\":\"future\"}");
        final JsonNode options = instruments("{\"currency\":\"ETH\",\"kind\":\"option\"}");
        final JsonNode spots = instruments("{\"currency\":\"BTC\",\"kind\":\"spot\"}");

        assertEquals(simulator.instruments(), all.findValuesAsText("instrument_name"));
        assertEquals(2, futures.size());
        assertEquals("perpetual", futures.get(0).path("settlement_period").asText());
        assertEquals(32_503_708_800_000L, futures.get(0).path("expiration_timestamp").asLong());
        assertEquals(0.5, futures.get(0).path("tick_size").asDouble());
        assertEquals(10, futures.get(0).path("contract_size").asDouble());
        assertEquals("call", options.get(0).path("option_type").asText());
        assertEquals(3000, options.get(0).path("strike").decimalValue().intValueExact());
        assertEquals(0, spots.size());
    }

    @Test
    void shouldFindOneInstrument() throws Exception {
        final String name = simulator.instruments().get(5);

        final JsonNode answer =
                client.call("public/get_instrument", "{\"instrument_name\":\"" + name + "\"}");

        assertEquals(name, answer.at("/result/instrument_name").asText());
    }

    @Test
    void shouldShowTheTopAndTheBook() throws Exception {
        final String params = "{\"instrument_name\":\"BTC-PERPETUAL\",\"depth\":10}";
        final BookSnapshot oracle = simulator.book("BTC-PERPETUAL");

        final JsonNode ticker = client.call("public/ticker", params).path("result");
        final JsonNode book = client.call("public/get_order_book", params).path("result");

        final BookSnapshot.Level bid = oracle.bids().get(0);
        assertEquals(bid.price(), TestBook.scaled(ticker.path("best_bid_price").decimalValue()));
        assertEquals(bid.amount(), TestBook.scaled(book.path("best_bid_amount").decimalValue()));
        assertEquals(oracle.changeId(), book.path("change_id").asLong());
        assertEquals(10, book.path("bids").size());
        assertEquals(
                oracle.asks().get(9).price(),
                TestBook.scaled(book.path("asks").get(9).get(0).decimalValue()));
    }

    @Test
    void shouldGiveTickersTheFieldsOfTheirKind() throws Exception {
        final Map<String, String> present =
                Map.of(
                        "BTC-PERPETUAL",
                        "current_funding",
                        simulator.instruments().get(2),
                        "stats",
                        simulator.instruments().get(3),
                        "greeks");

        for (final String name : present.keySet()) {
            final JsonNode ticker =
                    client.call("public/ticker", "{\"instrument_name\":\"" + name + "\"}")
                            .path("result");
            assertTrue(ticker.has(present.get(name)), name);
            assertEquals(name.endsWith("L"), ticker.has("current_funding"));
            assertEquals(name.endsWith("C"), ticker.has("mark_iv"));
            assertTrue(ticker.at("/stats/high").isNumber());
            assertEquals("open", ticker.path("state").asText());
        }
    }

    @Test
    void shouldAnswerAboutIndexesAndCurrencies() throws Exception {
        final JsonNode price =
                client.call("public/get_index_price", "{\"index_name\":\"btc_usd\"}");
        final JsonNode names = client.call("public/get_index_price_names", "{}");
        final JsonNode extended =
                client.call("public/get_supported_index_names", "{\"extended\":true}");
        final JsonNode currencies = client.call("public/get_currencies", "{}").path("result");
        final JsonNode status = client.call("public/status", "{}").path("result");
        final JsonNode size =
                client.call("public/get_contract_size", "{\"instrument_name\":\"BTC-PERPETUAL\"}");

        assertEquals(60_000, price.at("/result/index_price").asInt());
        assertTrue(price.at("/result/estimated_delivery_price").isNumber());
        assertEquals("[\"btc_usd\",\"eth_usd\"]", names.path("result").toString());
        assertEquals("eth_usd", extended.at("/result/1/name").asText());
        assertEquals(List.of("BTC", "ETH"), currencies.findValuesAsText("currency"));
        assertTrue(currencies.get(0).path("withdrawal_priorities").isArray());
        assertEquals("false", status.path("locked").asText());
        assertTrue(status.path("locked_indices").isEmpty());
        assertEquals(10, size.at("/result/contract_size").asInt());
        assertCode(-32602, "public/get_index_price", "{\"index_name\":\"x\"}");
        assertCode(-32602, "public/get_expirations", "{\"currency\":\"BTC\"}");
        assertCode(13020, "public/get_contract_size", "{\"instrument_name\":\"X\"}");
    }

    @Test
    void shouldListExpirations() throws Exception {
        final JsonNode any =
                client.call("public/get_expirations", "{\"currency\":\"BTC\",\"kind\":\"any\"}")
                        .path("result");
        final String future = simulator.instruments().get(2);
        final String option = simulator.instruments().get(3);

        assertEquals(future.split("-")[1], any.at("/future/0").asText());
        assertEquals("PERPETUAL", any.at("/future/1").asText());
        assertEquals(option.split("-")[1], any.at("/option/0").asText());
    }

    @Test
    void shouldFindABookByItsInstrumentsId() throws Exception {
        final JsonNode instrument =
                client.call("public/get_instrument", "{\"instrument_name\":\"ETH-PERPETUAL\"}")
                        .path("result");
        final JsonNode book =
                client.call(
                                "public/get_order_book_by_instrument_id",
                                "{\"depth\":1,\"instrument_id\":"
                                        + instrument.path("instrument_id")
                                        + "}")
                        .path("result");

        assertEquals("ETH-PERPETUAL", book.path("instrument_name").asText());
        assertEquals(1, book.path("bids").size());
        assertCode(13020, "public/get_order_book_by_instrument_id", "{\"instrument_id\":1}");
    }

    @Test
    void shouldRememberTheLastTrades() throws Exception {
        final SimulatorConfig config =
                SimulatorConfig.builder().rawNeedsLogin(false).ratePerSecond(0).build();
        try (Simulator own = Simulator.start(config);
                TestClient reader = new TestClient(own.uri())) {
            reader.subscribe("trades.BTC-PERPETUAL.raw");
            own.setRate(50_000);
            Await.events(own, 5_000);
            own.pause();
            final List<JsonNode> trades = new ArrayList<>();
            reader.drain(params -> params.path("data").forEach(trades::add));

            final JsonNode newest = lastTrades(reader, "");
            final JsonNode all = lastTrades(reader, ",\"count\":1000,\"sorting\":\"asc\"");
            final long sequence = trades.get(7).path("trade_seq").asLong();
            final JsonNode some =
                    lastTrades(
                            reader,
                            ",\"start_seq\":" + sequence + ",\"end_seq\":" + (sequence + 1));

            assertEquals(10, newest.path("trades").size());
            assertTrue(newest.path("has_more").asBoolean());
            assertEquals(trades.get(trades.size() - 1), newest.at("/trades/0"));
            assertEquals(trades.size(), all.path("trades").size());
            assertFalse(all.path("has_more").asBoolean());
            for (int i = 0; i < trades.size(); i++) {
                assertEquals(trades.get(i), all.path("trades").get(i));
            }
            assertEquals(2, some.path("trades").size());
            assertEquals(trades.get(8), some.at("/trades/0"));
        }
        assertCode(
                -32602,
                "public/get_last_trades_by_instrument",
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"count\":1001}");
    }

    private static JsonNode lastTrades(final TestClient reader, final String options)
            throws Exception {
        return reader.call(
                        "public/get_last_trades_by_instrument",
                        "{\"instrument_name\":\"BTC-PERPETUAL\"" + options + "}")
                .path("result");
    }

    private JsonNode instruments(final String params) throws Exception {
        return client.call("public/get_instruments", params).path("result");
    }

    private void assertCode(final int code, final String method, final String params)
            throws Exception {
        final JsonNode answer = client.call(method, params);
        assertEquals(code, answer.at("/error/code").asInt(), answer.toString());
        assertFalse(answer.has("result"));
    }
}
