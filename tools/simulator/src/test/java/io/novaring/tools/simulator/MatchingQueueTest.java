/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.limit.AccountTier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time stands still until a test moves it: what waits does so for as long as it is needed. */
final class MatchingQueueTest {
    private static final Duration DELAY = Duration.ofMillis(2);
    private static final int FULL = 10047;
    private static final int WITHDRAWN = 13666;

    private SimulatorClock clock;
    private Simulator simulator;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        clock = SimulatorClock.manual(Instant.parse("2026-11-02T09:00:00Z"));
        start(DELAY);
    }

    private void start(final Duration delay) throws Exception {
        simulator =
                Simulator.start(
                        SimulatorConfig.builder()
                                .ratePerSecond(0)
                                .clock(clock)
                                .idleTimeout(Duration.ZERO)
                                .accounts(
                                        rules ->
                                                rules.withMatchingDelay(delay)
                                                        .withTier(AccountTier.UNLIMITED))
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
    void shouldExecuteOneAfterTheOther() throws Exception {
        final int first = client.request("private/buy", Orders.params("a"));
        final int second = client.request("private/buy", Orders.params("b"));
        final int third = client.request("private/buy", Orders.params("c"));
        assertEquals(List.of(), answered());

        clock.advance(DELAY);
        assertEquals(List.of(first), answered());
        assertEquals(List.of("a"), Orders.open(simulator));
        clock.advance(DELAY.multipliedBy(2));
        assertEquals(List.of(second, third), answered());
    }

    @Test
    void shouldTellHowLongARequestWaited() throws Exception {
        final int id = client.request("private/buy", Orders.params("a"));
        answered();
        clock.advance(DELAY);

        assertEquals(DELAY.toMillis() * 1_000, client.answer(id).path("usDiff").asLong());
    }

    @Test
    void shouldOvertakeInOtherCategories() throws Exception {
        final int order = client.request("private/buy", Orders.params("a"));
        final int query = client.request("private/get_open_orders", "{}");
        final int ether = client.request("private/buy", Orders.params("ETH-PERPETUAL", "b"));
        assertEquals(List.of(query), answered());

        clock.advance(DELAY);
        assertEquals(List.of(order, ether), answered());
    }

    @Test
    void shouldRefuseTheNinthThatWaits() throws Exception {
        final List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ids.add(client.request("private/buy", Orders.params("a" + i)));
        }
        final JsonNode refused = client.answer(ids.get(9));
        assertEquals(FULL, TestClient.code(refused));
        assertEquals("matching_engine_queue_full", refused.at("/error/message").asText());

        // Another currency has a queue of its own.
        final int ether = client.request("private/buy", Orders.params("ETH-PERPETUAL", "e"));
        clock.advance(DELAY.multipliedBy(9));
        ids.remove(9);
        ids.add(1, ether);
        assertEquals(ids, answered());
        assertEquals(10, Orders.open(simulator).size());
    }

    @Test
    void shouldShareTheQueueWithOtherConnections() throws Exception {
        try (TestClient other = new TestClient(simulator.uri())) {
            other.login();
            for (int i = 0; i < 9; i++) {
                client.request("private/buy", Orders.params("a" + i));
            }
            answered();
            final int ninth = other.request("private/buy", Orders.params("b"));

            assertEquals(FULL, TestClient.code(other.answer(ninth)));
        }
    }

    @Test
    void shouldReplaceAnEditThatWaitsByOneOfTheSameOrder() throws Exception {
        final int order = client.request("private/buy", Orders.params("a"));
        answered();
        clock.advance(DELAY);
        final String id = client.answer(order).at("/result/order/order_id").asText();
        final String params = "{\"order_id\":\"%s\",\"amount\":%d,\"price\":20000}";
        final int held = client.request("private/edit", params.formatted(id, 110));
        final int overtaken = client.request("private/edit", params.formatted(id, 120));
        final int another = client.request("private/edit", params.formatted("other", 120));

        final int last = client.request("private/edit", params.formatted(id, 130));

        final JsonNode refused = client.answer(overtaken);
        assertEquals(13777, TestClient.code(refused));
        assertEquals("replaced", refused.at("/error/message").asText());
        clock.advance(DELAY.multipliedBy(3));
        assertEquals(110, client.answer(held).at("/result/order/amount").asInt());
        assertEquals(10004, TestClient.code(client.answer(another)));
        assertEquals(130, client.answer(last).at("/result/order/amount").asInt());
    }

    @Test
    void shouldTakeBackWhatWaitsOnTheSameConnection() throws Exception {
        try (TestClient other = new TestClient(simulator.uri())) {
            other.login();
            final int held = client.request("private/buy", Orders.params("held"));
            final int waiting = client.request("private/buy", Orders.params("waiting"));
            answered();
            final int foreign = other.request("private/buy", Orders.params("foreign"));
            other.call("public/test", "{}");
            final int cancel = client.request("private/cancel_all", "{}");

            final JsonNode withdrawn = client.answer(waiting);
            assertEquals(WITHDRAWN, TestClient.code(withdrawn));
            assertEquals("request_cancelled_by_user", withdrawn.at("/error/message").asText());
            clock.advance(DELAY);
            assertTrue(client.answer(held).has("result"));
            assertEquals(1, client.answer(cancel).path("result").asInt());
            clock.advance(DELAY);
            assertTrue(other.answer(foreign).has("result"));
            assertEquals(List.of("foreign"), Orders.open(simulator));
        }
    }

    @Test
    void shouldTakeBackByLabelWhatHasIt() throws Exception {
        client.request("private/buy", Orders.params("held"));
        final int named = client.request("private/buy", Orders.params("x"));
        final int unnamed = client.request("private/buy", Orders.params("y"));
        client.request("private/cancel_by_label", "{\"label\":\"x\"}");

        assertEquals(WITHDRAWN, TestClient.code(client.answer(named)));
        clock.advance(DELAY.multipliedBy(3));
        assertTrue(client.answer(unnamed).has("result"));
        assertEquals(List.of("held", "y"), Orders.open(simulator));
    }

    @Test
    void shouldNotWaitForEver() throws Exception {
        stop();
        start(Duration.ofSeconds(4));
        client.request("private/buy", Orders.params("a"));
        client.request("private/buy", Orders.params("b"));
        final int third = client.request("private/buy", Orders.params("c"));
        answered();

        clock.advance(Duration.ofSeconds(5));
        assertEquals(10050, TestClient.code(client.answer(third)));
        clock.advance(Duration.ofSeconds(5));
        assertEquals(List.of("a", "b"), Orders.open(simulator));
    }

    @Test
    void shouldRefuseWhatIsTooLate() throws Exception {
        final long nowMs = clock.instant().toEpochMilli();
        final int late = client.request("private/buy", until("late", nowMs + 2));
        final int good = client.request("private/buy", until("good", nowMs + 5));
        answered();
        clock.advance(DELAY.multipliedBy(2));

        final JsonNode answer = client.answer(late);
        assertEquals(13888, TestClient.code(answer));
        assertEquals("timed_out", answer.at("/error/message").asText());
        assertTrue(client.answer(good).has("result"));
    }

    @Test
    void shouldNotPlaceOrdersForAConnectionWhoseOrdersAreCancelled() throws Exception {
        client.call("private/enable_cancel_on_disconnect", "{}");
        client.request("private/buy", Orders.params("held"));
        client.request("private/buy", Orders.params("waiting"));
        answered();
        client.close();
        Await.until(() -> simulator.counters().connectionsOpen() == 0);
        clock.advance(DELAY.multipliedBy(3));

        assertEquals(List.of(), Orders.open(simulator));
    }

    @Test
    void shouldPlaceThemWhenNobodyCancels() throws Exception {
        client.request("private/buy", Orders.params("held"));
        client.request("private/buy", Orders.params("waiting"));
        answered();
        client.close();
        Await.until(() -> simulator.counters().connectionsOpen() == 0);
        clock.advance(DELAY.multipliedBy(3));

        assertEquals(List.of("held", "waiting"), Orders.open(simulator));
    }

    private static String until(final String label, final long validUntilMs) {
        return Orders.params(label).replace("}", ",\"valid_until\":" + validUntilMs + "}");
    }

    /** What was answered until now, in its order; the answers are kept for those who want them. */
    private List<Integer> answered() throws Exception {
        final Map<Integer, String> answers = new LinkedHashMap<>();
        final int end = client.request("public/test", "{}");
        String frame = client.next();
        while (TestClient.JSON.readTree(frame).path("id").asInt() != end) {
            answers.put(TestClient.JSON.readTree(frame).path("id").asInt(), frame);
            frame = client.next();
        }
        return List.copyOf(answers.keySet());
    }
}
