/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.trading.TradingFixture.Client;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Orders from their entry to their end, as the JSON of requests and answers tells it. */
final class OrderMethodsTest {
    private final TradingFixture venue = new TradingFixture();
    private final Client client = venue.login("demo");

    @Test
    void shouldRestALimitOrder() {
        final JsonNode result =
                client.call(
                        "buy",
                        """
                        {"instrument_name":"BTC-PERPETUAL","amount":30,"price":%s,"label":"a \\"b\\" é",
                         "post_only":true,"reject_post_only":true,"reduce_only":false,
                         "time_in_force":"good_til_day"}"""
                                .formatted(venue.deep(TradingFixture.BTC, 2)));

        final JsonNode order = result.path("order");
        assertTrue(result.path("trades").isEmpty());
        assertEquals("open", order.path("order_state").asText());
        assertEquals("a \"b\" é", order.path("label").asText());
        assertEquals("good_til_day", order.path("time_in_force").asText());
        assertTrue(order.path("post_only").asBoolean());
        assertTrue(order.path("reject_post_only").asBoolean());
        assertEquals(
                0, venue.deep(TradingFixture.BTC, 2).compareTo(order.path("price").decimalValue()));
        assertEquals(order.path("order_id"), openOrder().path("order_id"));
    }

    @Test
    void shouldTakeContractsForAnAmount() {
        final JsonNode future =
                client.order(
                        "buy",
                        """
                        {"instrument_name":"BTC-PERPETUAL","contracts":7,"price":30000}""");
        final JsonNode linear =
                client.order(
                        "buy",
                        """
                        {"instrument_name":"BTC_USDC-PERPETUAL","contracts":30,"price":30000}""");

        assertEquals(70, future.path("amount").decimalValue().intValueExact());
        assertEquals(0, new BigDecimal("0.03").compareTo(linear.path("amount").decimalValue()));
        assertTrue(linear.path("order_id").asText().startsWith("USDC-"));
    }

    @Test
    void shouldTradeAtOnceAndTellEveryFill() {
        final JsonNode result = client.take(TradingFixture.BTC, true, 200_000);

        BigDecimal filled = BigDecimal.ZERO;
        for (final JsonNode trade : result.path("trades")) {
            assertEquals(result.at("/order/order_id"), trade.path("order_id"));
            filled = filled.add(trade.path("amount").decimalValue());
        }
        assertTrue(result.path("trades").size() > 1);
        assertEquals(0, filled.compareTo(result.at("/order/filled_amount").decimalValue()));
        assertEquals(200_000, filled.intValueExact());
    }

    @Test
    void shouldCancelWhatMayNotRest() {
        final JsonNode order =
                client.order(
                        "buy",
                        """
                        {"instrument_name":"BTC-PERPETUAL","amount":30,"price":%s,
                         "time_in_force":"immediate_or_cancel"}"""
                                .formatted(venue.deep(TradingFixture.BTC, 2)));

        assertEquals("cancelled", order.path("order_state").asText());
        assertFalse(order.has("cancel_reason"), "the venue names none");
    }

    @Test
    void shouldAnswerWithTheErrorOfTheExchange() {
        final String crossing =
                """
                {"instrument_name":"BTC-PERPETUAL","amount":10,"price":%s,"post_only":true,
                 "reject_post_only":true}"""
                        .formatted(venue.ask(TradingFixture.BTC));

        assertRefused(11054, "post_only_reject", "buy", crossing);
        assertRefused(
                10007,
                "price_too_high ",
                "buy",
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":10,\"price\":900000}");
        assertRefused(
                10043,
                "price_wrong_tick",
                "buy",
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":10,\"price\":30000.3}");
        assertRefused(
                13020,
                "not_found",
                "sell",
                "{\"instrument_name\":\"DOGE-PERPETUAL\",\"amount\":10,\"price\":1}");
        assertRefused(10004, "order_not_found", "cancel", "{\"order_id\":\"77\"}");
        assertRefused(10004, "order_not_found", "edit", "{\"order_id\":\"77\",\"amount\":10}");
        assertRefused(10004, "order_not_found", "get_order_state", "{\"order_id\":\"77\"}");
    }

    private void assertRefused(
            final int code, final String message, final String method, final String params) {
        final JsonNode error = client.refused(method, params);

        assertEquals(code, error.path("code").asInt(), error::toString);
        assertTrue(error.path("message").asText().startsWith(message), error::toString);
    }

    @Test
    void shouldRefuseWhatComesTooLate() {
        final String params =
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":10,\"price\":30000,"
                        + "\"valid_until\":%d}";

        client.call("buy", params.formatted(TradingFixture.NOW_MS + 1));

        assertRefused(13888, "timed_out", "buy", params.formatted(TradingFixture.NOW_MS));
        assertEquals(1, client.call("get_open_orders", "{}").size());
    }

