/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PrivateSubscriptionTest {
    private static final String ORDERS = "user.orders.BTC-PERPETUAL.raw";
    private static final String BOOK = "book.BTC-PERPETUAL.raw";

    private Simulator simulator;
    private TestClient client;

    @BeforeEach
    void start() {
        simulator =
                Simulator.start(
                        SimulatorConfig.builder()
                                .ratePerSecond(0)
                                .apiKey("novaring-demo", "novaring-demo-secret", "demo")
                                .apiKey("accountant", "hidden", "demo", "account:read")
                                .build());
        client = new TestClient(simulator.uri());
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void shouldNeedALogin() throws Exception {
        assertEquals(13009, TestClient.code(subscribe(ORDERS)));
    }

    @Test
    void shouldTakePrivateAndPublicChannels() throws Exception {
        client.login();
        final JsonNode answer = subscribe(ORDERS, BOOK, "user.orders.NOTHING.raw", "user.x");

        assertEquals(Set.of(ORDERS, BOOK), Set.copyOf(TestClient.names(answer)));
        assertEquals(1, simulator.counters().subscriptions());
        client.awaitData(BOOK);
        Orders.place(client, "a");
        assertEquals("a", client.awaitData(ORDERS).path("label").asText());
    }

    @Test
    void shouldKeepUserChannelsFromPublicCalls() throws Exception {
        client.login();

        assertEquals(List.of(), client.subscribe(ORDERS));
    }

    @Test
    void shouldAllowRawToWhoHasLoggedIn() throws Exception {
        assertEquals(
                13778, TestClient.code(client.call("public/subscribe", TestClient.channels(BOOK))));
        client.login();

        assertEquals(List.of(BOOK), client.subscribe(BOOK));
    }

    @Test
    void shouldLeaveOutWhatTheScopeDoesNotCover() throws Exception {
        client.login("accountant", "hidden", "");
        final JsonNode answer = subscribe(ORDERS, "user.portfolio.btc", "user.lock");

        assertEquals(
                Set.of("user.portfolio.btc", "user.lock"), Set.copyOf(TestClient.names(answer)));
    }

    @Test
    void shouldTakeALabelOfSixteenCharacters() throws Exception {
        client.login();
        final String params = "{\"channels\":[\"" + ORDERS + "\"],\"label\":\"%s\"}";

        assertEquals(
                -32602,
                TestClient.code(
                        client.call("private/subscribe", params.formatted("x".repeat(17)))));
        client.call("private/subscribe", params.formatted("x".repeat(16)));
        Orders.place(client, "a");
        final JsonNode notification =
                client.awaitFrame(frame -> ORDERS.equals(frame.at("/params/channel").asText()));
        assertEquals("x".repeat(16), notification.at("/params/label").asText());
    }

    @Test
    void shouldUnsubscribe() throws Exception {
        client.login();
        subscribe(ORDERS, BOOK, "user.lock");

        assertEquals(
                List.of(ORDERS),
                TestClient.names(
                        client.call("private/unsubscribe", TestClient.channels(ORDERS, "user.x"))));
        assertEquals("ok", client.call("public/unsubscribe_all", "{}").path("result").asText());
        assertEquals(List.of("user.lock"), unsubscribed("user.lock", BOOK));
        subscribe(ORDERS, BOOK);
        assertEquals("ok", client.call("private/unsubscribe_all", "{}").path("result").asText());
        assertEquals(List.of(), unsubscribed(ORDERS, BOOK));
    }

    private List<String> unsubscribed(final String... channels) throws Exception {
        return TestClient.names(client.call("private/unsubscribe", TestClient.channels(channels)));
    }

    @Test
    void shouldRefuseTooManyChannels() throws Exception {
        client.login();
        final String[] channels = new String[501];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = "user.x" + i;
        }

        assertEquals(-32602, TestClient.code(subscribe(channels)));
    }

    @Test
    void shouldLoseAndRepeatNotifications() throws Exception {
        client.login();
        subscribe(ORDERS);
        simulator.inject(Fault.of(FaultKind.LOST_NOTIFICATION).withChannel(ORDERS));
        Orders.place(client, "lost");
        simulator.inject(Fault.of(FaultKind.DUPLICATE_NOTIFICATION));
        client.request("private/buy", Orders.params("twice"));

        assertEquals("twice", client.awaitData(ORDERS).path("label").asText());
        assertEquals("twice", client.awaitData(ORDERS).path("label").asText());
        client.request("private/buy", Orders.params("once"));
        assertEquals("once", client.awaitData(ORDERS).path("label").asText());
        assertEquals(2, simulator.faultReports().size());
    }

    @Test
    void shouldSubscribeToAUserChannelThatStaysSilent() throws Exception {
        client.login();
        simulator.inject(Fault.of(FaultKind.SILENT_CHANNEL).withChannel(ORDERS));
        subscribe(ORDERS);
        Orders.place(client, "silent");
        client.drain(params -> assertFalse(params.has("channel"), params.toString()));
        unsubscribed(ORDERS);
        subscribe(ORDERS);
        Orders.place(client, "loud");

        assertEquals("loud", client.awaitData(ORDERS).path("label").asText());
    }

    private JsonNode subscribe(final String... channels) throws Exception {
        return client.call("private/subscribe", TestClient.channels(channels));
    }
}
