/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.trading.TradingFixture.Client;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UserChannelsTest {
    private static final String RAW_ORDERS = "user.orders.BTC-PERPETUAL.raw";

    private final TradingFixture venue = new TradingFixture();
    private final Client client = venue.login("demo");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user.orders.BTC-PERPETUAL.raw",
                "user.orders.future.BTC.100ms",
                "user.orders.any.any.agg2",
                "user.trades.option.ETH.raw",
                "user.trades.BTC_USDC-PERPETUAL.agg2",
                "user.combo_trades.future_combo.any.raw",
                "user.changes.combo.USDC.raw",
                "user.changes.spot.USDC.100ms",
                "user.portfolio.BTC",
                "user.portfolio.any",
                "user.mmp_trigger.btc_usd",
                "user.lock",
                "user.access_log"
            })
    void shouldKnowTheChannel(final String channel) {
        assertTrue(venue.trading.isUserChannel(channel));
        assertTrue(client.subscribe(channel));
        assertTrue(client.isSubscribed());
        assertTrue(venue.trading.unsubscribe(client, channel));
        assertFalse(venue.trading.unsubscribe(client, channel));
        assertFalse(client.isSubscribed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user.orders.BTC-PERPETUAL",
                "user.orders.BTC-PERPETUAL.50ms",
                "user.orders.DOGE-PERPETUAL.raw",
                "user.orders.swap.BTC.raw",
                "user.orders.future.DOGE.raw",
                "user.orders.future.BTC.raw.raw",
                "user.portfolio.DOGE",
                "user.portfolio.BTC.raw",
                "user.mmp_trigger.doge_usd",
                "user.lock.BTC",
                "user.secrets",
                "user."
            })
    void shouldKnowNoSuchChannel(final String channel) {
        assertFalse(client.subscribe(channel));
        assertFalse(client.isSubscribed());
    }

    @Test
    void shouldSendRawOrdersOneByOne() {
        client.subscribe(RAW_ORDERS);
        client.subscribe("user.orders.future.BTC.raw");
        client.subscribe("user.orders.ETH-PERPETUAL.raw");

        final String id = client.rest(TradingFixture.BTC, 10, "a").path("order_id").asText();
        client.call("cancel", "{\"order_id\":\"%s\"}".formatted(id));

        for (final String channel : List.of(RAW_ORDERS, "user.orders.future.BTC.raw")) {
            final List<JsonNode> orders = client.data(channel);
            assertEquals(2, orders.size());
            assertEquals("open", orders.get(0).path("order_state").asText());
            assertEquals("cancelled", orders.get(1).path("order_state").asText());
            assertEquals("user_request", orders.get(1).path("cancel_reason").asText());
        }
        assertTrue(client.data("user.orders.ETH-PERPETUAL.raw").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"100ms", "agg2"})
    void shouldGatherOrdersOfAnInterval(final String interval) {
        final String channel = "user.orders.any.any." + interval;
        final Duration length = Duration.ofMillis("100ms".equals(interval) ? 100 : 1_000);
        client.subscribe(channel);

        final String id = client.rest(TradingFixture.BTC, 10, "a").path("order_id").asText();
        client.rest(TradingFixture.ETH, 1, "b");
        client.call("cancel", "{\"order_id\":\"%s\"}".formatted(id));
        venue.advance(length.minusNanos(1));
        assertTrue(client.data(channel).isEmpty());
        venue.advance(Duration.ofNanos(1));

        assertEquals(1, client.data(channel).size());
        final JsonNode orders = client.data(channel).get(0);
        assertEquals(List.of("a", "b"), TradingFixture.strings(orders, "label"));
        assertEquals(
                List.of("cancelled", "open"),
                TradingFixture.strings(orders, "order_state"),
                "the last state only");
        venue.advance(length.multipliedBy(3));
        assertEquals(1, client.data(channel).size(), "nothing happened since");
    }

    @Test
    void shouldTellBothSidesOfATradeTheirOwn() {
        final Client other = venue.login("other");
        client.subscribe("user.trades.BTC-PERPETUAL.raw");
        other.subscribe("user.trades.any.any.raw");
        other.subscribe("user.orders.any.any.raw");
        restAtTheTop(client, "mine");
        client.frames.clear();

        other.take(TradingFixture.BTC, false, 10);

        final JsonNode mine = client.data("user.trades.BTC-PERPETUAL.raw").get(0).get(0);
        final JsonNode theirs = other.data("user.trades.any.any.raw").get(0).get(0);
        assertEquals("buy", mine.path("direction").asText());
        assertEquals("M", mine.path("liquidity").asText());
        assertEquals("mine", mine.path("label").asText());
        assertEquals("sell", theirs.path("direction").asText());
        assertEquals("T", theirs.path("liquidity").asText());
        assertEquals(mine.path("trade_id"), theirs.path("trade_id"));
        assertEquals(
                List.of("sell"),
                other.data("user.orders.any.any.raw").stream()
                        .map(order -> order.path("direction").asText())
                        .toList(),
                "orders of others are their own business");
    }

    @Test
    void shouldTellAllThatChangedInOneMessage() {
        client.subscribe("user.changes.BTC-PERPETUAL.raw");
        client.subscribe("user.changes.any.any.100ms");

        final JsonNode result = client.take(TradingFixture.BTC, true, 30);
        client.rest(TradingFixture.BTC, 10, "rests");
        venue.advance(Duration.ofMillis(100));

        final List<JsonNode> raw = client.data("user.changes.BTC-PERPETUAL.raw");
        assertEquals(2, raw.size());
        final JsonNode traded = raw.get(0);
        assertEquals("BTC-PERPETUAL", traded.path("instrument_name").asText());
        assertEquals(result.path("trades").size(), traded.path("trades").size());
        assertEquals(1, traded.path("orders").size());
        assertEquals(30, traded.at("/positions/0/size").decimalValue().intValueExact());
        assertFalse(traded.path("positions").get(0).has("open_orders_margin"));
        assertTrue(raw.get(1).path("trades").isEmpty());
        final JsonNode gathered = client.data("user.changes.any.any.100ms").get(0);
        assertEquals(2, gathered.path("orders").size());
        assertEquals(1, gathered.path("positions").size());
    }

    @ParameterizedTest
    @EnumSource(NotificationOrder.class)
    void shouldSendNotificationsBeforeOrAfterTheAnswer(final NotificationOrder order) {
        venue.trading.setNotificationOrder(client.connectionNumber(), order);
        client.subscribe(RAW_ORDERS);
        final Set<Boolean> before = new HashSet<>();

        for (int i = 0; i < 30; i++) {
            client.frames.clear();
            client.rest(TradingFixture.BTC, 10, "");
            assertEquals(2, client.frames.size());
            before.add(client.frames.get(0).has("method"));
        }

        assertEquals(
                switch (order) {
                    case RANDOM -> Set.of(true, false);
                    case BEFORE_ANSWER -> Set.of(true);
                    case AFTER_ANSWER -> Set.of(false);
                },
                before);
    }

    @Test
    void shouldTellEveryConnectionOfTheAccountOnly() {
        final Client second = venue.login("demo");
        final Client stranger = venue.login("other");
        for (final Client each : List.of(client, second, stranger)) {
            each.subscribe(RAW_ORDERS);
        }

        client.rest(TradingFixture.BTC, 10, "a");

        assertEquals(1, client.data(RAW_ORDERS).size());
        assertEquals(1, second.data(RAW_ORDERS).size());
        assertTrue(stranger.frames.isEmpty());
    }

    @Test
    void shouldEchoTheLabelOfTheSubscription() {
        final Client second = venue.login("demo");
        venue.trading.subscribe(client, RAW_ORDERS, "first");
        venue.trading.subscribe(client, RAW_ORDERS, "again \"");
        venue.trading.subscribe(second, RAW_ORDERS, null);

        client.rest(TradingFixture.BTC, 10, "a");

        final List<JsonNode> notified =
                client.frames.stream().filter(frame -> frame.has("method")).toList();
        assertEquals(1, notified.size(), "subscribed once");
        assertEquals("subscription", notified.get(0).path("method").asText());
        assertEquals("again \"", notified.get(0).at("/params/label").asText());
        assertFalse(second.frames.get(0).path("params").has("label"));
    }

    @Test
    void shouldLoseAndRepeatWhatItIsTold() {
        client.subscribe(RAW_ORDERS);
        final int[] copies = {0, 2, 1};
        final int[] count = {0};
        venue.trading.setTap(
                (subscriber, channel) -> {
                    assertEquals(client, subscriber);
                    assertEquals(RAW_ORDERS, channel);
                    return copies[count[0]++];
                });

        for (final String label : List.of("lost", "twice", "once")) {
            client.rest(TradingFixture.BTC, 10, label);
        }

        assertEquals(
                List.of("twice", "twice", "once"),
                client.data(RAW_ORDERS).stream().map(o -> o.path("label").asText()).toList());
    }

    @Test
    void shouldCancelTheOrdersOfALostConnectionAndTellTheOthers() {
        final Client second = venue.login("demo");
        client.subscribe(RAW_ORDERS);
        second.subscribe(RAW_ORDERS);
        client.rest(TradingFixture.BTC, 10, "lost");
        second.rest(TradingFixture.BTC, 10, "stays");
        client.frames.clear();

        venue.trading.onDisconnect(client, true, 0);

        assertTrue(client.frames.isEmpty());
        final List<JsonNode> told = second.data(RAW_ORDERS);
        final JsonNode last = told.get(told.size() - 1);
        assertEquals("lost", last.path("label").asText());
        assertEquals("cancel_on_disconnect", last.path("cancel_reason").asText());
        assertEquals(
                List.of("stays"),
                TradingFixture.strings(second.call("get_open_orders", "{}"), "label"));
    }

    @Test
    void shouldKeepTheOrdersOfAConnectionThatDoesNotWantThemCancelled() {
        client.rest(TradingFixture.BTC, 10, "stays");
        client.subscribe(RAW_ORDERS);

        venue.trading.onDisconnect(client, false, 0);

        assertFalse(client.isSubscribed());
        assertEquals(1, venue.login("demo").call("get_open_orders", "{}").size());
    }

    @Test
    void shouldSendThePortfolioAtOnceAndWhenItChanges() {
        client.subscribe("user.portfolio.BTC");
        assertTrue(client.frames.isEmpty(), "not before the subscription is acknowledged");
        venue.advance(Duration.ZERO);
        venue.advance(Duration.ofSeconds(5));
        assertEquals(1, client.data("user.portfolio.BTC").size(), "nothing changed");

        client.take(TradingFixture.BTC, true, 1_000);
        venue.advance(Duration.ZERO);
        client.take(TradingFixture.ETH, true, 1_000);
        venue.advance(Duration.ofSeconds(5));

        final List<JsonNode> told = client.data("user.portfolio.BTC");
        assertEquals(2, told.size());
        assertTrue(
                told.get(1)
                                .path("balance")
                                .decimalValue()
                                .compareTo(told.get(0).path("balance").decimalValue())
                        < 0);
    }

    @Test
    void shouldSendThePortfolioOfEveryCurrency() {
        client.subscribe("user.portfolio.any");
        venue.advance(Duration.ZERO);
        final Set<String> currencies = new HashSet<>();
        client.data("user.portfolio.any").forEach(p -> currencies.add(p.path("currency").asText()));
        assertTrue(currencies.containsAll(Set.of("BTC", "ETH", "USDC")), currencies::toString);
        client.frames.clear();

        client.take(TradingFixture.ETH, true, 100);
        venue.advance(Duration.ZERO);

        assertEquals(
                List.of("ETH"),
                client.data("user.portfolio.any").stream()
                        .map(portfolio -> portfolio.path("currency").asText())
                        .toList());
    }

    @Test
    void shouldTellOfLocksProtectionAndLogins() {
        client.subscribe("user.lock");
        client.subscribe("user.mmp_trigger.btc_usd");
        client.subscribe("user.access_log");

        venue.trading.lock("demo", true);
        venue.trading.lock("other", true);
        venue.trading.triggerMmp("demo", "btc_usd", 0);
        venue.trading.onLogin("demo", false, 0);
        venue.trading.onLogin("demo", true, 0);

        final JsonNode lock = client.data("user.lock").get(0);
        assertEquals(1, client.data("user.lock").size());
        assertTrue(lock.path("locked").asBoolean());
        assertEquals("ALL", lock.path("currency").asText());
        final JsonNode protection = client.data("user.mmp_trigger.btc_usd").get(0);
        assertEquals(0, protection.path("frozen_until").asInt(-1));
        assertEquals("btc_usd", protection.path("index_name").asText());
        final List<JsonNode> logins = client.data("user.access_log");
        assertEquals("failure", logins.get(0).path("log").asText());
        assertEquals("success", logins.get(1).path("log").asText());
        assertEquals(TradingFixture.NOW_MS, logins.get(1).path("timestamp").asLong());
        assertEquals("127.0.0.1", logins.get(1).path("ip").asText());
        assertTrue(logins.get(0).path("id").asInt() < logins.get(1).path("id").asInt());
    }

    /** First in its book: it betters the best bid, or joins it and waits for what is before it. */
    private void restAtTheTop(final Client of, final String label) {
        final var instrument = venue.instrument(TradingFixture.BTC);
        final boolean wide =
                instrument.asks.bestPrice() - instrument.bids.bestPrice() > instrument.tick;
        if (!wide) {
            // Take the best ask away, so that there is room.
            venue.login("room")
                    .call(
                            "buy",
                            """
                            {"instrument_name":"BTC-PERPETUAL","amount":%d,"price":%s}"""
                                    .formatted(
                                            instrument.asks.bestAmount() / 1_000_000_000L,
                                            venue.ask(TradingFixture.BTC)));
        }
        of.order(
                "buy",
                """
                {"instrument_name":"BTC-PERPETUAL","amount":10,"price":%s,"label":"%s"}"""
                        .formatted(venue.deep(TradingFixture.BTC, -1), label));
    }
}