    @Test
    void shouldEditById() {
        final String id = client.rest(TradingFixture.BTC, 30, "a").path("order_id").asText();

        final JsonNode order =
                client.order(
                        "edit",
                        "{\"order_id\":\"%s\",\"contracts\":5,\"price\":30000}".formatted(id));

        assertEquals(id, order.path("order_id").asText());
        assertTrue(order.path("replaced").asBoolean());
        assertEquals(50, order.path("amount").decimalValue().intValueExact());
        assertEquals(30_000, order.path("price").decimalValue().intValueExact());
    }

    @Test
    void shouldEditByLabelWhenItIsTheOnlyOne() {
        client.rest(TradingFixture.BTC, 30, "a");
        final String params =
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"label\":\"a\",\"amount\":20}";

        final JsonNode order = client.order("edit_by_label", params);
        client.rest(TradingFixture.BTC, 30, "a");

        assertEquals(20, order.path("amount").decimalValue().intValueExact());
        assertRefused(13032, "non_unique_order_label", "edit_by_label", params);
    }

    @Test
    void shouldNotChangeWhatMarketMakerProtectionProtects() {
        final String id = client.rest(TradingFixture.BTC, 30, "a").path("order_id").asText();

        final JsonNode error =
                client.refused(
                        "edit", "{\"order_id\":\"%s\",\"amount\":20,\"mmp\":true}".formatted(id));
        client.order("edit", "{\"order_id\":\"%s\",\"amount\":20,\"mmp\":false}".formatted(id));

        assertEquals(-32602, error.path("code").asInt());
        assertEquals("mmp", error.at("/data/param").asText());
        assertEquals("editing mmp flag is not supported", error.at("/data/reason").asText());
    }

    @Test
    void shouldCancelOne() {
        final String id = client.rest(TradingFixture.BTC, 30, "a").path("order_id").asText();

        final JsonNode order = client.call("cancel", "{\"order_id\":\"%s\"}".formatted(id));

        assertEquals(id, order.path("order_id").asText());
        assertEquals("cancelled", order.path("order_state").asText());
        assertEquals("user_request", order.path("cancel_reason").asText());
        assertRefused(11044, "not_open_order", "cancel", "{\"order_id\":\"%s\"}".formatted(id));
    }

    @Test
    void shouldCancelMany() {
        assertEquals(5, cancelled("cancel_all", "{}"));
        assertEquals(3, cancelled("cancel_all_by_currency", "{\"currency\":\"BTC\"}"));
        assertEquals(
                1, cancelled("cancel_all_by_currency", "{\"currency\":\"BTC\",\"type\":\"stop\"}"));
        assertEquals(
                1, cancelled("cancel_all_by_currency_pair", "{\"currency_pair\":\"eth_usd\"}"));
        assertEquals(
                3,
                cancelled("cancel_all_by_instrument", "{\"instrument_name\":\"BTC-PERPETUAL\"}"));
        assertEquals(5, cancelled("cancel_all_by_kind_or_type", "{\"currency\":\"any\"}"));
        assertEquals(
                4, cancelled("cancel_all_by_kind_or_type", "{\"currency\":[\"BTC\",\"ETH\"]}"));
        assertEquals(2, cancelled("cancel_by_label", "{\"label\":\"b\"}"));
        assertEquals(1, cancelled("cancel_by_label", "{\"label\":\"b\",\"currency\":\"ETH\"}"));
    }

    private int cancelled(final String method, final String params) {
        client.call("cancel_all", "{}");
        client.rest(TradingFixture.BTC, 10, "a");
        client.rest(TradingFixture.BTC, 10, "b");
        client.rest(TradingFixture.ETH, 1, "b");
        client.order(
                "buy",
                "{\"instrument_name\":\"BTC_USDC-PERPETUAL\",\"amount\":0.01,\"price\":30000}");
        client.order(
                "sell",
                """
                {"instrument_name":"BTC-PERPETUAL","amount":10,"type":"stop_market",
                 "trigger":"mark_price","trigger_price":30000}""");

        final int count = client.call(method, params).asInt();

        assertEquals(5 - count, client.call("get_open_orders", "{}").size(), method);
        return count;
    }

    @Test
    void shouldReportEveryCancelWhenItIsAsked() {
        client.rest(TradingFixture.BTC, 10, "a");
        client.rest(TradingFixture.ETH, 1, "b");

        final JsonNode reports = client.call("cancel_all", "{\"detailed\":true}");

        assertEquals(2, reports.size());
        reports.forEach(
                report -> assertEquals("cancelled", report.at("/order/order_state").asText()));
    }

