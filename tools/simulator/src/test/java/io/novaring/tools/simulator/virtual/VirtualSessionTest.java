/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.exchange.queue.QueueModels;
import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.tools.simulator.trading.NotificationOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session with the venue of a backtest: what it is answered, told and refused. */
final class VirtualSessionTest {
    private static final int CLOSED = 13019;
    private static final String CHANNEL = "user.changes.any.any.raw";

    private VirtualBench bench = bench(VirtualConfig.DEFAULT);

    private static VirtualBench bench(final VirtualConfig config) {
        return new VirtualBench(
                        config.withQueue(QueueModels.PESSIMISTIC)
                                .withNotificationOrder(NotificationOrder.AFTER_ANSWER))
                .ready();
    }

    private void subscribe(final String channel) {
        assertEquals(
                channel,
                bench.call("private/subscribe", "{\"channels\":[\"" + channel + "\"]}")
                        .path(0)
                        .asText());
    }

    private List<JsonNode> data(final String channel) {
        final List<JsonNode> found = new ArrayList<>();
        for (final String frame : bench.frames) {
            final JsonNode json = VirtualBench.json(frame);
            if (channel.equals(json.at("/params/channel").asText())) {
                found.add(json.at("/params/data"));
            }
        }
        return found;
    }

    @Test
    void shouldAskForALoginFirst() {
        bench = new VirtualBench(VirtualConfig.DEFAULT);
        bench.session = bench.exchange.connect(bench, bench.nowNs());
        assertEquals(13_009, bench.error("private/get_positions", "{}"));
        final JsonNode tokens =
                bench.call(
                        "public/auth", "{\"grant_type\":\"client_signature\",\"client_id\":\"x\"}");
        assertEquals("bearer", tokens.path("token_type").asText());
        bench.call("private/get_positions", "{}");
    }

    @Test
    void shouldTellOfOrdersAndTradesWhenTheRecordingMakesThem() {
        subscribe(CHANNEL);
        final String order = bench.buy("100", 20);
        bench.passUnseen(7);
        bench.sells("100", 60);
        final List<JsonNode> told = data(CHANNEL);
        assertEquals(2, told.size());
        assertEquals(order, told.get(0).at("/orders/0/order_id").asText());
        assertEquals(10, told.get(1).at("/trades/0/amount").asLong());
        assertEquals("M", told.get(1).at("/trades/0/liquidity").asText());
        assertEquals(10, told.get(1).at("/orders/0/filled_amount").asLong());
        assertEquals(bench.nowNs(), bench.times.get(bench.times.size() - 1));
        assertEquals(
                bench.nowNs() / VirtualBench.MS, told.get(1).at("/trades/0/timestamp").asLong());
    }

    @Test
    void shouldGatherForAnIntervalWhoseTimerIsDue() {
        subscribe("user.orders.any.any.100ms");
        bench.buy("100", 20);
        assertEquals(0, data("user.orders.any.any.100ms").size());
        assertEquals(bench.nowNs() + 100 * VirtualBench.MS, bench.exchange.nextDueNs());
        bench.pass(100);
        assertEquals(1, data("user.orders.any.any.100ms").size());
    }

    @Test
    void shouldCancelOnDisconnectAfterTheDelay() {
        bench = bench(VirtualConfig.DEFAULT.withCancelOnDisconnectDelay(Duration.ofMillis(50)));
        bench.call("private/enable_cancel_on_disconnect", "{\"scope\":\"connection\"}");
        final String order = bench.buy("100", 20);
        bench.session.disconnect(bench.nowNs());
        assertFalse(bench.session.isOpen());
        final int frames = bench.frames.size();
        bench.pass(49);
        bench.assertAhead(50, order);
        bench.pass(1);
        assertEquals(VirtualExchange.NOT_RESTING, bench.exchange.queueAhead(order));
        assertEquals(frames, bench.frames.size(), "nothing is sent to who is gone");
        assertNull(bench.closed);
        bench.login();
        assertEquals("cancelled", bench.order(order).path("order_state").asText());
        assertEquals("cancel_on_disconnect", bench.order(order).path("cancel_reason").asText());
    }

    @Test
    void shouldLeaveOrdersOfAConnectionThatDidNotAskForCancels() {
        final String order = bench.buy("100", 20);
        bench.session.disconnect(bench.nowNs());
        bench.pass(60_000);
        bench.assertAhead(50, order);
        bench.login();
        bench.call("private/cancel", "{\"order_id\":\"" + order + "\"}");
    }

