/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.EventHandler;
import com.sun.management.UnixOperatingSystemMXBean;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.engine.connection.ConnectionState;
import io.novaring.engine.venue.Request;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** However an engine ends, it ends: threads, sockets, futures and the account of its events. */
final class EngineCloseTest {
    private final Reports reports = new Reports();

    private EngineContext context(final TestServer server) {
        return new EngineContext()
                .client(new TestVenue(server.uri()))
                .cores(8)
                .ioIdle(IdleMode.BACKOFF)
                .listener(reports);
    }

    private static void awaitOpen(final Engine engine) {
        Await.until(() -> engine.connectionState(0) == ConnectionState.OPEN, "it connects");
    }

    private static void assertEnded(final Engine engine, final TestServer server) {
        for (final Thread thread : engine.threads()) {
            Await.until(() -> !thread.isAlive(), thread.getName() + " ends");
        }
        Await.until(() -> server.getConnections().isEmpty(), "the socket is closed");
    }

    private static Request echo() {
        return Request.of(TestVenue.ECHO, "x");
    }

    @Test
    void shouldBeIdempotentAndRefuseCommandsAfterwards() {
        try (TestServer server = TestServer.open()) {
            final Engine engine = Engine.launch(context(server));
            awaitOpen(engine);
            server.isMute = true;
            final CompletableFuture<String> open = engine.request(echo());

            engine.close();
            final ShutdownReport report = engine.report();
            engine.close();

            assertSame(report, engine.report());
            assertTrue(report.isComplete());
            assertEnded(engine, server);
            assertThrows(ExecutionException.class, () -> open.get(30, TimeUnit.SECONDS));
            assertEquals(
                    "the engine takes no commands: it was closed",
                    assertThrows(IllegalStateException.class, () -> engine.request(echo()))
                            .getMessage());
            assertThrows(IllegalStateException.class, () -> engine.subscribe("notes.X"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldRecordWhatWasNotedBeforeAHalt(final Topology topology) {
        final NotedRecording recording = new NotedRecording();
        final EventHandler<MarketEvent> broken =
                (event, sequence, endOfBatch) -> {
                    if (event.kind == EventKind.NOTIFICATION) {
                        throw new IllegalStateException("broken");
                    }
                };
        try (TestServer server = TestServer.open()) {
            final EngineContext context = context(server).topology(topology).journal(recording);
            final Engine engine = Engine.launch(context.handler("broken", broken));
            awaitOpen(engine);
            server.send("note notes.X now");
            Await.until(() -> engine.failure() != null, "the engine halts");
            engine.close();

            final List<NotedRecording.Note> marks = recording.notes(NoteKind.MARK);
            assertEquals(1, marks.size());
            assertTrue(marks.get(0).sequence() > 0);
            final ReplayResult result =
                    new Replay(new EngineContext().client(new TestVenue()), recording.source())
                            .run();
            assertEquals(1, result.marksCompared());
            assertNull(result.firstDivergence());
            assertEnded(engine, server);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldLetAHandlerCloseTheEngine(final Topology topology) {
        final AtomicReference<Engine> self = new AtomicReference<>();
        final CountDownLatch launched = new CountDownLatch(1);
        final EventHandler<MarketEvent> closer =
                (event, sequence, endOfBatch) -> {
                    Await.until(launched);
                    if (event.kind == EventKind.NOTIFICATION) {
                        self.get().close();
                    }
                };
        try (TestServer server = TestServer.open()) {
            final Engine engine =
                    Engine.launch(context(server).topology(topology).handler("closer", closer));
            self.set(engine);
            launched.countDown();
            awaitOpen(engine);
            server.send("note notes.X now");
            server.send("note notes.X again");

            Await.until(() -> engine.report() != null, "the engine is closed");
            assertTrue(engine.report().isComplete(), engine.report().toString());
            assertEnded(engine, server);
            engine.close();
        }
    }

    @Test
    void shouldLetAListenerCloseAHaltedEngine() {
        final AtomicReference<Engine> self = new AtomicReference<>();
        final EngineListener closer =
                new EngineListener() {
                    @Override
                    public void onHalt(final String culprit, final Throwable cause) {
                        self.get().close();
                    }
                };
        try (TestServer server = TestServer.open()) {
            final Engine engine =
                    Engine.launch(context(server).listener(closer).handler("broken", failing()));
            self.set(engine);
            awaitOpen(engine);
            server.send("note notes.X now");

            Await.until(() -> engine.report() != null, "the engine is closed");
            assertNotNull(engine.report().failure());
            assertEnded(engine, server);
        }
    }

    private static EventHandler<MarketEvent> failing() {
        return (event, sequence, endOfBatch) -> {
            if (event.kind == EventKind.NOTIFICATION) {
                throw new IllegalArgumentException("on purpose");
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "INLINE,handler",
        "FUSED,handler",
        "STAGED,handler",
        "INLINE,journal",
        "FUSED,journal",
        "STAGED,decoder",
        "INLINE,decoder"
    })
    void shouldEndEveryThreadAndSocketWhenSomethingFails(
            final Topology topology, final String culprit) {
        try (TestServer server = TestServer.open()) {
            final EngineContext context = context(server).topology(topology);
            if ("handler".equals(culprit)) {
                context.handler("broken", failing());
            } else if ("journal".equals(culprit)) {
                context.journal(
                        failing(),
                        (count, hash) -> {
                            throw new AssertionError("a failed journal is not sealed");
                        });
            }
            final Engine engine = Engine.launch(context);
            awaitOpen(engine);
            server.isMute = true;
            final CompletableFuture<String> open = engine.request(echo());
            server.send("decoder".equals(culprit) ? "bug" : "note notes.X now");

            // All of this without a close.
            assertEnded(engine, server);
            assertEquals(1, reports.halts.size());
            assertInstanceOf(
                    RequestFailedException.class,
                    assertThrows(ExecutionException.class, () -> open.get(30, TimeUnit.SECONDS))
                            .getCause());
            assertEquals(
                    "the engine takes no commands: it halted",
                    assertThrows(IllegalStateException.class, () -> engine.request(echo()))
                            .getMessage());

            engine.close();
            final ShutdownReport report = engine.report();
            assertFalse(report.isComplete());
            assertSame(engine.failure(), report.failure());
            assertTrue(report.handled() <= report.published());
            assertTrue(report.journalled() <= report.published());
            if ("journal".equals(culprit)) {
                assertTrue(report.journalled() < report.published());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INLINE", "FUSED"})
    void shouldReturnInTimeThoughAHandlerDoesNot(final Topology topology) {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final EventHandler<MarketEvent> stuck =
                (event, sequence, endOfBatch) -> {
                    if (event.kind == EventKind.NOTIFICATION) {
                        entered.countDown();
                        Await.until(release);
                    }
                };
        try (TestServer server = TestServer.open()) {
            final Engine engine =
                    Engine.launch(
                            context(server)
                                    .topology(topology)
                                    .ringLength(64)
                                    .closeTimeoutNs(TimeUnit.MILLISECONDS.toNanos(200))
                                    .handler("stuck", stuck));
            awaitOpen(engine);
            server.send("note notes.X now");
            Await.until(entered);
            for (int i = 0; i < 200; i++) {
                server.send("note notes.X fills the ring");
            }

            engine.close();

            final ShutdownReport report = engine.report();
            assertFalse(report.isComplete());
            assertTrue(report.handled() < report.published());
            assertTrue(
                    report.failure().getCause().getMessage().contains("[stuck]"),
                    report.failure().getCause().getMessage());
            release.countDown();
            assertEnded(engine, server);
        }
    }

    @Test
    void shouldCloseWhileItConnects() throws IOException {
        // Accepts, and never answers the upgrade.
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            final URI uri = URI.create("ws://127.0.0.1:" + mute.getLocalPort() + "/");
            final Engine engine =
                    Engine.launch(new EngineContext().client(new TestVenue(uri)).cores(8));
            Await.until(
                    () -> engine.connectionState(0) == ConnectionState.UPGRADING, "it upgrades");

            engine.close();

            assertTrue(engine.report().isComplete());
            assertEquals(ConnectionState.STOPPED, engine.connectionState(0));
        }
    }

    @Test
    void shouldTellWhenTheJournalCannotBeSealed() {
        try (TestServer server = TestServer.open()) {
            final Engine engine =
                    Engine.launch(
                            context(server)
                                    .journal(
                                            (event, sequence, end) -> {},
                                            (count, hash) -> {
                                                throw new IllegalStateException("disk full");
                                            }));
            engine.close();

            assertEquals("disk full", engine.report().failure().getCause().getMessage());
            assertFalse(engine.report().isComplete());
        }
    }

    @Test
    void shouldWaitForItsEndThoughTheCallerIsInterrupted() {
        try (TestServer server = TestServer.open()) {
            final Engine engine = Engine.launch(context(server));
            awaitOpen(engine);
            Thread.currentThread().interrupt();

            engine.close();

            assertTrue(Thread.interrupted());
            assertTrue(engine.report().isComplete());
            assertNull(engine.failure());
        }
    }

    @Test
    void shouldLeaveNeitherThreadsNorFilesBehind() {
        final UnixOperatingSystemMXBean system =
                (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (TestServer server = TestServer.open()) {
            long files = 0;
            for (int i = 0; i < 55; i++) {
                final EngineContext context =
                        context(server)
                                .ringLength(64)
                                .ioIdle(i % 2 == 0 ? IdleMode.SELECT : IdleMode.BACKOFF)
                                .handler("own", HandlerContract.DROP_AND_MARK, 64, (e, s, b) -> {});
                try (Engine engine = Engine.launch(context)) {
                    awaitOpen(engine);
                }
                if (i == 4) {
                    files = system.getOpenFileDescriptorCount();
                }
            }
            // The library's server, in this process too, may still hold a connection or two that
            // ended while it was opening them; a leak of ours would be one for each of 50 engines.
            final long limit = files + 10;
            Await.until(() -> system.getOpenFileDescriptorCount() <= limit, "files are closed");
            Await.until(() -> engineThreads().isEmpty(), "threads end: " + engineThreads());
        }
    }

    @Test
    void shouldBeForgottenOnceItIsClosed() {
        final WeakReference<EventHandler<MarketEvent>> handler = closedEngine();

        Await.until(
                () -> {
                    System.gc();
                    return handler.get() == null;
                },
                "nothing keeps the engine");
    }

    private static WeakReference<EventHandler<MarketEvent>> closedEngine() {
        final EventHandler<MarketEvent> handler = new Recording();
        Engine.launch(
                        new EngineContext()
                                .client(new TestVenue())
                                .cores(8)
                                .topology(Topology.INLINE)
                                .ioIdle(IdleMode.BACKOFF)
                                .handler("mine", handler))
                .close();
        return new WeakReference<>(handler);
    }

    private static List<String> engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("novaring"))
                .toList();
    }

    @Test
    void shouldReleaseTheSelectorWhenItCannotStart() {
        final TestVenue broken =
                new TestVenue() {
                    @Override
                    public long deadAfterNs() {
                        return 0;
                    }
                };
        assertThrows(
                IllegalArgumentException.class,
                () -> Engine.launch(new EngineContext().client(broken).ioIdle(IdleMode.SELECT)));
    }
}
