/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.exchange.SelfTrading;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.FillEntry;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.OrderEntry;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a test does to the accounts of a running simulator, seen over sockets. */
final class TradingControlsTest {
    private static final long ONE = 1_000_000_000L;
    private static final String INSTRUMENT = "BTC-PERPETUAL";
    private static final String ORDERS = "user.orders.BTC-PERPETUAL.raw";
    private static final String TRADES = "user.trades.BTC-PERPETUAL.raw";

    private final SimulatorClock clock =
            SimulatorClock.manual(Instant.parse("2026-11-02T09:00:00Z"));
    private Simulator simulator;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        simulator =
                Simulator.start(
                        SimulatorConfig.builder()
                                .ratePerSecond(100)
                                .clock(clock)
                                .apiKey("novaring-demo", "novaring-demo-secret", "demo")
                                .build());
        client = new TestClient(simulator.uri());
        client.login();
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void shouldHitARestingOrderBehindOthers() throws Exception {
        final BigDecimal price = price(5);
        final String id = rest("mine", 300, price);
        subscribe(ORDERS, TRADES, "trades.BTC-PERPETUAL.raw");

        assertEquals(100 * ONE, simulator.trading().fill("demo", "mine", 100 * ONE));

        final JsonNode trade = client.awaitData(TRADES).get(0);
        assertEquals(id, trade.path("order_id").asText());
        assertEquals(100, trade.path("amount").decimalValue().intValueExact());
        assertEquals(0, price.compareTo(trade.path("price").decimalValue()));
        assertEquals("open", trade.path("state").asText());
        assertEquals("M", trade.path("liquidity").asText());
        final JsonNode position = call("get_position", "{\"instrument_name\":\"BTC-PERPETUAL\"}");
        assertEquals(100, position.path("size").decimalValue().intValueExact());

        assertEquals(200 * ONE, simulator.trading().fill("demo", id, 900 * ONE));
        client.awaitFrame(frame -> "filled".equals(frame.at("/params/data/order_state").asText()));
        assertEquals(300 * ONE, simulator.trading().ledger().position("demo", INSTRUMENT));
    }

    @Test
    void shouldShowPublicWhatWasHit() throws Exception {
        final String id = rest("mine", 300, price(0));
        subscribe(TRADES, "trades.BTC-PERPETUAL.raw");

        simulator.trading().fill("demo", "mine", 300 * ONE);

        final String tradeId = simulator.trading().ledger().fillsOf(id).get(0).tradeId();
        final JsonNode published =
                client.awaitFrame(
                        frame ->
                                "trades.BTC-PERPETUAL.raw"
                                        .equals(frame.at("/params/channel").asText()));
        assertTrue(
                published.at("/params/data").findValuesAsText("trade_id").contains(tradeId),
                published::toString);
    }

