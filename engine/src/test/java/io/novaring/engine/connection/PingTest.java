/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static io.novaring.engine.connection.ScriptedServer.upgraded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.Origin;
import io.novaring.engine.connection.wire.Frames;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pings of the engine's own, at the figures of the default profile. */
@Timeout(60)
final class PingTest {
    private static final long INTERVAL_NS = IoFixture.SETTINGS.pingIntervalNs();
    private static final long TIMEOUT_NS = IoFixture.SETTINGS.pongTimeoutNs();

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger pings = new AtomicInteger();

    /** Answers pings with pongs, or with a text: any byte is a sign of life. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldKeepASessionWhosePeerAnswers(final boolean pong) throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    while (true) {
                        final ScriptedServer.Frame frame = peer.readFrame();
                        assertEquals(Frames.PING, frame.opcode());
                        peer.out.write(
                                pong
                                        ? Frames.frame(true, Frames.PONG, frame.payload())
                                        : Frames.text("busy"));
                        pings.incrementAndGet();
                    }
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io =
                        new IoFixture(IoFixture.SETTINGS, clock, new TestClient(server.uri()))) {
            io.untilOpen();
            for (int i = 1; i <= 5; i++) {
                final int count = i;
                final long bytesIn = io.agent.status(0).bytesIn();
                clock.advance(INTERVAL_NS);
                io.until(() -> pings.get() == count && io.agent.status(0).bytesIn() > bytesIn);
                clock.advance(TIMEOUT_NS);
                io.agent.doWork();
                assertEquals(ConnectionState.OPEN, io.agent.state(0));
                clock.advance(-TIMEOUT_NS);
            }
            assertTrue(io.sink.of(Origin.OUTBOUND).isEmpty(), "control frames are no events");
            assertTrue(server.failures.isEmpty(), server.failures.toString());
        }
    }

    @Test
    void shouldEndASessionWhosePeerIsSilentBehindAPing() throws Exception {
        try (ScriptedServer server = new ScriptedServer(upgraded(ScriptedServer.Peer::goMute));
                IoFixture io =
                        new IoFixture(IoFixture.SETTINGS, clock, new TestClient(server.uri()))) {
            io.untilOpen();
            clock.advance(INTERVAL_NS);
            io.agent.doWork();
            clock.advance(TIMEOUT_NS - 1);
            io.agent.doWork();
            assertEquals(ConnectionState.OPEN, io.agent.state(0));
            clock.advance(1);

            final RecordingSink.Seen seen = io.untilDisconnected();

            assertEquals(DisconnectReason.PEER_SILENT, seen.disconnectReason());
            assertEquals("nothing came for 5000 ms after a ping", seen.text());
        }
    }

    @Test
    void shouldNotTakeItsOwnPauseForTheSilenceOfThePeer() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.readFrame();
                    peer.out.write(Frames.frame(true, Frames.PONG, new byte[0]));
                    pings.incrementAndGet();
                    peer.goMute();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io =
                        new IoFixture(IoFixture.SETTINGS, clock, new TestClient(server.uri()))) {
            io.untilOpen();
            clock.advance(INTERVAL_NS);
            io.agent.doWork();
            final long startNs = System.nanoTime();
            while (pings.get() == 0 && System.nanoTime() - startNs < 20_000_000_000L) {
                Thread.onSpinWait();
            }
            // The pong is in our socket, or will be; then this thread sleeps for a minute.
            Thread.sleep(50);
            clock.advance(4 * INTERVAL_NS);
            io.agent.doWork();

            assertEquals(ConnectionState.OPEN, io.agent.state(0));
            assertTrue(io.sink.of(Lifecycle.DISCONNECTED).isEmpty());
        }
    }
}
