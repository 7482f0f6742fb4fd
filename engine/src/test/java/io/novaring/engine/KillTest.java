/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.connection.ConnectionStatus;
import io.novaring.engine.order.KillReport;
import io.novaring.engine.order.KillReport.Line;
import io.novaring.engine.order.KillReport.Path;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.reconnect.BackoffSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kill switch, whatever else is wrong with the engine; sockets are real. */
@Timeout(120)
final class KillTest {
    private static final String HANG = "note note.X hang";

    private final Recording recording = new Recording();
    private final Reports reports = new Reports();

    /** Reached, and let go, by a handler that hangs. */
    private final CountDownLatch hung = new CountDownLatch(1);

    private final CountDownLatch release = new CountDownLatch(1);

    private EngineContext context(final Topology topology, final URI uri) {
        return new EngineContext()
                .client(new TradingVenue(uri))
                .cores(8)
                .topology(topology)
                .ioIdle(IdleMode.BACKOFF)
                .listener(reports)
                .handler("recording", recording);
    }

    private EventHandler<MarketEvent> hanging() {
        return (event, sequence, isEndOfBatch) -> {
            if (event.kind == EventKind.NOTIFICATION && event.rawText().equals(HANG)) {
                hung.countDown();
                Await.until(release);
            }
        };
    }

    private static void awaitAuthenticated(final Engine engine) {
        Await.until(
                () -> engine.connectionStatus(0).state() == ConnectionStatus.State.AUTHENTICATED,
                "the venue knows us");
    }

    private static Line line(final KillReport report) {
        assertEquals(1, report.lines().size());
        return report.lines().get(0);
    }

    private static void assertConfirmed(final Path path, final KillReport report) {
        final Line line = line(report);
        assertEquals(path, line.path(), report.toString());
        assertTrue(line.isSent(), report.toString());
        assertTrue(report.isConfirmed(), report.toString());
        assertEquals(3, line.cancelledCount());
        assertEquals("", line.text());
    }

    private static OrderCommand order() {
        final OrderCommand order = new OrderCommand().instrument("X");
        order.action = OrderCommand.NEW;
        return order;
    }

