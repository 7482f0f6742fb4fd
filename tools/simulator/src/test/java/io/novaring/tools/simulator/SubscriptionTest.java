/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SubscriptionTest {
    private static final SimulatorConfig.Builder STILL = SimulatorConfig.builder().ratePerSecond(0);

    @Test
    void shouldDropUnknownChannelsFromTheAcknowledgement() throws Exception {
        try (Simulator simulator = Simulator.start(STILL.build());
                TestClient client = new TestClient(simulator.uri())) {
            final List<String> one =
                    client.subscribe("book.NOPE.100ms", "ticker.BTC-PERPETUAL.100ms");
            final List<String> none =
                    client.subscribe(
                            "book.BTC-PERPETUAL.50ms",
                            "book.BTC-PERPETUAL.none.50.100ms",
                            "book.BTC-PERPETUAL.3.10.100ms",
                            "book.BTC-PERPETUAL.none.10.raw",
                            "quote.BTC-PERPETUAL.raw",
                            "trades.swap.BTC.100ms",
                            "nonsense",
                            "");

            assertEquals(List.of("ticker.BTC-PERPETUAL.100ms"), one);
            assertEquals(List.of(), none);
            assertEquals(1, simulator.counters().subscriptions());
        }
    }

    @Test
    void shouldRefuseTheWholeCallForOneRawChannel() throws Exception {
        try (Simulator simulator = Simulator.start(STILL.build());
                TestClient client = new TestClient(simulator.uri())) {
            final JsonNode answer =
                    client.call(
                            "public/subscribe",
                            TestClient.channels("quote.BTC-PERPETUAL", "book.BTC-PERPETUAL.raw"));

            assertEquals(13778, answer.at("/error/code").asInt());
            assertEquals(0, simulator.counters().subscriptions());
        }
    }

    @Test
    void shouldAcknowledgeADuplicateWithoutASecondSnapshot() throws Exception {
        final String channel = "book.BTC-PERPETUAL.100ms";
        try (Simulator simulator = Simulator.start(STILL.build());
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(channel);
            client.awaitData(channel);

            final List<String> again = client.subscribe(channel);
            client.call("public/test", "{}");

            assertEquals(List.of(channel), again);
            assertTrue(client.frames.isEmpty());
            assertEquals(1, simulator.counters().subscriptions());
        }
    }

    @Test
    void shouldSendASnapshotAgainAfterUnsubscribing() throws Exception {
        final String channel = "book.BTC-PERPETUAL.100ms";
        try (Simulator simulator = Simulator.start(STILL.build());
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(channel);
            client.awaitData(channel);

            final List<String> removed = client.unsubscribe(channel, "quote.BTC-PERPETUAL");
            client.subscribe(channel);

            assertEquals(List.of(channel), removed);
            assertEquals("snapshot", client.awaitData(channel).path("type").asText());
        }
    }

    @Test
    void shouldForgetEverythingOnUnsubscribeAll() throws Exception {
        try (Simulator simulator = Simulator.start(STILL.build());
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe("quote.BTC-PERPETUAL", "trades.option.any.100ms");

            final JsonNode answer = client.call("public/unsubscribe_all", "{}");

            assertEquals("ok", answer.path("result").asText());
            assertEquals(0, simulator.counters().subscriptions());
        }
    }

    @Test
    void shouldTakeFiveHundredChannelsInACallAndNotOneMore() throws Exception {
        final List<String> channels = new ArrayList<>();
        try (Simulator simulator = Simulator.start(STILL.instruments(501).build());
                TestClient client = new TestClient(simulator.uri())) {
            simulator.instruments().forEach(name -> channels.add("quote." + name));

            final JsonNode refused =
                    client.call(
                            "public/subscribe",
                            TestClient.channels(channels.toArray(String[]::new)));
            final List<String> accepted =
                    client.subscribe(channels.subList(0, 500).toArray(String[]::new));

            assertEquals(-32602, refused.at("/error/code").asInt());
            assertEquals(Set.copyOf(channels.subList(0, 500)), Set.copyOf(accepted));
            assertNotEquals(channels.subList(0, 500), accepted, "the order is the venue's own");
        }
    }

    @Test
    void shouldLeaveOutWhatTheConfigurationRejects() throws Exception {
        final SimulatorConfig config =
                SimulatorConfig.builder()
                        .ratePerSecond(0)
                        .rejectChannels(channel -> channel.contains("ETH"))
                        .build();
        try (Simulator simulator = Simulator.start(config);
                TestClient client = new TestClient(simulator.uri())) {
            final List<String> accepted =
                    client.subscribe("quote.BTC-PERPETUAL", "quote.ETH-PERPETUAL");

            assertEquals(List.of("quote.BTC-PERPETUAL"), accepted);
        }
    }

    @Test
    void shouldAcknowledgeQuietChannels() throws Exception {
        final Set<String> quiet =
                Set.of(
                        "instrument.state.any.any",
                        "platform_state",
                        "announcements",
                        "perpetual.BTC-PERPETUAL.100ms",
                        "trades.spot.BTC.100ms");
        try (Simulator simulator = Simulator.start(STILL.build());
                TestClient client = new TestClient(simulator.uri())) {
            final List<String> accepted = client.subscribe(quiet.toArray(String[]::new));

            assertEquals(quiet, new HashSet<>(accepted));
        }
    }

    @Test
    void shouldForgetAConnectionThatIsGone() throws Exception {
        try (Simulator simulator = Simulator.start(STILL.build())) {
            try (TestClient client = new TestClient(simulator.uri())) {
                client.subscribe("quote.BTC-PERPETUAL");
            }
            Await.until(() -> simulator.counters().connectionsOpen() == 0);

            final SimulatorCounters counters = simulator.counters();
            assertEquals(0, counters.subscriptions());
            assertEquals(1, counters.closes().get(CloseCause.CLIENT_LOST));
        }
    }
}
