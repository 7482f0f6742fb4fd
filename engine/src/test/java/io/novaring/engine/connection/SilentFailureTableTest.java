/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static io.novaring.engine.connection.ScriptedServer.upgraded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.Lifecycle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Failures that only time can tell: noticed neither before their bound nor after it, by a clock
 * that is the test's.
 */
@Timeout(60)
final class SilentFailureTableTest {
    private static final ConnectionSettings SETTINGS = ConnectionSettings.DEFAULT;
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ManualClock clock = new ManualClock();

    @AfterAll
    static void writeTable() throws IOException {
        FailureTable.write();
    }

    /** Moves the clock until it is noticed: not a step before the bound, and at it. */
    private void within(
            final String fault,
            final DisconnectReason reason,
            final long boundNs,
            final IoFixture io) {
        final long startNs = clock.epochNs();
        while (io.sink.of(Lifecycle.DISCONNECTED).isEmpty()) {
            clock.advance(STEP_NS);
            for (int i = 0; i < 10; i++) {
                io.agent.doWork();
            }
            assertTrue(clock.epochNs() - startNs <= boundNs + STEP_NS, fault + ": too late");
        }
        final RecordingSink.Seen seen = io.untilDisconnected();
        final long tookNs = clock.epochNs() - startNs;
        assertEquals(reason, seen.disconnectReason(), seen.toString());
        assertTrue(tookNs >= boundNs, fault + ": too early, after " + tookNs);
        FailureTable.add(fault, seen, boundNs / 1_000_000 + " ms", tookNs);
    }

    @Test
    void shouldNoticeAHalfOpenConnection() throws IOException {
        try (ScriptedServer server = new ScriptedServer(upgraded(ScriptedServer.Peer::goMute));
                IoFixture io = new IoFixture(SETTINGS, clock, new TestClient(server.uri()))) {
            io.untilOpen();
            within(
                    "half-open: nothing comes any more",
                    DisconnectReason.PEER_SILENT,
                    SETTINGS.pingIntervalNs() + SETTINGS.pongTimeoutNs(),
                    io);
        }
    }

    @Test
    void shouldNoticeAPeerThatStopsReading() throws IOException {
        try (ScriptedServer server = new ScriptedServer(upgraded(ScriptedServer.Peer::goMute));
                IoFixture io =
                        new IoFixture(
                                SETTINGS.withSendBufferLength(64 << 20),
                                clock,
                                new TestClient(server.uri()))) {
            io.untilOpen();
            final String text = "x".repeat(1_000_000);
            for (int i = 0; i < 30; i++) {
                io.send(1, i, text);
                io.agent.doWork();
            }
            // The kernel takes some more when it learns by a timer of its own what arrived.
            for (int i = 0; i < 40; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                io.agent.doWork();
            }
            // More than 2 s, so that one step later is the first it may be noticed.
            within(
                    "the peer stops reading",
                    DisconnectReason.WRITE_STALLED,
                    SETTINGS.writeStallNs() + STEP_NS,
                    io);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "upgrade never answered, ws, UPGRADING",
        "TLS handshake never answered, wss, SECURING"
    })
    void shouldNoticeAnAttemptThatHangs(
            final String fault, final String scheme, final ConnectionState phase)
            throws IOException {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Peer::goMute);
                IoFixture io =
                        new IoFixture(
                                SETTINGS,
                                clock,
                                new TestClient(scheme + "://127.0.0.1:" + server.port()))) {
            io.until(() -> io.agent.state(0) == phase);
            within(fault, DisconnectReason.CONNECT_TIMEOUT, SETTINGS.connectTimeoutNs(), io);
        }
    }

    @Test
    void shouldNoticeATcpBlackHole() throws Exception {
        final List<SocketChannel> fillers = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Nobody accepts: once the backlog is full, Linux drops what would open another.
            boolean isFull = false;
            while (!isFull && fillers.size() < 64) {
                final SocketChannel filler = SocketChannel.open();
                fillers.add(filler);
                filler.configureBlocking(false);
                filler.connect(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), server.getLocalPort()));
                Thread.sleep(100);
                isFull = !filler.finishConnect();
            }
            assumeTrue(isFull, "the backlog has no end here");
            try (IoFixture io =
                    new IoFixture(
                            SETTINGS,
                            clock,
                            new TestClient("ws://127.0.0.1:" + server.getLocalPort()))) {
                io.until(() -> io.agent.state(0) == ConnectionState.CONNECTING);
                within(
                        "TCP black hole",
                        DisconnectReason.CONNECT_TIMEOUT,
                        SETTINGS.connectTimeoutNs(),
                        io);
            }
        } finally {
            for (final SocketChannel filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void shouldNoticeAnAuthenticationNobodyAnswers() throws IOException {
        try (ScriptedServer server = new ScriptedServer(upgraded(ScriptedServer.Peer::goMute))) {
            final TestClient client = new TestClient(server.uri());
            client.auth = new TestAuth();
            try (IoFixture io = new IoFixture(SETTINGS, clock, client)) {
                io.untilOpen();
                within(
                        "authentication never answered",
                        DisconnectReason.AUTHENTICATION_FAILED,
                        SETTINGS.connectTimeoutNs(),
                        io);
            }
        }
    }
}
