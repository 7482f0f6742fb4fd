/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultsTest {
    private static final String BOOK = "BTC-PERPETUAL";
    private static final SimulatorConfig CONFIG =
            SimulatorConfig.builder().rawNeedsLogin(false).ratePerSecond(0).build();

    @Test
    void shouldDropConnectionsWithoutACloseFrame() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG);
                TestClient client = new TestClient(simulator.uri())) {
            assertEquals(1, simulator.dropConnections());

            assertNotEquals(1000, client.awaitClose());
            assertEquals(1, simulator.counters().closes().get(CloseCause.DROPPED));
            assertEquals(0, simulator.counters().connectionsOpen());
        }
    }

    @Test
    void shouldCloseConnectionsWithACode() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG);
                TestClient client = new TestClient(simulator.uri())) {
            assertEquals(1, simulator.closeConnections(1012));

            assertEquals(1012, client.awaitClose());
            Await.closes(simulator, CloseCause.CLOSED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "100ms"})
    void shouldSkipOneChangeWhileTheBookMovesOn(final String interval) throws Exception {
        final String channel = "book." + BOOK + "." + interval;
        try (Simulator simulator = Simulator.start(CONFIG);
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(channel);
            final long snapshotId = client.awaitData(channel).path("change_id").asLong();

            final CompletableFuture<Long> skipped = simulator.skipChange(BOOK);
            simulator.setRate(100);
            final JsonNode first = client.awaitData(channel);

            assertEquals(skipped.get(), first.path("prev_change_id").asLong());
            assertTrue(skipped.get() > snapshotId);
            assertEquals(1, simulator.counters().changesSkipped());
            assertEquals(
                    first.path("change_id").asLong(),
                    client.awaitData(channel).path("prev_change_id").asLong());
        }
    }

    @Test
    void shouldSendOneChangeTwice() throws Exception {
        final String channel = "book." + BOOK + ".raw";
        try (Simulator simulator = Simulator.start(CONFIG);
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(channel);
            client.awaitData(channel);

            final CompletableFuture<Long> duplicated = simulator.duplicateChange(BOOK);
            simulator.setRate(100);
            final JsonNode first = client.awaitData(channel);
            final JsonNode second = client.awaitData(channel);

            assertEquals(first, second);
            assertEquals(duplicated.get(), first.path("change_id").asLong());
            assertEquals(1, simulator.counters().changesDuplicated());
        }
    }

    @Test
    void shouldNotArmAFaultNobodyWouldSee() {
        try (Simulator simulator = Simulator.start(CONFIG)) {
            assertThrows(IllegalStateException.class, () -> simulator.skipChange(BOOK));
            assertThrows(IllegalArgumentException.class, () -> simulator.skipChange("X"));
            assertThrows(IllegalArgumentException.class, () -> simulator.book("X"));
        }
    }

    @ParameterizedTest
    @EnumSource(Rubbish.class)
    void shouldSendRubbish(final Rubbish kind) throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG);
                RawClient client = new RawClient(simulator.uri().getPort())) {
            client.upgrade("/ws/api/v2");
            client.sendText(TestClient.request(1, "public/test", "{}"));
            client.readFrame();

            assertEquals(1, simulator.sendRubbish(kind));
            final byte[] rubbish = client.readFrame();

            if (kind == Rubbish.UNKNOWN_MESSAGE) {
                assertTrue(TestClient.JSON.readTree(rubbish).has("method"));
            } else if (kind == Rubbish.INVALID_UTF8) {
                assertThrows(
                        CharacterCodingException.class,
                        () -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(rubbish)));
            } else {
                assertThrows(
                        JsonProcessingException.class, () -> TestClient.JSON.readTree(rubbish));
            }
            assertEquals(1, simulator.counters().rubbishSent());
            assertEquals(1, simulator.counters().connectionsOpen());
        }
    }

    @Test
    void shouldSayNothingWhileMuted() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG);
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe("book." + BOOK + ".raw");
            client.awaitData("book." + BOOK + ".raw");
            final long bytesBefore = simulator.counters().bytesSent();

            simulator.mute(Duration.ofSeconds(60));
            simulator.setRate(1_000);
            client.socket().sendPing(ByteBuffer.allocate(4)).join();
            client.send(TestClient.request(5, "public/test", "{}"));
            Await.events(simulator, 100);

            assertTrue(client.frames.isEmpty());
            assertEquals(bytesBefore, simulator.counters().bytesSent());
            assertFalse(client.closed.isDone());

            simulator.mute(Duration.ZERO);
            client.awaitFrame(frame -> frame.path("id").asInt() == 5);
        }
    }

    @Test
    void shouldRefuseConnectionsForAWhile() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG);
                TestClient before = new TestClient(simulator.uri())) {
            simulator.refuseConnections(Duration.ofSeconds(60));
            assertThrows(CompletionException.class, () -> new TestClient(simulator.uri()));
            assertEquals("ok", before.call("public/unsubscribe_all", "{}").path("result").asText());

            simulator.refuseConnections(Duration.ZERO);
            Await.pause(20);
            try (TestClient after = new TestClient(simulator.uri())) {
                assertTrue(after.call("public/test", "{}").has("result"));
            }
            assertTrue(simulator.counters().closes().get(CloseCause.REFUSED) > 0);
        }
    }

    @Test
    void shouldCloseAReaderThatDoesNotKeepUp() throws Exception {
        final SimulatorConfig config =
                SimulatorConfig.builder()
                        .rawNeedsLogin(false)
                        .ratePerSecond(1_000_000)
                        .sendBufferBytes(SimulatorConfig.SEND_BUFFER_BYTES_MIN)
                        .build();
        try (Simulator simulator = Simulator.start(config);
                RawClient client = new RawClient(simulator.uri().getPort())) {
            client.upgrade("/ws/api/v2");
            client.sendText(
                    TestClient.request(
                            1, "public/subscribe", "{\"channels\":[\"book." + BOOK + ".raw\"]}"));

            Await.closes(simulator, CloseCause.TOO_SLOW);

            assertEquals(0, simulator.counters().connectionsOpen());
        }
    }

    @Test
    void shouldWaitForASlowReaderAtFullSpeed() throws Exception {
        try (Simulator simulator = Simulator.start(CONFIG);
                RawClient client = new RawClient(simulator.uri().getPort())) {
            client.upgrade("/ws/api/v2");
            client.sendText(
                    TestClient.request(
                            1, "public/subscribe", "{\"channels\":[\"book." + BOOK + ".raw\"]}"));
            client.readFrame();
            simulator.setRate(SimulatorConfig.UNLIMITED);

            // Nothing is read: the market must come to a halt by itself.
            long before = -1;
            long now = simulator.counters().marketEvents();
            while (before != now || now == 0) {
                Await.pause(100);
                before = now;
                now = simulator.counters().marketEvents();
            }

            assertEquals(1, simulator.counters().connectionsOpen());
            client.readFrame();
        }
    }

    @Test
    void shouldEndEverythingWhenClosed() throws Exception {
        final Simulator simulator = Simulator.start(CONFIG);
        final int port = simulator.uri().getPort();
        try (TestClient client = new TestClient(simulator.uri())) {
            simulator.close();
            simulator.close();

            client.awaitClose();
            assertEquals(1, simulator.counters().closes().get(CloseCause.SIMULATOR_CLOSED));
            assertThrows(IllegalStateException.class, () -> simulator.book(BOOK));
            assertThrows(SocketException.class, () -> new RawClient(port).close());
            assertTrue(
                    Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().equals("simulator-" + port)));
        }
    }
}
