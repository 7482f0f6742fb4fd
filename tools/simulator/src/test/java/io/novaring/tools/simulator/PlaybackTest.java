/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.playback.MemoryRecording;
import io.novaring.tools.simulator.playback.Playback;
import io.novaring.tools.simulator.playback.PlaybackConfig;
import io.novaring.tools.simulator.playback.PlaybackSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PlaybackTest {
    private static final PlaybackConfig FAST = PlaybackConfig.DEFAULT.withPace(0);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);
    private static final String BOOK = "book.BTC-PERPETUAL.raw";
    private static final String TRADES = "trades.BTC-PERPETUAL.raw";

    @Test
    void shouldSendWhatWasRecordedByteForByteAndThenClose() throws Exception {
        final MemoryRecording recording =
                new MemoryRecording()
                        .outbound(0, request(1, "public/subscribe", TestClient.channels(TRADES)))
                        .inbound(0, "{\"id\":1,\"result\":[\"quote.X\",\"" + TRADES + "\"]}")
                        .inbound(1, trade(1))
                        .inbound(2, "rubbish")
                        .inbound(3, notification("trades.ETH-PERPETUAL.raw", "[7]"))
                        // The venue's own order of fields, spaces and spelling.
                        .inbound(
                                4,
                                " { \"params\" : {\"data\":[ 1.0E1 ], \"channel\":\""
                                        + TRADES
                                        + "\"},\"method\":\"subscription\"} ");
        try (Playback playback = Playback.start(recording, FAST);
                TestClient client = new TestClient(playback.uri())) {
            // Granted once and silent, played, and never recorded.
            assertEquals(
                    List.of("quote.X", TRADES),
                    client.subscribe("quote.X", TRADES, "trades.NOPE.raw", "no channel"));

            assertEquals(trade(1), client.next());
            assertEquals(
                    " { \"params\" : {\"data\":[ 1.0E1 ], \"channel\":\""
                            + TRADES
                            + "\"},\"method\":\"subscription\"} ",
                    client.next());
            assertEquals(1000, client.awaitClose());
            assertTrue(playback.awaitEnd(PATIENCE_NS));
            final PlaybackSummary summary = playback.summary();
            assertEquals(1, summary.clients());
            assertEquals(3, summary.messagesPlayed());
            assertEquals(3, summary.framesSent());
            assertTrue(summary.ended());
            assertTrue(client.frames.isEmpty(), client.frames.toString());
        }
        assertTrue(recording.isLetGo());
    }

    @Test
    void shouldGiveEachClientItsOwnChannels() throws Exception {
        final MemoryRecording recording = new MemoryRecording();
        for (int i = 0; i < 100; i++) {
            recording.inbound(i, trade(i));
            recording.inbound(i, notification("quote.BTC-PERPETUAL", Integer.toString(i)));
        }
        try (Playback playback = Playback.start(recording, FAST.withClientsAwaited(2));
                TestClient trades = new TestClient(playback.uri());
                TestClient quotes = new TestClient(playback.uri())) {
            trades.subscribe(TRADES);
            quotes.subscribe("quote.BTC-PERPETUAL");

            trades.awaitClose();
            quotes.awaitClose();

            assertEquals(100, trades.frames.size());
            assertEquals(100, quotes.frames.size());
            assertTrue(trades.frames.stream().allMatch(frame -> frame.contains(TRADES)));
            assertTrue(quotes.frames.stream().allMatch(frame -> frame.contains("quote.")));
        }
    }

    @Test
    void shouldBeginALateBookWithASnapshotAndAnUnbrokenChain() throws Exception {
        final MemoryRecording recording = new MemoryRecording().inbound(0, snapshot(100));
        for (int i = 1; i <= 400; i++) {
            recording.inbound(5L * i, change(100 + i, 99 + i));
        }
        try (Playback playback = Playback.start(recording, PlaybackConfig.DEFAULT);
                TestClient early = new TestClient(playback.uri());
                TestClient late = new TestClient(playback.uri())) {
            early.subscribe(BOOK);
            assertEquals(snapshot(100), early.next());
            early.awaitFrame(frame -> frame.at("/params/data/change_id").asLong() >= 110);

            late.subscribe(BOOK);
            long changeId = assertUnbroken(late, 20);
            assertTrue(changeId >= 130, "began at the start");

            // The venue gives no second snapshot to one who is subscribed, and one to who returns.
            late.subscribe(BOOK);
            late.unsubscribe(BOOK);
            late.subscribe(BOOK);
            changeId = assertUnbroken(late, 20);
            assertTrue(changeId >= 150, "went back");
        }
    }

    /** A snapshot and so many changes, each behind the one before; returns the last id. */
    private static long assertUnbroken(final TestClient client, final int changes)
            throws Exception {
        JsonNode data = client.awaitData(BOOK);
        assertEquals("snapshot", data.path("type").asText());
        // Each change adds a level and none is taken back.
        assertEquals(data.path("change_id").asLong() - 99, data.path("bids").size());
        long changeId = data.path("change_id").asLong();
        for (int i = 0; i < changes; i++) {
            data = client.awaitData(BOOK);
            assertEquals("change", data.path("type").asText());
            assertEquals(changeId, data.path("prev_change_id").asLong());
            changeId = data.path("change_id").asLong();
        }
        return changeId;
    }

    @Test
    void shouldPassOnGapsAndRecordedSnapshotsAndHoldBackWhatNobodyCanBeginWith() throws Exception {
        final MemoryRecording recording =
                new MemoryRecording()
                        // Of a book whose snapshot was not recorded.
                        .inbound(0, change(7, 6))
                        .inbound(1, snapshot(10))
                        .inbound(2, change(11, 10))
                        .inbound(3, change(15, 14))
                        .inbound(4, change(16, 15))
                        .inbound(5, snapshot(20))
                        .inbound(6, change(21, 20));
        try (Playback playback = Playback.start(recording, FAST);
                TestClient client = new TestClient(playback.uri())) {
            client.subscribe(BOOK);

            client.awaitClose();

            assertEquals(
                    List.of(
                            snapshot(10),
                            change(11, 10),
                            change(15, 14),
                            change(16, 15),
                            snapshot(20),
                            change(21, 20)),
                    new ArrayList<>(client.frames));
        }
        // Behind the gap nobody knows the book before the recording does.
        try (Playback playback = Playback.start(recording, FAST.withFrom(4, Long.MIN_VALUE));
                TestClient client = new TestClient(playback.uri())) {
            client.subscribe(BOOK);

            client.awaitClose();

            assertEquals(List.of(snapshot(20), change(21, 20)), new ArrayList<>(client.frames));
        }
    }

    @Test
    void shouldBeginInTheMiddleWithTheBookAsItWas() throws Exception {
        final MemoryRecording recording =
                new MemoryRecording()
                        .inbound(0, snapshot(10))
                        .inbound(1, change(11, 10))
                        .inbound(1_000_000, change(12, 11));
        final PlaybackConfig config =
                FAST.withFrom(Long.MIN_VALUE, MemoryRecording.timeNs(1_000_000));
        try (Playback playback = Playback.start(recording, config);
                TestClient client = new TestClient(playback.uri())) {
            assertEquals(1_700_001_000L, playback.firstTime().getEpochSecond());
            client.subscribe(BOOK);

            final JsonNode first = client.awaitData(BOOK);
            assertEquals("snapshot", first.path("type").asText());
            assertEquals(11, first.path("change_id").asLong());
            assertEquals(2, first.path("bids").size());
            assertEquals(change(12, 11), client.next());
        }
        final IllegalArgumentException nothing =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Playback.start(recording, FAST.withFrom(3, Long.MIN_VALUE)));
        assertEquals(
                "no message of a channel is behind the place to begin at", nothing.getMessage());
        assertTrue(recording.isLetGo());
    }

    @Test
    void shouldPlayAChannelFromTheFirstConnectionThatRecordedIt() throws Exception {
        final MemoryRecording recording =
                new MemoryRecording()
                        .inbound(0, 3, trade(1))
                        .inbound(1, 4, trade(1))
                        .inbound(2, 3, trade(2))
                        .inbound(3, 4, trade(2));
        try (Playback playback = Playback.start(recording, FAST);
                TestClient client = new TestClient(playback.uri())) {
            client.subscribe(TRADES);

            client.awaitClose();

            assertEquals(List.of(trade(1), trade(2)), new ArrayList<>(client.frames));
        }
    }

    @Test
    void shouldKeepToTheRecordedTimesOrBeFaster() throws Exception {
        final MemoryRecording recording =
                new MemoryRecording().inbound(0, trade(0)).inbound(400, trade(1));
        final ConcurrentLinkedQueue<Long> lags = new ConcurrentLinkedQueue<>();

        assertTrue(
                millisBetween(recording, PlaybackConfig.DEFAULT.withLagListener(lags::add)) >= 350);
        assertEquals(2, lags.size());
        assertTrue(lags.stream().allMatch(lag -> lag >= 0), lags.toString());
        assertTrue(millisBetween(recording, PlaybackConfig.DEFAULT.withPace(2)) >= 175);
        // An hour passes at once, and no lag is told of.
        recording.inbound(3_600_000, trade(2));
        millisBetween(recording, FAST.withLagListener(lags::add));
        assertEquals(2, lags.size());
    }

    private static long millisBetween(final MemoryRecording recording, final PlaybackConfig config)
            throws Exception {
        try (Playback playback = Playback.start(recording, config);
                TestClient client = new TestClient(playback.uri())) {
            client.subscribe(TRADES);
            assertEquals(trade(0), client.next());
            final long startNs = System.nanoTime();
            assertEquals(trade(1), client.next());
            final long passedNs = System.nanoTime() - startNs;
            assertEquals(1000, client.awaitClose());
            return TimeUnit.NANOSECONDS.toMillis(passedNs);
        }
    }

    @Test
    void shouldDropNothingForOneWhoReadsSlowly() throws Exception {
        final String padding = "x".repeat(2_000);
        final int count = 20_000;
        final MemoryRecording recording = new MemoryRecording();
        for (int i = 0; i < count; i++) {
            recording.inbound(i, notification(TRADES, "[" + i + ",\"" + padding + "\"]"));
        }
        try (Playback playback = Playback.start(recording, FAST);
                RawClient slow = new RawClient(playback.uri().getPort())) {
            slow.upgrade("/ws/api/v2");
            slow.request(1, "public/subscribe", TestClient.channels(TRADES));
            assertTrue(new String(slow.readFrame()).contains("\"result\""));
            // More than every buffer between takes: the playback has to wait.
            assertFalse(playback.awaitEnd(TimeUnit.MILLISECONDS.toNanos(500)));
            for (int i = 0; i < count; i++) {
                final JsonNode frame = TestClient.JSON.readTree(slow.readFrame());
                assertEquals(i, frame.at("/params/data/0").asInt());
            }
            final RawClient.Frame close = slow.next();
            assertEquals(1000, close.closeCode());
            assertTrue(close.text().endsWith("the recording has ended"), close.text());
        }
    }

    @Test
    void shouldAnswerFromTheRecording() throws Exception {
        final String instruments = "[{\"instrument_name\":\"BTC-PERPETUAL\",\"tick_size\":5e-1}]";
        final MemoryRecording recording =
                new MemoryRecording()
                        .outbound(0, request(5, "public/get_instruments", "{\"currency\":\"BTC\"}"))
                        .outbound(0, request(6, "public/get_index", "{\"currency\":\"ETH\"}"))
                        .inbound(1, "{\"id\":5,\"result\":" + instruments + ",\"usIn\":1}")
                        .inbound(1, "{\"id\":6,\"error\":{\"code\":11050,\"message\":\"x\"}}")
                        .outbound(
                                1,
                                request(
                                        7,
                                        "public/get_last_trades_by_instrument_and_time",
                                        "{\"count\":5,\"start_timestamp\":1}"))
                        .inbound(1, "{\"id\":7,\"result\":\"since 1\"}")
                        .inbound(2, snapshot(10))
                        .outbound(3, request(5, "public/get_index", "{\"currency\":\"BTC\"}"))
                        .inbound(4, "{\"result\":\"früh\",\"id\":5}")
                        .inbound(500, change(11, 10));
        try (Playback playback = Playback.start(recording, PlaybackConfig.DEFAULT);
                TestClient client = new TestClient(playback.uri())) {
            client.send(request(77, "public/get_instruments", "{\"currency\":\"BTC\"}"));
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

    private static String trade(final int number) {
        return notification(TRADES, "[{\"trade_seq\":" + number + "}]");
    }

    private static String snapshot(final int changeId) {
        return notification(
                BOOK,
                ("{\"type\":\"snapshot\",\"timestamp\":1,\"instrument_name\":\"BTC-PERPETUAL\","
                                + "\"change_id\":%d,\"bids\":[[\"new\",%d,1]],"
                                + "\"asks\":[[\"new\",100000,1]]}")
                        .formatted(changeId, changeId));
    }

    private static String change(final int changeId, final int previousId) {
        return notification(
                BOOK,
                ("{\"type\":\"change\",\"timestamp\":1,\"prev_change_id\":%d,"
                                + "\"instrument_name\":\"BTC-PERPETUAL\",\"change_id\":%d,"
                                + "\"bids\":[[\"new\",%d,1]],\"asks\":[]}")
                        .formatted(previousId, changeId, changeId));
    }

    private static String notification(final String channel, final String data) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\""
                + channel
                + "\",\"data\":"
                + data
                + "}}";
    }

    private static String request(final int id, final String method, final String params) {
        return TestClient.request(id, method, params);
    }
}
