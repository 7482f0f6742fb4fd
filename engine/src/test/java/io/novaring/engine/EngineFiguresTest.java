/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.engine.connection.ConnectionState;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.engine.stage.SubscriptionStatus.State;
import io.novaring.engine.telemetry.CounterSnapshot;
import io.novaring.engine.telemetry.CounterSnapshot.Status;
import io.novaring.engine.telemetry.JfrTelemetry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an engine on a socket writes of itself. */
@Timeout(120)
final class EngineFiguresTest {
    private static final String BOOK = "book.X.raw";

    @TempDir private Path folder;

    private static EngineContext context(final TestServer server) {
        return new EngineContext()
                .client(new TestVenue(server.uri()))
                .cores(8)
                .ioIdle(IdleMode.BACKOFF)
                .topology(Topology.FUSED)
                .handler("mine", (event, sequence, end) -> {});
    }

    private static void awaitActive(final Engine engine) {
        Await.until(
                () ->
                        engine.book("X") != null
                                && engine.book("X").state() != BookState.STALE
                                && engine.subscriptions().subscriptions().stream()
                                        .anyMatch(s -> s.state() == State.ACTIVE),
                "the subscription is granted");
    }

    private static boolean isAt(final Engine engine, final long changeId) {
        return engine.book("X").changeId() == changeId
                && engine.book("X").state() == BookState.LIVE;
    }

