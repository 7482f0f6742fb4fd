/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.trading.TradingFixture.Client;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every field the venue's schemas call required is there, and has the type they give it. */
final class ShapesTest {
    private static final List<String> ORDER_TEXTS =
            List.of(
                    "order_id",
                    "order_state",
                    "order_type",
                    "time_in_force",
                    "instrument_name",
                    "direction",
                    "label");
    private static final List<String> TRADE_TEXTS =
            List.of(
                    "trade_id",
                    "instrument_name",
                    "direction",
                    "order_id",
                    "state",
                    "fee_currency",
                    "liquidity",
                    "order_type");
    private static final List<String> TRADE_NUMBERS =
            List.of("price", "amount", "index_price", "mark_price", "fee", "contracts");
    private static final List<String> TRADE_INTEGERS =
            List.of("trade_seq", "timestamp", "tick_direction");
    private static final List<String> POSITION_NUMBERS =
            List.of(
                    "size",
                    "size_currency",
                    "average_price",
                    "mark_price",
                    "index_price",
                    "settlement_price",
                    "delta",
                    "initial_margin",
                    "maintenance_margin",
                    "floating_profit_loss",
                    "realized_profit_loss",
                    "total_profit_loss",
                    "realized_funding",
                    "interest_value");
    private static final List<String> PORTFOLIO_NUMBERS =
            List.of(
                    "balance",
                    "equity",
                    "margin_balance",
                    "available_funds",
                    "available_withdrawal_funds",
                    "initial_margin",
                    "maintenance_margin",
                    "projected_maintenance_margin",
                    "total_pl",
                    "session_rpl",
                    "session_upl",
                    "futures_pl",
                    "futures_session_rpl",
                    "futures_session_upl",
                    "options_pl",
                    "options_session_rpl",
                    "options_session_upl",
                    "options_value",
                    "projected_delta_total",
                    "options_delta",
                    "options_gamma",
                    "options_vega",
                    "options_theta",
                    "estimated_liquidation_ratio");
    private static final List<String> PORTFOLIO_MAPS =
            List.of(
                    "delta_total_map",
                    "options_gamma_map",
                    "options_vega_map",
                    "options_theta_map",
                    "estimated_liquidation_ratio_map");

    private final TradingFixture venue = new TradingFixture();
    private final Client client = venue.login("demo");

    @Test
    void shouldSendEveryFieldOfAnOrder() {
        client.subscribe("user.orders." + TradingFixture.BTC + ".raw");

        final JsonNode answered = client.rest(TradingFixture.BTC, 10, "x1");

        assertOrder(answered);
        assertOrder(client.data("user.orders." + TradingFixture.BTC + ".raw").get(0));
        assertEquals("open", answered.path("order_state").asText());
        assertEquals("x1", answered.path("label").asText());
        assertEquals(10, answered.path("amount").decimalValue().intValueExact());
        assertEquals(1, answered.path("contracts").decimalValue().intValueExact());
        assertEquals(0, answered.path("filled_amount").decimalValue().signum());
        assertEquals(0, answered.path("average_price").decimalValue().signum());
        assertTrue(answered.path("user_id").isInt());
    }

    private static void assertOrder(final JsonNode order) {
        assertTexts(order, ORDER_TEXTS);
        assertTrue(order.path("price").isNumber(), "price");
        assertEquals(TradingFixture.NOW_MS, order.path("creation_timestamp").longValue());
        assertEquals(TradingFixture.NOW_MS, order.path("last_update_timestamp").longValue());
        for (final String flag :
                List.of("post_only", "reject_post_only", "reduce_only", "replaced", "mmp")) {
            assertTrue(order.path(flag).isBoolean(), flag);
        }
        assertTrue(order.path("api").booleanValue());
        assertFalse(order.path("web").asBoolean(true));
    }