    @Test
    void shouldHitTriggersNever() throws Exception {
        call(
                "sell",
                """
                {"instrument_name":"BTC-PERPETUAL","amount":10,"type":"stop_market","label":"stop",
                 "trigger":"mark_price","trigger_price":30000}""");

        for (final String order : List.of("stop", "nothing")) {
            final IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> simulator.trading().fill("demo", order, ONE));
            assertTrue(e.getMessage().contains(order), e.getMessage());
        }
    }

    @Test
    void shouldTradeTwoAccountsWithEachOther() throws Exception {
        // With the best ask bought away there is room for a better bid, the first in the book.
        final BookSnapshot.Level ask = simulator.book(INSTRUMENT).asks().get(0);
        simulator
                .trading()
                .place("room", NewOrder.buy(INSTRUMENT).price(ask.price()).amount(ask.amount()));
        final BigDecimal price = price(-1);
        final String theirs =
                simulator
                        .trading()
                        .place(
                                "other",
                                NewOrder.buy(INSTRUMENT)
                                        .price(scaled(price))
                                        .amount(50 * ONE)
                                        .label("bid"));

        final JsonNode result =
                call(
                        "sell",
                        "{\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":50,\"price\":%s}"
                                .formatted(price));

        assertEquals("filled", result.at("/order/order_state").asText());
        assertEquals(-50 * ONE, simulator.trading().ledger().position("demo", INSTRUMENT));
        assertEquals(50 * ONE, simulator.trading().ledger().position("other", INSTRUMENT));
        final List<FillEntry> fills = simulator.trading().ledger().fillsOf(theirs);
        assertEquals(1, fills.size());
        assertTrue(fills.get(0).isMaker());
        assertEquals("bid", fills.get(0).label());
    }

    @Test
    void shouldBeHitByTheMarketItself() throws Exception {
        rest("mine", 10, price(0));
        subscribe("user.changes.BTC-PERPETUAL.raw");

        for (int i = 0; i < 3_000 && position() == 0; i++) {
            clock.advance(Duration.ofMillis(10));
        }

        assertEquals(10 * ONE, position());
        final JsonNode changes = client.awaitData("user.changes.BTC-PERPETUAL.raw");
        assertEquals("M", changes.at("/trades/0/liquidity").asText());
        assertEquals("filled", changes.at("/orders/0/order_state").asText());
        assertEquals(10, changes.at("/positions/0/size").decimalValue().intValueExact());
        assertEquals(Map.of(), simulator.trading().ledger().duplicateLabels("demo"));
    }

    private long position() {
        return simulator.trading().ledger().position("demo", INSTRUMENT);
    }

    @Test
    void shouldSayWhyItRefuses() {
        final IllegalStateException e =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                simulator
                                        .trading()
                                        .place("other", NewOrder.buy(INSTRUMENT).amount(5 * ONE)));

        assertTrue(e.getMessage().contains("10002 qty_too_low"), e.getMessage());
    }

    @Test
    void shouldLockCancelDepositAndPrevent() throws Exception {
        subscribe("user.lock", ORDERS);
        simulator.trading().setSelfTrading("demo", SelfTrading.CANCEL_MAKER);
        rest("mine", 10, price(5));

        simulator.trading().lock("demo", true);
        assertTrue(client.awaitData("user.lock").path("locked").asBoolean());
        assertEquals(1, simulator.trading().cancelAll("demo"));
        simulator.trading().deposit("demo", "USYC", 7 * ONE);

        assertEquals(
                7,
                call("get_account_summary", "{\"currency\":\"USYC\"}")
                        .path("balance")
                        .decimalValue()
                        .intValueExact());
        assertEquals(
                "cancel_maker",
                call("get_account_summary", "{\"currency\":\"BTC\",\"extended\":true}")
                        .path("self_trading_reject_mode")
                        .asText());
        final List<OrderEntry> orders = simulator.trading().ledger().ordersByLabel("demo", "mine");
        assertEquals("cancelled", orders.get(orders.size() - 1).state());
    }

    @Test
    void shouldKeepTheLedgerWhenItIsClosed() throws Exception {
        rest("mine", 10, price(5));

        simulator.close();

        assertEquals(1, simulator.trading().ledger().ordersByLabel("demo", "mine").size());
        assertThrows(IllegalStateException.class, () -> simulator.trading().cancelAll("demo"));
    }

    private String rest(final String label, final int amount, final BigDecimal price)
            throws Exception {
        return call(
                        "buy",
                        """
                        {"instrument_name":"BTC-PERPETUAL","amount":%d,"price":%s,"label":"%s",
                         "post_only":true}"""
                                .formatted(amount, price.toPlainString(), label))
                .at("/order/order_id")
                .asText();
    }

    private JsonNode call(final String method, final String params) throws Exception {
        final JsonNode answer = client.call("private/" + method, params);
        assertTrue(answer.has("result"), answer::toString);
        return answer.path("result");
    }

    private void subscribe(final String... channels) throws Exception {
        final JsonNode answer = client.call("private/subscribe", TestClient.channels(channels));
        assertEquals(channels.length, answer.path("result").size());
    }

    /** So many ticks of half a dollar below the best bid; -1 is the price above it. */
    private BigDecimal price(final int ticks) {
        return BigDecimal.valueOf(simulator.book(INSTRUMENT).bids().get(0).price(), 9)
                .subtract(new BigDecimal("0.5").multiply(BigDecimal.valueOf(ticks)));
    }

    private static long scaled(final BigDecimal price) {
        return price.movePointRight(9).longValueExact();
    }
}