    private List<String> kills() {
        final List<String> texts = new ArrayList<>();
        for (int i = 0; i < recording.size(); i++) {
            final MarketEvent event = recording.get(i);
            if (event.origin == Origin.COMMAND && event.code == CommandType.KILL.code()) {
                texts.add(event.rawText());
            }
        }
        return texts;
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldCancelOnTheSessionThereIsAndRefuseFromThenOn(final Topology topology) {
        final Engine engine;
        try (TestServer server = TestServer.open()) {
            engine = Engine.launch(context(topology, server.uri()));
            try (engine) {
                awaitAuthenticated(engine);
                final OrderEntry orders = engine.orders();
                assertTrue(orders.submit(order()) > 1L << 32);

                assertConfirmed(Path.IO_THREAD, engine.kill());

                assertEquals(OrderRefusal.KILLED, OrderEntry.refusalOf(orders.submit(order())));
                assertEquals(OrderEntry.TAKEN, orders.cancelAll());
                assertEquals(5L << 32, orders.cancel(5L << 32));
                assertTrue(orders.isKilled());
                assertEquals(1, server.count("cancelall"));
                engine.resume();
                assertFalse(orders.isKilled());
                assertTrue(orders.submit(order()) > 0);
                Await.until(() -> kills().size() == 2, "both turns are events");
            }
        }
        assertEquals(List.of("1", "0"), kills());
        assertEquals(1, reports.kills.size());
        assertTrue(engine.report().isComplete(), engine.report().toString());
        final ReplayResult replayed =
                new Replay(
                                new EngineContext()
                                        .client(new TradingVenue(URI.create("ws://127.0.0.1:1/"))),
                                recording.source())
                        .run();
        assertNull(replayed.divergence());
        assertEquals(engine.stateHash(), replayed.stateHash());
    }

    @Test
    void shouldCancelOnASessionOfItsOwnWhileAHandlerKeepsTheIoThread() {
        try (TestServer server = TestServer.open();
                Engine engine =
                        Engine.launch(
                                context(Topology.INLINE, server.uri())
                                        .handler("hanging", hanging()))) {
            awaitAuthenticated(engine);
            server.send(HANG);
            Await.until(hung);

            assertConfirmed(Path.OWN_SESSION, engine.kill());

            assertEquals(1, server.count("cancelall"));
            Await.until(() -> server.getConnections().size() == 1, "its session is closed");
            release.countDown();
            Await.until(() -> server.count("cancelall") == 2, "the I/O thread does it as well");
        }
    }

    @Test
    void shouldCancelOnTheSessionThereIsWhileAHandlerKeepsAnotherThread() {
        try (TestServer server = TestServer.open();
                Engine engine =
                        Engine.launch(
                                context(Topology.FUSED, server.uri())
                                        .handler("hanging", hanging()))) {
            awaitAuthenticated(engine);
            server.send(HANG);
            Await.until(hung);

            assertConfirmed(Path.IO_THREAD, engine.kill());

            release.countDown();
        }
    }

    @Test
    void shouldCancelOnASessionOfItsOwnWhileTheRingIsFull() {
        try (TestServer server = TestServer.open();
                Engine engine =
                        Engine.launch(
                                context(Topology.FUSED, server.uri())
                                        .ringLength(64)
                                        .handler("hanging", hanging()))) {
            awaitAuthenticated(engine);
            server.send(HANG);
            Await.until(hung);
            for (int i = 0; i < 100; i++) {
                server.send("note note.X more");
            }
            Await.until(() -> engine.ringFullNs() > 0, "the ring is full");

            assertConfirmed(Path.OWN_SESSION, engine.kill());
            assertConfirmed(Path.OWN_SESSION, engine.orders().kill());

            release.countDown();
        }
    }

    @Test
    void shouldCancelOnASessionOfItsOwnBetweenTwoSessions() {
        final BackoffSettings slow =
                new BackoffSettings(
                        BackoffSettings.Kind.CONSTANT,
                        TimeUnit.HOURS.toNanos(1),
                        TimeUnit.HOURS.toNanos(1),
                        0,
                        0,
                        0,
                        0,
                        TimeUnit.SECONDS.toNanos(30));
        try (TestServer server = TestServer.open();
                Engine engine =
                        Engine.launch(
                                context(Topology.FUSED, server.uri())
                                        .connections(
                                                ConnectionSettings.DEFAULT.withBackoff(slow)))) {
            awaitAuthenticated(engine);
            server.getConnections().forEach(socket -> socket.close());
            Await.until(
                    () -> engine.connectionStatus(0).state() == ConnectionStatus.State.DISCONNECTED,
                    "the session ends");

            assertConfirmed(Path.OWN_SESSION, engine.kill());
        }
    }

    @Test
    void shouldCancelAgainWhenTheVenueRefusesAtFirst() {
        try (TestServer server = TestServer.open();
                Engine engine = Engine.launch(context(Topology.FUSED, server.uri()))) {
            awaitAuthenticated(engine);
            server.refusals.set(2);

            assertConfirmed(Path.IO_THREAD, engine.kill());

            assertEquals(3, server.count("cancelall"));
        }
    }

    @Test
    void shouldCancelWithEveryCall() {
        try (TestServer server = TestServer.open();
                Engine engine = Engine.launch(context(Topology.INLINE, server.uri()))) {
            awaitAuthenticated(engine);

            assertConfirmed(Path.IO_THREAD, engine.kill());
            assertConfirmed(Path.IO_THREAD, engine.kill());

            assertEquals(2, server.count("cancelall"));
            Await.until(() -> kills().size() == 1, "the switch was turned once");
        }
        assertEquals(List.of("1"), kills());
    }

    @Test
    void shouldReturnAtOnceToAHandlerOnTheIoThread() {
        final AtomicReference<Engine> running = new AtomicReference<>();
        final AtomicReference<KillReport> report = new AtomicReference<>();
        final EventHandler<MarketEvent> killing =
                (event, sequence, isEndOfBatch) -> {
                    if (event.kind == EventKind.NOTIFICATION) {
                        report.set(running.get().kill());
                    }
                };
        try (TestServer server = TestServer.open();
                Engine engine =
                        Engine.launch(
                                context(Topology.INLINE, server.uri())
                                        .handler("killing", killing))) {
            running.set(engine);
            awaitAuthenticated(engine);
            server.send("note note.X go");
            Await.until(() -> server.count("cancelall") == 1, "it is sent behind the handler");

            assertEquals(Path.NONE, line(report.get()).path());
            assertEquals(
                    "the I/O thread has not looked yet; sent when the handler has returned",
                    line(report.get()).text());
            assertTrue(engine.orders().isKilled());
        }
    }

    @Test
    void shouldCancelForAnEngineThatHasEnded() {
        final Reports halted = new Reports();
        try (TestServer server = TestServer.open()) {
            final Engine closed = Engine.launch(context(Topology.FUSED, server.uri()));
            awaitAuthenticated(closed);
            closed.close();
            final Engine broken =
                    Engine.launch(
                            context(Topology.FUSED, server.uri())
                                    .listener(halted)
                                    .handler(
                                            "broken",
                                            (event, sequence, isEndOfBatch) -> {
                                                throw new IllegalStateException("on purpose");
                                            }));
            try (broken) {
                Await.until(() -> broken.failure() != null, "it halts");

                assertConfirmed(Path.OWN_SESSION, closed.kill());
                assertConfirmed(Path.OWN_SESSION, broken.kill());
                assertEquals(
                        OrderRefusal.NOT_CONNECTED,
                        OrderEntry.refusalOf(closed.orders().submit(order())));
            }
        }
    }

    @Test
    void shouldSayWhatStoodInTheWay() {
        final URI nobody = URI.create("ws://127.0.0.1:1/");
        final TradingVenue broken =
                new TradingVenue(
                        nobody,
                        new java.util.function.Supplier<>() {
                            private boolean isAskedAgain;

                            @Override
                            public TradingVenue get() {
                                if (isAskedAgain) {
                                    throw new IllegalStateException("CANARY");
                                }
                                isAskedAgain = true;
                                return null;
                            }
                        });
        try (Engine engine = Engine.launch(new EngineContext().client(broken).cores(2))) {
            final Line line = line(engine.kill());

            assertEquals(Path.NONE, line.path());
            assertFalse(line.isConfirmed());
            assertEquals(
                    "the connection has no session; no session of its own: IllegalStateException",
                    line.text());
        }
    }

    @Test
    void shouldLeaveNothingRunning() {
        shouldCancelOnASessionOfItsOwnWhileAHandlerKeepsTheIoThread();

        Await.until(
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().startsWith("novaring-")),
                "every thread of the engine ends");
    }
}
