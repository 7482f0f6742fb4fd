/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static io.novaring.tools.simulator.PlaybackFrames.BOOK;
import static io.novaring.tools.simulator.PlaybackFrames.TRADES;
import static io.novaring.tools.simulator.PlaybackFrames.change;
import static io.novaring.tools.simulator.PlaybackFrames.notification;
import static io.novaring.tools.simulator.PlaybackFrames.snapshot;
import static io.novaring.tools.simulator.PlaybackFrames.trade;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.playback.MemoryRecording;
import io.novaring.tools.simulator.playback.Playback;
import io.novaring.tools.simulator.playback.PlaybackConfig;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PlaybackRequestsTest {
    private static final PlaybackConfig FAST = PlaybackConfig.DEFAULT.withPace(0);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);

    @Test
    void shouldAnswerFromTheRecording() throws Exception {
        final String instruments = "[{\"instrument_name\":\"BTC-PERPETUAL\",\"tick_size\":5e-1}]";
        final MemoryRecording recording =
                new MemoryRecording()
                        .outbound(
                                0,
                                TestClient.request(
                                        5, "public/get_instruments", "{\"currency\":\"BTC\"}"))
                        .outbound(
                                0,
                                TestClient.request(6, "public/get_index", "{\"currency\":\"ETH\"}"))
                        .inbound(1, "{\"id\":5,\"result\":" + instruments + ",\"usIn\":1}")
                        .inbound(1, "{\"id\":6,\"error\":{\"code\":11050,\"message\":\"x\"}}")
                        .outbound(
                                1,
                                TestClient.request(
                                        7,
                                        "public/get_last_trades_by_instrument_and_time",
                                        "{\"count\":5,\"start_timestamp\":1}"))
                        .inbound(1, "{\"id\":7,\"result\":\"since 1\"}")
                        .inbound(2, snapshot(10))
                        .outbound(
                                3,
                                TestClient.request(5, "public/get_index", "{\"currency\":\"BTC\"}"))
                        .inbound(4, "{\"result\":\"früh\",\"id\":5}")
                        .inbound(500, change(11, 10));
        try (Playback playback = Playback.start(recording, PlaybackConfig.DEFAULT);
                TestClient client = new TestClient(playback.uri())) {
            client.send(TestClient.request(77, "public/get_instruments", "{\"currency\":\"BTC\"}"));
            final String answer = client.next();
            assertTrue(answer.contains("\"id\":77,\"result\":" + instruments + ","), answer);
            assertEquals(
                    "früh",
                    client.call("public/get_index", "{\"currency\":\"BTC\"}")
                            .path("result")
                            .asText());
            assertNotThere(client.call("public/get_index", "{\"currency\":\"ETH\"}"));
            final String history = "public/get_last_trades_by_instrument_and_time";
            assertEquals(
                    "since 1",
                    client.call(history, "{\"start_timestamp\":2,\"count\":5}")
                            .path("result")
                            .asText());
            assertNotThere(client.call(history, "{\"start_timestamp\":1,\"count\":6}"));
            assertNotThere(client.call("public/get_instruments", "{\"currency\":\"ETH\"}"));
            assertNotThere(
                    client.call(
                            "public/get_order_book", "{\"instrument_name\":\"BTC-PERPETUAL\"}"));
            assertEquals(
                    1_700_000_000_002L,
                    client.call("public/get_time", "{}").path("result").asLong());

            client.subscribe(BOOK);
            assertEquals(10, client.awaitData(BOOK).path("change_id").asInt());

            final JsonNode book =
                    client.call("public/get_order_book", "{\"instrument_name\":\"BTC-PERPETUAL\"}")
                            .path("result");
            assertEquals(10, book.path("change_id").asInt());
            assertEquals("[[10,1]]", book.path("bids").toString());
            assertEquals("[[100000,1]]", book.path("asks").toString());
            final long timeMs = client.call("public/get_time", "{}").path("result").asLong();
            assertTrue(timeMs >= 1_700_000_000_002L && timeMs <= 1_700_000_000_500L, "" + timeMs);
        }
    }

    private static void assertNotThere(final JsonNode answer) {
        assertEquals(13020, TestClient.code(answer), answer.toString());
        assertEquals("not in this recording", answer.at("/error/data/reason").asText());
    }

    @Test
    void shouldTakeAnyLoginAndNoOrder() throws Exception {
        final String orders = "user.orders.any.any.raw";
        final MemoryRecording recording =
                new MemoryRecording()
                        .inbound(0, trade(1))
                        .inbound(1, notification(orders, "{\"order_id\":\"1\"}"));
        try (Playback playback = Playback.start(recording, FAST);
                TestClient client = new TestClient(playback.uri())) {
            assertEquals(
                    13009,
                    TestClient.code(client.call("private/subscribe", TestClient.channels(orders))));
            assertEquals(
                    List.of(), client.subscribe(orders), "a public call has no private channel");

            final JsonNode login = client.login("anybody", "anything", "connection");
            assertEquals("bearer", login.at("/result/token_type").asText());
            final JsonNode order =
                    client.call("private/buy", "{\"instrument_name\":\"BTC-PERPETUAL\"}");
            assertEquals(10033, TestClient.code(order));
            assertTrue(order.at("/error/data/reason").asText().contains("takes no orders"));
            assertEquals(10033, TestClient.code(client.call("private/cancel_all", "{}")));
            assertEquals(13020, TestClient.code(client.call("private/get_positions", "{}")));
            assertEquals(-32601, TestClient.code(client.call("public/nonsense", "{}")));
            assertEquals(
                    List.of(orders),
                    TestClient.names(
                            client.call("private/subscribe", TestClient.channels(orders))));
            assertEquals("1", client.awaitData(orders).path("order_id").asText());
        }
    }

    @Test
    void shouldAskForSignsOfLifeInRealTime() throws Exception {
        final MemoryRecording recording =
                new MemoryRecording().inbound(0, trade(0)).inbound(3_600_000, trade(1));
        final PlaybackConfig config = PlaybackConfig.DEFAULT.withHeartbeatScale(0.05);
        try (Playback playback = Playback.start(recording, config);
                TestClient silent = new TestClient(playback.uri());
                TestClient refused = new TestClient(playback.uri())) {
            silent.subscribe(TRADES);
            silent.call("public/set_heartbeat", "{\"interval\":10}");

            assertEquals(
                    "test_request",
                    silent.awaitFrame(
                                    frame ->
                                            "test_request"
                                                    .equals(frame.at("/params/type").asText()))
                            .at("/params/type")
                            .asText());
            assertEquals(4000, silent.awaitClose());
            assertEquals(
                    -32602,
                    TestClient.code(refused.call("public/set_heartbeat", "{\"interval\":9}")));
        }
    }

    @Test
    void shouldServeOnlySoManyAndNoForeignPage() throws Exception {
        final MemoryRecording recording = new MemoryRecording().inbound(0, trade(0));
        try (Playback playback = Playback.start(recording, FAST.withConnectionsMax(1))) {
            assertEquals(403, upgrade(playback, "Origin: https://evil.example"));
            assertEquals(403, upgrade(playback, "origin: null"));
            assertEquals(403, upgrade(playback, "Origin: http://127.0.0.1.evil.example"));
            assertEquals(101, upgrade(playback, "Origin: http://127.0.0.1:8080"));
            try (TestClient client = new TestClient(playback.uri());
                    RawClient second = new RawClient(playback.uri().getPort())) {
                assertEquals("HTTP/1.1 429 Too Many Requests", second.upgrade("/ws/api/v2"));
                assertEquals(
                        "ok", client.call("public/unsubscribe_all", "{}").path("result").asText());
            }
        }
    }

    /** The status of an upgrade with a header more; the connection is gone when it returns. */
    private static int upgrade(final Playback playback, final String header) throws Exception {
        try (RawClient client = new RawClient(playback.uri().getPort())) {
            client.write(
                    ("GET /ws/api/v2 HTTP/1.1\r\nHost: x\r\n"
                                    + header
                                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            final byte[] start = new byte[12];
            int length = 0;
            while (length < start.length) {
                final byte[] one = new byte[1];
                assertTrue(client.discard(one) > 0, "no answer");
                start[length++] = one[0];
            }
            if (new String(start).endsWith("101")) {
                client.write(RawClient.masked(0x88, new byte[] {3, (byte) 0xE8}));
                final byte[] rest = new byte[4096];
                while (client.discard(rest) >= 0) {
                    // until the playback has let go of it
                }
            }
            return Integer.parseInt(new String(start).substring(9));
        }
    }

    @Test
    void shouldEndAtOnceWhenClosed() throws Exception {
        final MemoryRecording recording =
                new MemoryRecording().inbound(0, trade(0)).inbound(3_600_000, trade(1));
        final Playback playback = Playback.start(recording, PlaybackConfig.DEFAULT);
        try (TestClient client = new TestClient(playback.uri())) {
            client.subscribe(TRADES);
            assertEquals(trade(0), client.next());
            assertThrows(IllegalStateException.class, playback::summary);

            playback.close();

            client.awaitClose();
            assertTrue(playback.awaitEnd(1));
            assertFalse(playback.summary().ended());
            assertTrue(recording.isLetGo());
        }
    }

    @Test
    void shouldPlayToNobodyWhenItWaitsForNobody() throws Exception {
        final MemoryRecording recording = new MemoryRecording().inbound(0, trade(0));
        try (Playback playback = Playback.start(recording, FAST.withClientsAwaited(0))) {
            assertTrue(playback.awaitEnd(PATIENCE_NS));
            assertEquals(1, playback.summary().messagesPlayed());
        }
        final MemoryRecording empty = new MemoryRecording().inbound(0, "{\"id\":1,\"result\":1}");
        assertThrows(IllegalArgumentException.class, () -> Playback.start(empty, FAST));
    }
}