    private static CounterSnapshot read(final Path file) {
        try {
            return CounterSnapshot.read(file);
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldWriteItsFiguresWhereOthersReadThem() throws IOException {
        final Path file = folder.resolve("engine.counters");
        final Engine engine;
        try (TestServer server = TestServer.open()) {
            engine = Engine.launch(context(server).counters(file));
            try (engine) {
                engine.subscribe(BOOK);
                server.send("note notes.X hello");
                Await.until(
                        () ->
                                read(file).value("novaring_subscriptions", "state", "active") == 1
                                        && read(file).value("novaring_connection_open") == 1,
                        "the subscription is seen from outside");
                server.send("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
                Await.until(
                        () -> read(file).value("novaring_books", "state", "live") == 1,
                        "the book is seen from outside");
                server.send("book " + BOOK + " change 15 14 b:101:3");
                Await.until(() -> read(file).value("novaring_gaps") == 1, "the gap is seen");
                Await.until(
                        () ->
                                read(file)
                                                .value(
                                                        "novaring_latency",
                                                        "hop",
                                                        "read-to-end",
                                                        "quantile",
                                                        "1")
                                        > 0,
                        "latency is seen");
                assertEquals(Status.RUNNING, read(file).status());
                assertEquals(
                        PosixFilePermissions.fromString("rw-------"),
                        Files.getPosixFilePermissions(file));
                assertEquals(file, engine.telemetry().countersFile());
            }
        }
        final CounterSnapshot last = read(file);
        assertEquals(Status.ENDED, last.status());
        assertEquals(ProcessHandle.current().pid(), last.pid());
        final long published = engine.report().published();
        assertEquals(published, last.value("novaring_events_published"));
        assertEquals(published, last.value("novaring_handler_events", "handler", "mine"));
        assertEquals(0, last.value("novaring_handler_lag", "handler", "mine"));
        assertEquals(ConnectionState.STOPPED.ordinal(), last.value("novaring_connection_state"));
        assertTrue(last.value("novaring_messages_received", "venue", "test") >= 4);
        assertTrue(last.value("novaring_events", "kind", "book") == 2);
        assertTrue(last.value("novaring_last_received") > 0);
        assertEquals(1, last.value("novaring_stage_events", "event", "gaps"));
    }

    @Test
    void shouldKeepTheLastFiguresOfAHaltedEngine() {
        final Path file = folder.resolve("engine.counters");
        try (TestServer server = TestServer.open()) {
            final Engine engine =
                    Engine.launch(
                            context(server)
                                    .counters(file)
                                    .handler(
                                            "broken",
                                            (event, sequence, end) -> {
                                                throw new IllegalStateException("on purpose");
                                            }));
            try (engine) {
                Await.until(() -> engine.failure() != null, "the engine halts");
            }
        }
        assertEquals(Status.HALTED, read(file).status());
        assertEquals(1, read(file).value("novaring_engine_halted"));
        assertTrue(read(file).value("novaring_events_published") >= 1);
        assertEquals(1, read(file).value("novaring_handler_events", "handler", "broken"));
    }

    @Test
    void shouldRefuseAFileThatMayNotBeReplacedAndStartNoThread() throws IOException {
        final Path file = Files.writeString(folder.resolve("precious"), "of somebody");
        try (TestServer server = TestServer.open()) {
            final EngineContext context = context(server).counters(file);
            assertThrows(IllegalArgumentException.class, () -> Engine.launch(context));
        }
        assertEquals("of somebody", Files.readString(file));
    }

    @Test
    void shouldLogEveryMessageOnceAHop() throws IOException {
        final Path file = folder.resolve("latency.hlog");
        try (TestServer server = TestServer.open()) {
            final Engine engine =
                    Engine.launch(
                            context(server).latencyLog(file, TimeUnit.MILLISECONDS.toNanos(100)));
            try (engine) {
                for (int i = 0; i < 100; i++) {
                    server.send("note notes.X " + i);
                }
                Await.until(
                        () ->
                                engine.telemetry().latency().interval().getTotalCount() >= 0
                                        && engine.handlers().stream()
                                                .anyMatch(h -> h.events() > 100),
                        "messages arrive");
            }
            final Map<String, Histogram> hops = new HashMap<>();
            try (InputStream in = Files.newInputStream(file);
                    HistogramLogReader reader = new HistogramLogReader(in)) {
                for (EncodableHistogram next = reader.nextIntervalHistogram();
                        next != null;
                        next = reader.nextIntervalHistogram()) {
                    hops.computeIfAbsent(next.getTag(), tag -> new Histogram(3))
                            .add((Histogram) next);
                }
            }
            assertEquals(
                    new TreeSet<>(List.of("published-to-end", "read-to-end", "read-to-published")),
                    new TreeSet<>(hops.keySet()));
            final long received =
                    engine.telemetry().measures().stream()
                            .filter(m -> m.name().equals("novaring_messages_received"))
                            .findFirst()
                            .orElseThrow()
                            .value();
            assertTrue(received >= 100, received + " received");
            for (final Map.Entry<String, Histogram> hop : hops.entrySet()) {
                assertEquals(received, hop.getValue().getTotalCount(), hop.getKey());
            }
            final long end = hops.get("read-to-end").getMaxValue();
            assertTrue(end >= hops.get("read-to-published").getValueAtPercentile(50));
            assertTrue(end > 0);
        }
    }

    @Test
    void shouldNotWriteOverALog() throws IOException {
        final Path file = Files.createFile(folder.resolve("old.hlog"));
        try (TestServer server = TestServer.open()) {
            final EngineContext context =
                    context(server).latencyLog(file, TimeUnit.SECONDS.toNanos(1));
            assertThrows(java.io.UncheckedIOException.class, () -> Engine.launch(context));
        }
    }

    @Test
    void shouldBeSeenInAFlightRecording() throws Exception {
        final Path file = folder.resolve("run.jfr");
        final CountDownLatch stuck = new CountDownLatch(1);
        final Reports reports = new Reports();
        try (jdk.jfr.Recording recording = new jdk.jfr.Recording();
                TestServer server = TestServer.open()) {
            for (final String name :
                    List.of(
                            "ConnectionSession",
                            "BookLost",
                            "BookRestored",
                            "SlowMessage",
                            "HandlerStuck",
                            "HandlerDetached",
                            "EngineHalted")) {
                recording.enable("novaring." + name);
            }
            recording.start();
            final Engine engine =
                    Engine.launch(
                            context(server)
                                    .listener(reports)
                                    .telemetry(new JfrTelemetry(1))
                                    .handler(
                                            "detaching",
                                            HandlerContract.DETACH,
                                            (event, sequence, end) -> {
                                                throw new IllegalStateException("on purpose");
                                            })
                                    .handler(
                                            "slow",
                                            (event, sequence, end) -> {
                                                if (event.rawText().contains("halt")) {
                                                    Await.until(stuck);
                                                    throw new IllegalStateException("halt");
                                                }
                                            }));
            try (engine) {
                engine.subscribe(BOOK);
                awaitActive(engine);
                server.send("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
                Await.until(() -> isAt(engine, 10), "the book is live");
                server.send("book " + BOOK + " change 15 14 b:101:3");
                Await.until(
                        () -> engine.subscriptions().counters().get(Counter.RESYNCS) == 1,
                        "it is lost");
                awaitActive(engine);
                server.send("book " + BOOK + " snapshot 20 0 b:100:5,a:102:7");
                Await.until(() -> isAt(engine, 20), "the book is restored");
                server.send("note notes.X halt");
                Await.until(() -> !reports.stuck.isEmpty(), "the handler is stuck");
                stuck.countDown();
                Await.until(() -> engine.failure() != null, "the engine halts");
            }
            recording.stop();
            recording.dump(file);
        }
        final Map<String, Integer> counts = new HashMap<>();
        for (final RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().startsWith("novaring.")) {
                counts.merge(event.getEventType().getName(), 1, Integer::sum);
                if (event.getEventType().getName().equals("novaring.BookLost")) {
                    assertEquals(BOOK, event.getString("channel"));
                }
                if (event.getEventType().getName().equals("novaring.HandlerStuck")) {
                    assertEquals("slow", event.getString("handler"));
                    assertTrue(event.getDuration("stuckNs").toMillis() >= 1000);
                }
            }
        }
        for (final String name :
                List.of(
                        "BookLost",
                        "BookRestored",
                        "HandlerStuck",
                        "HandlerDetached",
                        "EngineHalted")) {
            assertEquals(1, counts.getOrDefault("novaring." + name, 0), name + " of " + counts);
        }
        assertTrue(counts.get("novaring.SlowMessage") >= 3, counts.toString());
    }
}