    @Test
    void shouldGiveTriggersTheirOwnFields() {
        final JsonNode order =
                client.order(
                        "sell",
                        """
                        {"instrument_name":"BTC-PERPETUAL","amount":10,"type":"stop_market",
                         "trigger":"mark_price","trigger_price":30000,"future_param":[1]}""");

        assertEquals("untriggered", order.path("order_state").asText());
        assertEquals("market_price", order.path("price").textValue());
        assertEquals("mark_price", order.path("trigger").asText());
        assertEquals(30_000, order.path("trigger_price").decimalValue().intValueExact());
        assertFalse(order.path("triggered").asBoolean(true));
        assertFalse(order.has("filled_amount"), "absent for fresh triggers");
    }

    @Test
    void shouldSendEveryFieldOfATrade() {
        client.subscribe("user.trades.future.BTC.raw");

        final JsonNode result = client.take(TradingFixture.BTC, true, 20);

        assertFalse(result.path("trades").isEmpty());
        for (final JsonNode trade : result.path("trades")) {
            assertTrade(trade);
        }
        final JsonNode notified = client.data("user.trades.future.BTC.raw").get(0);
        assertEquals(result.path("trades").size(), notified.size());
        notified.forEach(ShapesTest::assertTrade);
        assertEquals("filled", result.at("/order/order_state").asText());
        assertEquals("market", result.at("/order/order_type").asText());
    }

    private static void assertTrade(final JsonNode trade) {
        assertTexts(trade, TRADE_TEXTS);
        assertNumbers(trade, TRADE_NUMBERS);
        for (final String key : TRADE_INTEGERS) {
            assertTrue(trade.path(key).isIntegralNumber(), key);
        }
        assertTrue(trade.has("matching_id") && trade.path("matching_id").isNull());
        assertEquals("buy", trade.path("direction").asText());
        assertEquals("T", trade.path("liquidity").asText());
        assertEquals("market", trade.path("order_type").asText());
        assertEquals("BTC", trade.path("fee_currency").asText());
        assertFalse(trade.has("label"), "only when it is set on the order");
    }

    @Test
    void shouldSendEveryFieldOfAPosition() {
        client.take(TradingFixture.BTC, false, 20);

        final JsonNode position =
                client.call("get_position", "{\"instrument_name\":\"BTC-PERPETUAL\"}");

        assertTexts(position, List.of("instrument_name", "kind", "direction"));
        assertNumbers(position, POSITION_NUMBERS);
        assertNumbers(position, List.of("open_orders_margin"));
        assertEquals("sell", position.path("direction").asText());
        assertEquals(-20, position.path("size").decimalValue().intValueExact());
        assertTrue(position.path("leverage").isInt());
    }

    @Test
    void shouldGiveOptionsTheirOwnFields() {
        final String option =
                venue.market.instruments().stream()
                        .filter(instrument -> instrument.option && instrument.asks.count() > 0)
                        .findFirst()
                        .orElseThrow()
                        .name;

        final JsonNode trade =
                client.call(
                                "buy",
                                "{\"instrument_name\":\"%s\",\"amount\":0.1,\"price\":%s}"
                                        .formatted(option, venue.ask(option)))
                        .path("trades")
                        .get(0);
        final JsonNode position =
                client.call("get_position", "{\"instrument_name\":\"%s\"}".formatted(option));

        assertNumbers(trade, List.of("iv", "underlying_price", "contracts", "profit_loss"));
        assertEquals("option", position.path("kind").asText());
        assertNumbers(
                position,
                List.of(
                        "gamma",
                        "vega",
                        "theta",
                        "average_price_usd",
                        "floating_profit_loss_usd",
                        "settlement_price"));
        assertFalse(position.has("leverage"));
        assertFalse(position.has("realized_funding"));
    }

    @Test
    void shouldLeaveOutOfSpotWhatItDoesNotKnow() {
        final JsonNode result =
                client.call(
                        "buy",
                        "{\"instrument_name\":\"BTC_USDC\",\"amount\":0.01,\"price\":%s}"
                                .formatted(venue.ask("BTC_USDC")));

        final JsonNode order = result.path("order");
        assertFalse(order.path("is_rebalance").asBoolean(true));
        assertFalse(order.has("reduce_only"));
        assertFalse(order.has("is_liquidation"));
        final JsonNode trade = result.path("trades").get(0);
        assertFalse(trade.has("profit_loss"));
        assertFalse(trade.has("reduce_only"));
        assertTrue(trade.path("trade_id").asText().startsWith("USDC-"));
        assertEquals("USDC", trade.path("fee_currency").asText());
        assertEquals(
                13020,
                client.refused("get_position", "{\"instrument_name\":\"BTC_USDC\"}")
                        .path("code")
                        .asInt());
    }

