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
import io.novaring.tools.simulator.playback.PlaybackSummary;
import java.time.Duration;
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

    @Test
    void shouldSendWhatWasRecordedByteForByteAndThenClose() throws Exception {
        final MemoryRecording recording =
                new MemoryRecording()
                        .outbound(
                                0,
                                TestClient.request(
                                        1, "public/subscribe", TestClient.channels(TRADES)))
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
                RawClient slow = new RawClient(playback.uri().getPort());
                TestClient other = new TestClient(playback.uri())) {
            slow.upgrade("/ws/api/v2");
            slow.request(1, "public/subscribe", TestClient.channels(TRADES));
            assertTrue(new String(slow.readFrame()).contains("\"result\""));
            // More than every buffer between takes: the playback has to wait.
            assertFalse(playback.awaitEnd(TimeUnit.MILLISECONDS.toNanos(500)));
            long timeMs = timeMs(other);
            long beforeMs = -1;
            while (timeMs != beforeMs) {
                TimeUnit.MILLISECONDS.sleep(300);
                beforeMs = timeMs;
                timeMs = timeMs(other);
            }
            assertTrue(timeMs < 1_700_000_000_000L + count - 1, "played to the end");
            for (int i = 0; i < count; i++) {
                final JsonNode frame = TestClient.JSON.readTree(slow.readFrame());
                assertEquals(i, frame.at("/params/data/0").asInt());
            }
            final RawClient.Frame close = slow.next();
            assertEquals(1000, close.closeCode());
            assertTrue(close.text().endsWith("the recording has ended"), close.text());
        }
    }

    private static long timeMs(final TestClient client) throws Exception {
        return client.call("public/get_time", "{}").path("result").asLong();
    }

    @Test
    void shouldNotWaitForEverForOneWhoReadsNothing() throws Exception {
        final String padding = "x".repeat(20_000);
        final MemoryRecording recording = new MemoryRecording();
        for (int i = 0; i < 2_000; i++) {
            recording.inbound(i, notification(TRADES, "[\"" + padding + "\"]"));
        }
        try (Playback playback =
                        Playback.start(recording, FAST.withPatience(Duration.ofSeconds(2)));
                RawClient stuck = new RawClient(playback.uri().getPort())) {
            stuck.upgrade("/ws/api/v2");
            stuck.request(1, "public/subscribe", TestClient.channels(TRADES));
            try (TestClient other = new TestClient(playback.uri())) {
                other.subscribe(TRADES);
                // The recording goes on for the other one.
                assertEquals(1000, other.awaitClose());
            }
            assertTrue(playback.awaitEnd(PATIENCE_NS));
            assertEquals(1, playback.summary().clientsLost());
            assertEquals(2, playback.summary().clients());
        }
    }

    @Test
    void shouldBeginTickersWithWhatTheyAreAtTheTime() throws Exception {
        final String ticker = "ticker.BTC-PERPETUAL.100ms";
        final String parts = "incremental_ticker.BTC-PERPETUAL";
        final MemoryRecording recording =
                new MemoryRecording()
                        .inbound(0, notification(ticker, "{\"last\":1.50}"))
                        .inbound(
                                0,
                                notification(
                                        parts,
                                        "{\"type\":\"snapshot\",\"last\":1.5,\"mark\":2,"
                                                + "\"stats\":{\"low\":1,\"high\":3}}"))
                        .inbound(
                                1,
                                notification(
                                        parts,
                                        "{\"type\":\"change\",\"last\":1.6,"
                                                + "\"stats\":{\"high\":4}}"))
                        .inbound(2, notification(ticker, "{\"last\":1.60}"))
                        .inbound(3, notification(parts, "{\"type\":\"change\",\"mark\":5}"));
        try (Playback playback = Playback.start(recording, FAST.withFrom(3, Long.MIN_VALUE));
                TestClient client = new TestClient(playback.uri())) {
            client.subscribe(ticker, parts);

            client.awaitClose();

            assertEquals(
                    List.of(
                            notification(ticker, "{\"last\":1.50}"),
                            notification(
                                    parts,
                                    "{\"type\":\"snapshot\",\"last\":1.6,\"mark\":2,"
                                            + "\"stats\":{\"low\":1,\"high\":4}}"),
                            notification(ticker, "{\"last\":1.60}"),
                            notification(parts, "{\"type\":\"change\",\"mark\":5}")),
                    new ArrayList<>(client.frames));
        }
    }
}
