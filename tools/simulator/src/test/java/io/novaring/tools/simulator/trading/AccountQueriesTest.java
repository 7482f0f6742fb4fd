/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.trading.TradingFixture.Client;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trades, positions and money, asked for. */
final class AccountQueriesTest {
    private final TradingFixture venue = new TradingFixture();
    private final Client client = venue.login("demo");

    @Test
    void shouldPageThroughTrades() {
        trade(TradingFixture.BTC, 12);

        final JsonNode newest =
                client.call("get_user_trades_by_currency", "{\"currency\":\"BTC\"}");
        final JsonNode all =
                client.call(
                        "get_user_trades_by_currency",
                        "{\"currency\":\"BTC\",\"count\":1000,\"sorting\":\"asc\"}");

        assertEquals(10, newest.path("trades").size());
        assertTrue(newest.path("has_more").asBoolean());
        assertFalse(all.path("has_more").asBoolean(true));
        final List<Long> oldestFirst = sequences(all);
        assertEquals(oldestFirst.stream().sorted().toList(), oldestFirst);
        Collections.reverse(oldestFirst);
        assertEquals(oldestFirst.subList(0, 10), sequences(newest));
    }

    @Test
    void shouldFindTradesInEveryWayThereIs() {
        final JsonNode first = client.take(TradingFixture.BTC, true, 10).path("trades").get(0);
        venue.advance(Duration.ofMillis(5));
        final JsonNode last = client.take(TradingFixture.BTC, true, 10).path("trades").get(0);
        trade(TradingFixture.ETH, 1);
        final long sequence = last.path("trade_seq").asLong();

        assertEquals(
                List.of(sequence),
                found("get_user_trades_by_currency", "'currency':'BTC','start_id':%s", id(last)));
        assertEquals(
                List.of(first.path("trade_seq").asLong()),
                found("get_user_trades_by_currency", "'currency':'BTC','end_id':%s", id(first)));
        assertEquals(
                List.of(),
                found("get_user_trades_by_currency", "'currency':'BTC','kind':%s", "'option'"));
        assertEquals(
                List.of(sequence),
                found(
                        "get_user_trades_by_currency_and_time",
                        "'currency':'BTC','end_timestamp':9999999999999,'start_timestamp':%s",
                        TradingFixture.NOW_MS + 5));
        assertEquals(
                List.of(sequence),
                found(
                        "get_user_trades_by_instrument",
                        "'instrument_name':'BTC-PERPETUAL','start_seq':%s",
                        sequence));
        assertEquals(
                List.of(first.path("trade_seq").asLong()),
                found(
                        "get_user_trades_by_instrument_and_time",
                        "'instrument_name':'BTC-PERPETUAL','start_timestamp':0,'end_timestamp':%s",
                        TradingFixture.NOW_MS));
        assertEquals(
                13020,
                client.refused("get_user_trades_by_instrument", "{\"instrument_name\":\"DOGE\"}")
                        .path("code")
                        .asInt());
    }

    @Test
    void shouldAnswerTheTradesOfAnOrderBare() {
        final JsonNode result = client.take(TradingFixture.BTC, true, 200_000);

        final JsonNode trades =
                client.call(
                        "get_user_trades_by_order",
                        "{\"order_id\":%s,\"sorting\":\"asc\"}"
                                .formatted(result.at("/order/order_id")));

        assertTrue(trades.isArray());
        assertEquals(
                TradingFixture.strings(result.path("trades"), "trade_id"),
                TradingFixture.strings(trades, "trade_id"));
        assertTrue(
                venue.login("other")
                        .call(
                                "get_user_trades_by_order",
                                "{\"order_id\":%s}".formatted(result.at("/order/order_id")))
                        .isEmpty());
    }

    @Test
    void shouldKnowPositionsByCurrencyAndKind() {
        trade(TradingFixture.BTC, 1);
        trade(TradingFixture.ETH, 1);

        assertEquals(List.of("BTC-PERPETUAL", "ETH-PERPETUAL"), positions("{}"));
        assertEquals(List.of("ETH-PERPETUAL"), positions("{\"currency\":\"ETH\"}"));
        assertEquals(List.of(), positions("{\"currency\":\"any\",\"kind\":\"option\"}"));
        assertEquals(
                "zero",
                venue.login("other")
                        .call("get_position", "{\"instrument_name\":\"BTC-PERPETUAL\"}")
                        .path("direction")
                        .asText());
        assertEquals(
                13020,
                client.refused("get_position", "{\"instrument_name\":\"DOGE\"}")
                        .path("code")
                        .asInt());
    }

    @Test
    void shouldMoveMoneyByFees() {
        final BigDecimal before = balance();

        final JsonNode trade = client.take(TradingFixture.BTC, true, 1_000).path("trades").get(0);

        assertTrue(trade.path("fee").decimalValue().signum() > 0);
        assertTrue(balance().compareTo(before) < 0);
        // What cannot have money has none.
        assertEquals(
                0,
                client.call("get_account_summary", "{\"currency\":\"USYC\"}")
                        .path("equity")
                        .decimalValue()
                        .signum());
    }

    private BigDecimal balance() {
        return client.call("get_account_summary", "{\"currency\":\"BTC\"}")
                .path("balance")
                .decimalValue();
    }

    private void trade(final String instrument, final int times) {
        for (int i = 0; i < times; i++) {
            client.take(instrument, true, 10);
        }
    }

    private List<String> positions(final String params) {
        return TradingFixture.strings(client.call("get_positions", params), "instrument_name");
    }

    private List<Long> found(final String method, final String params, final Object value) {
        final String json = "{" + params.formatted(value).replace('\'', '"') + "}";
        return sequences(client.call(method, json));
    }

    private static String id(final JsonNode trade) {
        return trade.path("trade_id").toString();
    }

    private static List<Long> sequences(final JsonNode page) {
        final List<Long> found = new ArrayList<>();
        page.path("trades").forEach(trade -> found.add(trade.path("trade_seq").asLong()));
        return found;
    }
}