    @Test
    void shouldEndTheSessionOfWhoHasNoCreditsLeft() {
        bench = bench(VirtualConfig.DEFAULT.withTier(AccountTier.TIER_4));
        bench.call("private/enable_cancel_on_disconnect", "{}");
        String last = null;
        for (int i = 0; i < 20; i++) {
            last = bench.buy("100", 10);
        }
        assertEquals(10_028, bench.error("private/buy", VirtualBench.limit("100", 10, "")));
        assertEquals("1006 too_many_requests", bench.closed);
        assertFalse(bench.session.isOpen());
        assertEquals(VirtualExchange.NOT_RESTING, bench.exchange.queueAhead(last));
        // A fifth of a second is one request.
        bench.login();
        assertEquals(10_028, bench.error("private/buy", VirtualBench.limit("100", 10, "")));
        bench.pass(200);
        bench.login();
        bench.buy("100", 10);
    }

    @Test
    void shouldCarryOutOneRequestAfterTheOther() {
        bench = bench(VirtualConfig.DEFAULT.withMatchingDelay(Duration.ofMillis(3)));
        final int first = bench.send("private/buy", VirtualBench.limit("100", 10, ""));
        final int second = bench.send("private/buy", VirtualBench.limit("100", 10, ""));
        bench.pass(2);
        assertNull(bench.answer(first));
        bench.pass(1);
        assertNotNull(bench.answer(first));
        assertNull(bench.answer(second));
        bench.pass(3);
        assertNotNull(bench.answer(second));
    }

    @Test
    void shouldEndASessionThatDoesNotAnswerItsTest() {
        bench.call("public/set_heartbeat", "{\"interval\":10}");
        bench.pass(10_600);
        assertTrue(bench.frames.get(bench.frames.size() - 1).contains("test_request"));
        bench.call("public/test", "{}");
        bench.pass(10_600);
        assertNull(bench.closed);
        bench.pass(10_000);
        assertEquals("4000 heartbeat close", bench.closed);
    }

    @Test
    void shouldNotFillWhileTheBookIsLost() {
        final String before = bench.buy("100", 20);
        bench.lose();
        bench.passUnseen(30);
        final String meanwhile = bench.buy("100", 20);
        bench.sells("100", 500);
        bench.sells("99", 500);
        bench.ask("100", 500);
        assertEquals(0, bench.fills().size());
        assertEquals(
                "cancelled",
                bench.call("private/buy", VirtualBench.market(10, ""))
                        .at("/order/order_state")
                        .asText());
        assertEquals(1, bench.exchange.lostBookCount(VirtualBench.NAME));
        assertEquals(30 * VirtualBench.MS, bench.exchange.timeWithoutBookNs(VirtualBench.NAME));
        bench.snapshot(70, 50);
        // What stood in front has not grown; who came meanwhile is behind everything.
        bench.assertAhead(50, before);
        bench.assertAhead(90, meanwhile);
        bench.passUnseen(30);
        bench.sells("100", 60);
        assertEquals(10, bench.filled(before));
        assertEquals(30 * VirtualBench.MS, bench.exchange.timeWithoutBookNs(VirtualBench.NAME));
    }

    @Test
    void shouldLoseABookWhoseChainBreaks() {
        bench.gap();
        assertEquals(1, bench.exchange.lostBookCount(VirtualBench.NAME));
        bench.snapshot(50, 50);
        bench.bid("98", 7);
        assertEquals(1, bench.exchange.lostBookCount(VirtualBench.NAME));
    }

    @Test
    void shouldRefuseOrHoldOrdersForABookThatIsLost() {
        bench = bench(VirtualConfig.DEFAULT.withUnknownBook(UnknownBook.REFUSE));
        final String order = bench.buy("100", 20);
        bench.lose();
        assertEquals(CLOSED, bench.error("private/buy", limit()));
        bench.call("private/cancel", "{\"order_id\":\"" + order + "\"}");
        bench.snapshot(50, 50);
        bench.buy("100", 20);

        bench = bench(VirtualConfig.DEFAULT.withUnknownBook(UnknownBook.HOLD));
        bench.lose();
        final int held = bench.send("private/buy", limit());
        bench.call("private/get_positions", "{}");
        assertNull(bench.answer(held));
        bench.passUnseen(5);
        bench.snapshot(30, 50);
        bench.assertAhead(30, bench.answer(held).at("/result/order/order_id").asText());
    }

    private static String limit() {
        return VirtualBench.limit("100", 20, "");
    }
}
