/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The WebSocket side: upgrades, limits, and clients that break the rules. */
final class ConnectionTest {
    private static final SimulatorConfig CONFIG =
            SimulatorConfig.builder()
                    .ratePerSecond(0)
                    .connectionsMax(2)
                    .sendBufferBytes(SimulatorConfig.SEND_BUFFER_BYTES_MIN)
                    .build();

    @Test
    void shouldServeOnePathOnly() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG);
                RawClient right = new RawClient(simulator.uri().getPort());
                RawClient wrong = new RawClient(simulator.uri().getPort())) {
            assertEquals("HTTP/1.1 101 Switching Protocols", right.upgrade("/ws/api/v2"));
            assertEquals("HTTP/1.1 404 Not Found", wrong.upgrade("/"));
            Await.closes(simulator, CloseCause.REFUSED);
        }
    }

    @Test
    void shouldRefuseOneConnectionTooMany() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG);
                TestClient one = new TestClient(simulator.uri());
                TestClient two = new TestClient(simulator.uri());
                RawClient three = new RawClient(simulator.uri().getPort())) {
            assertEquals("HTTP/1.1 429 Too Many Requests", three.upgrade("/ws/api/v2"));

            assertTrue(one.call("public/test", "{}").has("result"));
            assertTrue(two.call("public/test", "{}").has("result"));
        }
    }

    @Test
    void shouldAnswerPingsAndFragments() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG);
                RawClient client = new RawClient(simulator.uri().getPort())) {
            client.upgrade("/ws/api/v2");

            final String text = TestClient.request(3, "public/test", "{}");
            client.write(RawClient.masked(0x01, bytes(text.substring(0, 10))));
            client.write(RawClient.masked(0x89, bytes("hello")));
            client.write(RawClient.masked(0x80, bytes(text.substring(10))));

            assertEquals("hello", new String(client.readFrame(), StandardCharsets.US_ASCII));
            assertEquals(3, TestClient.JSON.readTree(client.readFrame()).path("id").asInt());
        }
    }

    @Test
    void shouldRefuseAMessageAboveTheLimitAndGoOn() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG);
                TestClient client = new TestClient(simulator.uri())) {
            client.send(TestClient.request(1, "public/test", "{}") + " ".repeat(33_000));

            final JsonNode answer = TestClient.JSON.readTree(client.next());

            assertEquals(-32600, answer.at("/error/code").asInt());
            assertEquals("request entity too large", answer.at("/error/message").asText());
            assertTrue(client.call("public/test", "{}").has("result"));
        }
    }

    @Test
    void shouldCloseOnAFrameThatIsNotMasked() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG);
                RawClient client = new RawClient(simulator.uri().getPort())) {
            client.upgrade("/ws/api/v2");

            client.write(new byte[] {(byte) 0x81, 1, 'x'});

            assertEquals(1002, ByteBuffer.wrap(client.readFrame()).getShort());
            Await.closes(simulator, CloseCause.PROTOCOL_ERROR);
        }
    }

    @Test
    void shouldAnswerAClose() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG);
                TestClient client = new TestClient(simulator.uri())) {
            client.socket().sendClose(1000, "").join();

            assertEquals(1000, client.awaitClose());
            Await.closes(simulator, CloseCause.CLIENT_CLOSED);
        }
    }

    @Test
    void shouldTellTheListenerOfEveryTextFrame() throws Exception {
        final List<long[]> heard = new ArrayList<>();
        final SimulatorConfig config =
                SimulatorConfig.builder()
                        .rawNeedsLogin(false)
                        .ratePerSecond(0)
                        .frameListener(
                                (connection, frame, sendNs) ->
                                        heard.add(new long[] {connection, frame, sendNs}))
                        .build();
        final long periodNs = 1_000_000;
        try (Simulator simulator = Simulator.start(config);
                TestClient first = new TestClient(simulator.uri());
                TestClient second = new TestClient(simulator.uri())) {
            first.call("public/test", "{}");
            second.subscribe("book.BTC-PERPETUAL.raw");
            simulator.setRate(1_000_000_000 / periodNs);
            for (int i = 0; i < 101; i++) {
                second.awaitData("book.BTC-PERPETUAL.raw");
            }
            simulator.pause();
        }

        assertEquals(0, heard.get(0)[0]);
        assertEquals(0, heard.get(0)[1]);
        for (int i = 1; i < heard.size(); i++) {
            assertEquals(1, heard.get(i)[0]);
            assertEquals(i - 1, heard.get(i)[1]);
        }
        // The acknowledgement and the snapshot have no schedule; the changes have an exact one.
        final long start = heard.get(3)[2];
        for (int i = 3; i < 103; i++) {
            assertEquals(start + (i - 3) * periodNs, heard.get(i)[2]);
        }
    }

    @Test
    void shouldRefuseToBeCalledByItsOwnListener() throws Exception {
        final AtomicReference<Simulator> running = new AtomicReference<>();
        final AtomicReference<Exception> refusal = new AtomicReference<>();
        final SimulatorConfig config =
                SimulatorConfig.builder()
                        .frameListener(
                                (connection, frame, sendNs) -> {
                                    try {
                                        running.get().dropConnections();
                                    } catch (final IllegalStateException e) {
                                        refusal.set(e);
                                    }
                                })
                        .build();
        try (Simulator simulator = Simulator.start(config)) {
            running.set(simulator);
            try (TestClient client = new TestClient(simulator.uri())) {
                assertTrue(client.call("public/test", "{}").has("result"));
            }

            assertTrue(refusal.get() instanceof IllegalStateException);
        }
    }

    @Test
    void shouldRefuseAPortThatIsTaken() {
        try (Simulator simulator = Simulator.start(CONFIG)) {
            final SimulatorConfig same =
                    SimulatorConfig.builder().port(simulator.uri().getPort()).build();

            assertThrows(UncheckedIOException.class, () -> Simulator.start(same));
        }
    }

    @Test
    void shouldRefuseSettingsOutOfRange() {
        final SimulatorConfig.Builder builder = SimulatorConfig.builder();

        assertThrows(IllegalArgumentException.class, builder.instruments(0)::build);
        assertThrows(
                IllegalArgumentException.class, builder.instruments(1).ratePerSecond(-1)::build);
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
