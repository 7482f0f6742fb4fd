/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static io.novaring.engine.connection.ScriptedServer.upgraded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.connection.wire.Frames;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.engine.reconnect.BackoffSettings.Kind;
import io.novaring.engine.reconnect.BudgetSettings;
import io.novaring.engine.reconnect.ReconnectStrategy;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a connection does about trouble, by its settings. */
@Timeout(60)
final class StrategyTest {
    private final BlockingQueue<String> fromClient = new LinkedBlockingQueue<>();

    private static ConnectionSettings with(final ReconnectStrategy strategy) {
        return IoFixture.SETTINGS.withReconnect(
                IoFixture.SETTINGS.reconnect().withStrategy(strategy));
    }

    @Test
    void shouldStopAtTheFirstEndWhenItIsToFailFast() throws Exception {
        final ScriptedServer.Script script = peer -> peer.out.write(Frames.close(1011, "oops"));
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io =
                        new IoFixture(
                                with(ReconnectStrategy.FAIL_FAST), new TestClient(server.uri()))) {
            io.until(() -> io.agent.state(0) == ConnectionState.STOPPED);

            final RecordingSink.Seen stopped = io.sink.of(Lifecycle.CONNECTION_STOPPED).get(0);
            assertEquals(DisconnectReason.CLOSED_BY_PEER, stopped.disconnectReason());
            assertEquals(1011, stopped.token());
            assertEquals("no further attempt: the strategy is to fail fast; oops", stopped.text());
            assertEquals(1, server.acceptedCount.get());
            assertEquals(ConnectionStatus.State.ERROR, io.agent.status(0).state());
        }
    }

    @Test
    void shouldLeaveAnUnusableStreamOpenWhenItIsOnlyToBeLogged() throws Exception {
        try (ScriptedServer server = new ScriptedServer(upgraded(ScriptedServer.Peer::goMute));
                IoFixture io =
                        new IoFixture(
                                with(ReconnectStrategy.LOG_AND_CONTINUE),
                                new TestClient(server.uri()))) {
            io.untilOpen();
            io.stages.disconnect(3, 0, 1, DisconnectReason.STREAM_UNUSABLE);
            io.agent.doWork();
            assertEquals(ConnectionState.OPEN, io.agent.state(0));

            io.stages.disconnect(1, 0, 1, DisconnectReason.PEER_SILENT);

            assertEquals(DisconnectReason.PEER_SILENT, io.untilDisconnected().disconnectReason());
        }
    }

    @Test
    void shouldEndAnUnusableStreamByDefault() throws Exception {
        try (ScriptedServer server = new ScriptedServer(upgraded(ScriptedServer.Peer::goMute));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            io.untilOpen();
            io.stages.disconnect(3, 0, 1, DisconnectReason.STREAM_UNUSABLE);

            assertEquals(
                    DisconnectReason.STREAM_UNUSABLE, io.untilDisconnected().disconnectReason());
        }
    }

    @Test
    void shouldSendEveryMessageBackWhenItIsToEcho() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.out.write(Frames.concat(Frames.text("one"), Frames.text("\u20ac")));
                    for (int i = 0; i < 3; i++) {
                        fromClient.add(peer.readFrame().text());
                    }
                    peer.goMute();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script))) {
            final TestClient client = new TestClient(server.uri());
            client.onFrame =
                    (event, wishes) -> {
                        if ("one".equals(event.rawText())) {
                            wishes.message().raw("of the venue's own");
                            wishes.send(5);
                        }
                        return true;
                    };
            try (IoFixture io = new IoFixture(with(ReconnectStrategy.ECHO), client)) {
                io.until(() -> fromClient.size() == 3);

                assertEquals(
                        List.of("of the venue's own", "one", "\u20ac"), List.copyOf(fromClient));
                final List<Integer> types =
                        io.sink.of(Origin.OUTBOUND).stream().map(RecordingSink.Seen::code).toList();
                assertEquals(List.of(5, -1, -1), types, "nobody answers an echo");
                final ConnectionStatus status = io.agent.status(0);
                assertEquals(2, status.messagesIn());
                assertEquals(3, status.messagesOut());
            }
        }
    }

    @Test
    void shouldAskTheErrorHandlerWhetherToGoOn() throws Exception {
        final List<String> asked = new ArrayList<>();
        final ScriptedServer.Script script = ScriptedServer.Peer::reset;
        try (ScriptedServer server = new ScriptedServer(upgraded(script))) {
            final TestClient client = new TestClient(server.uri());
            client.errors =
                    new ErrorHandler() {
                        @Override
                        public ErrorClass classify(final MarketEvent error) {
                            return ErrorClass.FIX_REQUEST;
                        }

                        @Override
                        public boolean reconnects(
                                final DisconnectReason reason, final int attempt) {
                            asked.add(reason + " " + attempt);
                            return attempt < 2;
                        }
                    };
            try (IoFixture io = new IoFixture(IoFixture.SETTINGS, client)) {
                io.until(() -> io.agent.state(0) == ConnectionState.STOPPED);

                assertEquals(3, asked.size());
                assertTrue(asked.get(2).endsWith(" 2"), asked.toString());
                assertTrue(
                        io.sink
                                .of(Lifecycle.CONNECTION_STOPPED)
                                .get(0)
                                .text()
                                .contains("the venue's error handler wants none"));
            }
        }
    }

    @Test
    void shouldCountTheAttemptsSinceTheLastHealthySessionForTheErrorHandler() throws Exception {
        final List<Integer> asked = new ArrayList<>();
        final AtomicInteger sessions = new AtomicInteger();
        final ScriptedServer.Script script =
                peer -> {
                    if (sessions.incrementAndGet() < 3) {
                        peer.reset();
                    } else {
                        peer.goMute();
                    }
                };
        final ManualClock clock = new ManualClock();
        try (ScriptedServer server = new ScriptedServer(upgraded(script))) {
            final TestClient client = new TestClient(server.uri());
            client.errors =
                    new ErrorHandler() {
                        @Override
                        public ErrorClass classify(final MarketEvent error) {
                            return ErrorClass.FIX_REQUEST;
                        }

                        @Override
                        public boolean reconnects(
                                final DisconnectReason reason, final int attempt) {
                            return asked.add(attempt);
                        }
                    };
            try (IoFixture io = new IoFixture(IoFixture.SETTINGS, clock, client)) {
                io.until(
                        () -> {
                            clock.advance(10_000);
                            return sessions.get() == 3 && io.agent.state(0) == ConnectionState.OPEN;
                        });
                assertEquals(List.of(0, 1), asked);

                clock.advance(TimeUnit.SECONDS.toNanos(31));
                io.stages.disconnect(1, 0, 3, DisconnectReason.PEER_SILENT);
                io.until(() -> asked.size() == 3);

                assertEquals(0, asked.get(2));
            }
        }
    }

    @Test
    void shouldStopAfterTheAttemptsThatAreAllowed() throws Exception {
        final BackoffSettings three =
                new BackoffSettings(
                        Kind.CONSTANT,
                        TimeUnit.MILLISECONDS.toNanos(2),
                        TimeUnit.MILLISECONDS.toNanos(2),
                        0,
                        3,
                        0,
                        TimeUnit.MILLISECONDS.toNanos(2),
                        TimeUnit.SECONDS.toNanos(30));
        final ScriptedServer.Script script = ScriptedServer.Peer::reset;
        try (ScriptedServer server = new ScriptedServer(script);
                IoFixture io =
                        new IoFixture(
                                IoFixture.SETTINGS.withBackoff(three),
                                new TestClient(server.uri()))) {
            io.until(() -> io.agent.state(0) == ConnectionState.STOPPED);

            assertEquals(3, io.sink.of(Lifecycle.CONNECTING).size());
            assertTrue(
                    io.sink
                            .of(Lifecycle.CONNECTION_STOPPED)
                            .get(0)
                            .text()
                            .contains("3 attempts led to no session that lasted"));
        }
    }

    @Test
    void shouldCloseEverySocketThoughAHandlerThrows() throws Exception {
        final AtomicInteger ended = new AtomicInteger();
        final ScriptedServer.Script script =
                peer -> {
                    peer.readFrames();
                    ended.incrementAndGet();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                Selector selector = Selector.open()) {
            final TestClient broken = new TestClient(server.uri());
            broken.auth =
                    new AuthHandler() {
                        @Override
                        public void onDisconnect() {
                            throw new IllegalStateException("a bug of the adapter");
                        }
                    };
            final IoFixture io =
                    new IoFixture(
                            IoFixture.SETTINGS,
                            selector,
                            null,
                            broken,
                            new TestClient(server.uri()));
            io.until(
                    () ->
                            io.agent.state(0) == ConnectionState.OPEN
                                    && io.agent.state(1) == ConnectionState.OPEN);

            assertThrows(IllegalStateException.class, io.agent::onClose);

            assertFalse(selector.isOpen());
            final long startNs = System.nanoTime();
            while (ended.get() < 2 && System.nanoTime() - startNs < 20_000_000_000L) {
                Thread.sleep(1);
            }
            assertEquals(2, ended.get(), "both sockets are closed");
        }
    }

    @Test
    void shouldShareOneBudgetAmongTheConnectionsToAVenue() throws Exception {
        final ConnectionSettings settings =
                IoFixture.SETTINGS.withReconnect(
                        IoFixture.SETTINGS
                                .reconnect()
                                .withBudget(new BudgetSettings(2, TimeUnit.HOURS.toNanos(1))));
        try (ScriptedServer server = new ScriptedServer(upgraded(ScriptedServer.Peer::goMute));
                IoFixture io =
                        new IoFixture(
                                settings,
                                new TestClient(server.uri()),
                                new TestClient(server.uri()),
                                new TestClient(server.uri()))) {
            io.until(
                    () ->
                            io.agent.state(0) == ConnectionState.OPEN
                                    && io.agent.state(1) == ConnectionState.OPEN);

            assertEquals(ConnectionState.WAITING, io.agent.state(2));
            final RecordingSink.Seen waits = io.sink.of(Lifecycle.RECONNECT_SCHEDULED).get(0);
            assertEquals(2, waits.connectionId());
            assertTrue(waits.requestId() > TimeUnit.MINUTES.toNanos(59), waits.toString());
            assertTrue(io.agent.status(2).nextAttemptTimeNs() > io.clock.epochNs());
        }
    }
}
