/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeartbeatTest {
    // Ten seconds become 600 ms: long enough for a loaded machine to answer in.
    private static final SimulatorConfig FAST =
            SimulatorConfig.builder().ratePerSecond(0).heartbeatScale(0.06).build();

    @Test
    void shouldKeepAConnectionThatAnswers() throws Exception {
        try (Simulator simulator = Simulator.start(FAST);
                TestClient client = new TestClient(simulator.uri())) {
            assertEquals(
                    "ok",
                    client.call("public/set_heartbeat", "{\"interval\":10}")
                            .path("result")
                            .asText());

            final List<String> types = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                JsonNode beat = client.awaitFrame(frame -> frame.has("method"));
                while (!"test_request".equals(beat.at("/params/type").asText())) {
                    types.add(beat.at("/params/type").asText());
                    beat = client.awaitFrame(frame -> frame.has("method"));
                }
                client.call("public/test", "{}");
            }

            final SimulatorCounters counters = simulator.counters();
            assertEquals(2, counters.testRequestsAnswered());
            assertEquals(2, counters.testRequestsSent());
            assertEquals("heartbeat", types.get(0), "an idle socket gets a heartbeat as well");
            assertFalse(client.closed.isDone());
        }
    }

    @Test
    void shouldCloseAConnectionThatDoesNotAnswer() throws Exception {
        try (Simulator simulator = Simulator.start(FAST);
                TestClient client = new TestClient(simulator.uri())) {
            client.call("public/set_heartbeat", "{\"interval\":10}");

            assertEquals(4000, client.awaitClose());

            assertEquals(1, simulator.counters().testRequestsSent());
            Await.closes(simulator, CloseCause.HEARTBEAT);
        }
    }

    @Test
    void shouldRefuseAnIntervalBelowTenSeconds() throws Exception {
        try (Simulator simulator = Simulator.start(FAST);
                TestClient client = new TestClient(simulator.uri())) {
            final JsonNode answer = client.call("public/set_heartbeat", "{\"interval\":9}");

            assertEquals(-32602, answer.at("/error/code").asInt());
        }
    }

    @Test
    void shouldStopWhenDisabled() throws Exception {
        try (Simulator simulator = Simulator.start(FAST);
                TestClient client = new TestClient(simulator.uri())) {
            client.call("public/set_heartbeat", "{\"interval\":10}");
            client.awaitFrame(frame -> "heartbeat".equals(frame.path("method").asText()));

            client.call("public/disable_heartbeat", "{}");
            final long sent = simulator.counters().testRequestsSent();
            Await.pause(700);

            assertFalse(client.closed.isDone());
            assertEquals(sent, simulator.counters().testRequestsSent());
        }
    }
}