    @Test
    void shouldSendEveryFieldOfAPortfolio() {
        client.take(TradingFixture.BTC, true, 20);
        client.subscribe("user.portfolio.BTC");
        venue.advance(java.time.Duration.ZERO);

        final JsonNode portfolio = client.data("user.portfolio.BTC").get(0);
        final JsonNode summary = client.call("get_account_summary", "{\"currency\":\"BTC\"}");

        assertPortfolio(portfolio);
        assertFalse(portfolio.has("limits"));
        assertPortfolio(summary);
        assertTrue(summary.path("limits").isObject());
        assertFalse(summary.has("username"));
        assertTrue(summary.at("/delta_total_map/btc_usd").isNumber());
    }

    private static void assertPortfolio(final JsonNode portfolio) {
        assertEquals("BTC", portfolio.path("currency").asText());
        assertEquals("segregated_sm", portfolio.path("margin_model").asText());
        assertTrue(portfolio.path("portfolio_margining_enabled").isBoolean());
        assertTrue(portfolio.path("cross_collateral_enabled").isBoolean());
        assertNumbers(portfolio, PORTFOLIO_NUMBERS);
        for (final String map : PORTFOLIO_MAPS) {
            assertTrue(portfolio.path(map).isObject(), map);
        }
    }

    @Test
    void shouldTellWhoTheAccountIsWhenItIsAsked() {
        final JsonNode summary =
                client.call("get_account_summary", "{\"currency\":\"BTC\",\"extended\":true}");
        final JsonNode summaries = client.call("get_account_summaries", "{\"extended\":true}");

        for (final JsonNode identity : List.of(summary, summaries)) {
            assertTexts(
                    identity,
                    List.of(
                            "type",
                            "username",
                            "system_name",
                            "email",
                            "self_trading_reject_mode"));
            assertTrue(identity.path("id").isInt());
            assertTrue(identity.path("mmp_enabled").isBoolean());
        }
        assertTrue(TradingFixture.strings(summaries.path("summaries"), "currency").contains("ETH"));
        summaries.path("summaries").forEach(of -> assertNumbers(of, PORTFOLIO_NUMBERS));
    }

    @Test
    void shouldVaryTheOrderOfKeysAndTheFormOfNumbers() {
        final Set<String> firstKeys = new HashSet<>();
        final Set<String> amounts = new HashSet<>();
        final Pattern amount = Pattern.compile("\"amount\":([^,}]+)");
        for (int i = 0; i < 40; i++) {
            final String text = client.rest(TradingFixture.BTC, 1000, "").toString();
            firstKeys.add(text.substring(2, text.indexOf(':') - 1));
            final var found = amount.matcher(text);
            assertTrue(found.find());
            amounts.add(found.group(1));
        }

        assertTrue(firstKeys.size() > 5, firstKeys::toString);
        // Jackson writes 1.0e3 in its own form; what matters is that the two differ.
        assertEquals(2, amounts.size(), amounts::toString);
    }

    @Test
    void shouldBeTheSameForTheSameSeed() {
        final Client same = new TradingFixture().login("demo");
        final Client other = new TradingFixture(9).login("demo");
        final String params =
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":10,\"price\":30000}";

        final String order = client.ask("buy", params).toString();

        assertEquals(order, same.ask("buy", params).toString());
        assertFalse(order.equals(other.ask("buy", params).toString()));
    }

    private static void assertTexts(final JsonNode object, final List<String> keys) {
        for (final String key : keys) {
            assertTrue(object.path(key).isTextual(), () -> key + " in " + object);
        }
    }

    private static void assertNumbers(final JsonNode object, final List<String> keys) {
        for (final String key : keys) {
            assertTrue(object.path(key).isNumber(), () -> key + " in " + object);
        }
    }
}
