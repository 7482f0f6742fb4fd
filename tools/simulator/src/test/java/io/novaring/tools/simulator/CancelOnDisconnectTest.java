/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CancelOnDisconnectTest {
    private static final String ENABLE = "private/enable_cancel_on_disconnect";
    private static final String DISABLE = "private/disable_cancel_on_disconnect";
    private static final String GET = "private/get_cancel_on_disconnect";
    private static final String OF_ACCOUNT = "{\"scope\":\"account\"}";
    private static final Duration DELAY = Duration.ofMillis(50);

    private SimulatorClock clock;
    private Simulator simulator;
    private TestClient observer;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        clock = SimulatorClock.manual(Instant.parse("2026-11-02T09:00:00Z"));
        simulator =
                Simulator.start(
                        SimulatorConfig.builder()
                                .ratePerSecond(0)
                                .clock(clock)
                                .idleTimeout(Duration.ZERO)
                                .accounts(rules -> rules.withCancelOnDisconnectDelay(DELAY))
                                .build());
        observer = loggedIn();
        client = loggedIn();
    }

    @AfterEach
    void stop() {
        observer.close();
        client.close();
        simulator.close();
    }

    @Test
    void shouldBeOffByDefault() throws Exception {
        final JsonNode answer = client.call(GET, "{}");
        assertEquals("connection", answer.at("/result/scope").asText());
        assertFalse(answer.at("/result/enabled").asBoolean(true));

        Orders.place(client, "stays");
        lose();
        assertEquals(List.of("stays"), open());
    }

    @Test
    void shouldCancelWhatCameThroughTheLostConnection() throws Exception {
        assertEquals("ok", client.call(ENABLE, "{}").path("result").asText());
        assertTrue(client.call(GET, "{}").at("/result/enabled").asBoolean());
        Orders.place(client, "lost");
        Orders.place(observer, "stays");
        observer.call("private/subscribe", TestClient.channels("user.orders.BTC-PERPETUAL.raw"));
        client.close();
        Await.until(() -> simulator.counters().connectionsOpen() == 1);
        clock.advance(DELAY.minusMillis(1));
        assertEquals(List.of("lost", "stays"), open());

        clock.advance(Duration.ofMillis(1));
        final JsonNode order = observer.awaitData("user.orders.BTC-PERPETUAL.raw");
        assertEquals("cancelled", order.path("order_state").asText());
        assertEquals("cancel_on_disconnect", order.path("cancel_reason").asText());
        assertEquals(List.of("stays"), open());
    }

    @Test
    void shouldBeSwitchedOff() throws Exception {
        client.call(ENABLE, "{}");
        assertEquals("ok", client.call(DISABLE, "{}").path("result").asText());
        Orders.place(client, "stays");
        lose();

        assertEquals(List.of("stays"), open());
    }

    @Test
    void shouldNotFireOnLogout() throws Exception {
        client.call(ENABLE, "{}");
        Orders.place(client, "stays");
        client.request("private/logout", "{}");
        client.awaitClose();
        lose();

        assertEquals(List.of("stays"), open());
    }

    @Test
    void shouldFireWhenTheVenueEndsTheConnection() throws Exception {
        client.call(ENABLE, "{}");
        Orders.place(client, "lost");
        simulator.inject(
                Fault.of(FaultKind.TOO_MANY_REQUESTS).withMethod("private/get_open_orders"));
        client.request("private/get_open_orders", "{}");
        Await.closes(simulator, CloseCause.FAULT);
        clock.advance(DELAY);

        assertEquals(List.of(), open());
    }

    @Test
    void shouldBeTheDefaultOfLaterConnections() throws Exception {
        client.call(ENABLE, OF_ACCOUNT);
        assertTrue(client.call(GET, OF_ACCOUNT).at("/result/enabled").asBoolean());
        assertTrue(client.call(GET, "{}").at("/result/enabled").asBoolean());
        assertFalse(observer.call(GET, "{}").at("/result/enabled").asBoolean());
        try (TestClient later = loggedIn()) {
            assertTrue(later.call(GET, "{}").at("/result/enabled").asBoolean());
            later.call(DISABLE, "{}");
            assertFalse(later.call(GET, "{}").at("/result/enabled").asBoolean());
            assertTrue(later.call(GET, OF_ACCOUNT).at("/result/enabled").asBoolean());
        }
        observer.call(DISABLE, OF_ACCOUNT);
        try (TestClient later = loggedIn()) {
            assertFalse(later.call(GET, "{}").at("/result/enabled").asBoolean());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ENABLE, DISABLE, GET})
    void shouldRefuseAnotherScope(final String method) throws Exception {
        assertEquals(-32602, TestClient.code(client.call(method, "{\"scope\":\"world\"}")));
    }

    @Test
    void shouldComeLate() throws Exception {
        client.call(ENABLE, "{}");
        Orders.place(client, "lost");
        simulator.inject(Fault.of(FaultKind.COD_DELAYED).withDuration(Duration.ofSeconds(3)));
        client.close();
        Await.until(() -> simulator.counters().connectionsOpen() == 1);
        clock.advance(Duration.ofSeconds(3));
        assertEquals(List.of("lost"), open());

        clock.advance(DELAY);
        assertEquals(List.of(), open());
    }

    @Test
    void shouldNotCome() throws Exception {
        client.call(ENABLE, "{}");
        Orders.place(client, "stays");
        simulator.inject(Fault.of(FaultKind.COD_LOST));
        lose();

        assertEquals(List.of("stays"), open());
        assertEquals(1, simulator.faultReports().size());
    }

    @Test
    void shouldWaitForADisconnectThatWouldCancel() throws Exception {
        simulator.inject(Fault.of(FaultKind.COD_LOST));
        lose();

        assertEquals(1, simulator.pendingFaults().size());
    }

    /** The client is gone, and what follows from that has happened. */
    private void lose() {
        client.close();
        Await.until(() -> simulator.counters().connectionsOpen() == 1);
        clock.advance(Duration.ofMinutes(1));
    }

    private List<String> open() throws Exception {
        final JsonNode answer = observer.call("private/get_open_orders", "{}");
        return answer.path("result").findValuesAsText("label");
    }

    private TestClient loggedIn() throws Exception {
        final TestClient connection = new TestClient(simulator.uri());
        connection.login();
        return connection;
    }
}