    @Test
    void shouldCloseAPosition() {
        client.take(TradingFixture.BTC, true, 50);

        final JsonNode order =
                client.order(
                        "close_position",
                        "{\"instrument_name\":\"BTC-PERPETUAL\",\"type\":\"market\"}");

        assertEquals("sell", order.path("direction").asText());
        assertEquals("filled", order.path("order_state").asText());
        assertTrue(order.path("reduce_only").asBoolean());
        assertEquals(
                "zero",
                client.call("get_position", "{\"instrument_name\":\"BTC-PERPETUAL\"}")
                        .path("direction")
                        .asText());
    }

    @Test
    void shouldShowAnIcebergsTip() {
        final JsonNode order =
                client.order(
                        "buy",
                        """
                        {"instrument_name":"BTC-PERPETUAL","amount":5000,"price":30000,
                         "display_amount":1000}""");

        assertEquals(1_000, order.path("display_amount").decimalValue().intValueExact());
        assertEquals(1_000, order.path("refresh_amount").decimalValue().intValueExact());
    }

    @Test
    void shouldLetALockedAccountCancelOnly() {
        final String id = client.rest(TradingFixture.BTC, 10, "a").path("order_id").asText();
        venue.trading.lock("demo", true);

        assertRefused(
                11098,
                "account_locked",
                "buy",
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":10,\"price\":30000}");
        assertRefused(
                11098,
                "account_locked",
                "edit",
                "{\"order_id\":\"%s\",\"amount\":20}".formatted(id));
        client.call("cancel", "{\"order_id\":\"%s\"}".formatted(id));
        venue.login("other").rest(TradingFixture.BTC, 10, "a");

        venue.trading.lock("demo", false);
        client.rest(TradingFixture.BTC, 10, "a");
    }

    @Test
    void shouldRefuseProtectedOrdersWhileTheyAreFrozen() {
        final String params =
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":10,\"price\":30000,\"mmp\":true}";
        venue.trading.triggerMmp("demo", "btc_usd", TradingFixture.NOW_MS + 1_000);

        assertRefused(13030, "mmp_trigger", "buy", params);
        client.rest(TradingFixture.BTC, 10, "not protected");

        venue.advance(java.time.Duration.ofMillis(1_000));
        assertTrue(client.order("buy", params).path("mmp").asBoolean());
    }

    @Test
    void shouldKeepAccountsApart() {
        final Client other = venue.login("other");
        final String id = client.rest(TradingFixture.BTC, 10, "a").path("order_id").asText();

        assertTrue(other.call("get_open_orders", "{}").isEmpty());
        assertTrue(
                Set.of(10_004, 10_029)
                        .contains(
                                other.refused("cancel", "{\"order_id\":\"%s\"}".formatted(id))
                                        .path("code")
                                        .asInt()));
        assertEquals(0, other.call("cancel_all", "{}").asInt());
        assertEquals(id, openOrder().path("order_id").asText());
    }

    @Test
    void shouldFindOrdersInEveryWayThereIs() {
        final String id = client.rest(TradingFixture.BTC, 10, "a").path("order_id").asText();
        client.rest(TradingFixture.ETH, 1, "b");

        assertEquals(List.of("a", "b"), labels("get_open_orders", "{}"));
        assertEquals(List.of(), labels("get_open_orders", "{\"kind\":\"option\"}"));
        assertEquals(List.of("b"), labels("get_open_orders_by_currency", "{\"currency\":\"ETH\"}"));
        assertEquals(
                List.of("a"),
                labels("get_open_orders_by_instrument", "{\"instrument_name\":\"BTC-PERPETUAL\"}"));
        assertEquals(
                List.of("a"),
                labels("get_open_orders_by_label", "{\"currency\":\"BTC\",\"label\":\"a\"}"));
        client.call("cancel_all", "{}");
        assertEquals(List.of(), labels("get_open_orders", "{}"));
        assertEquals(
                List.of("a"),
                labels("get_order_state_by_label", "{\"currency\":\"BTC\",\"label\":\"a\"}"));
        assertEquals(
                "cancelled",
                client.call("get_order_state", "{\"order_id\":\"%s\"}".formatted(id))
                        .path("order_state")
                        .asText());
        assertRefused(
                13020,
                "not_found",
                "get_open_orders_by_instrument",
                "{\"instrument_name\":\"DOGE\"}");
    }

    private List<String> labels(final String method, final String params) {
        return TradingFixture.strings(client.call(method, params), "label");
    }

    private JsonNode openOrder() {
        final JsonNode orders = client.call("get_open_orders", "{}");
        assertEquals(1, orders.size());
        return orders.get(0);
    }
}
