/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static io.novaring.engine.connection.ScriptedServer.upgraded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.DisconnectReason;
import io.novaring.engine.connection.ConnectionStatus.State;
import io.novaring.engine.connection.wire.Frames;
import io.novaring.engine.reconnect.CircuitBreaker;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a program may ask about a connection, and what the selector is told about it. */
@Timeout(60)
final class StatusTest {
    private final CountDownLatch mayRead = new CountDownLatch(1);

    @Test
    void shouldTellAtOnceWhatWasSent() throws Exception {
        final ScriptedServer.Script script = ScriptedServer.Peer::goMute;
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, new TestClient(server.uri()))) {
            io.untilOpen();
            final long bytesBefore = io.agent.status(0).bytesOut();

            io.send(1, 1, "x".repeat(1_000));
            io.agent.doWork();

            assertEquals(1, io.agent.status(0).messagesOut());
            assertTrue(io.agent.status(0).bytesOut() > bytesBefore + 1_000);
        }
    }

    @Test
    void shouldTellTheLifeOfAConnection() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.out.write(Frames.text("hello"));
                    peer.readFrame();
                    peer.out.write(Frames.close(1012, "maintenance"));
                    peer.readFrame();
                };
        final ManualClock clock = new ManualClock();
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io =
                        new IoFixture(IoFixture.SETTINGS, clock, new TestClient(server.uri()))) {
            final ConnectionStatus before = io.agent.status(0);
            assertEquals(State.DISCONNECTED, before.state());
            assertEquals("test", before.venue());
            assertEquals("public", before.role());
            assertNull(before.lastReason());
            io.agent.doWork();
            assertEquals(State.CONNECTING, io.agent.status(0).state());
            io.until(() -> io.agent.status(0).messagesIn() == 1);
            final ConnectionStatus open = io.agent.status(0);
            assertEquals(State.CONNECTED, open.state());
            assertEquals(1, open.epoch());
            assertEquals(clock.epochNs(), open.lastConnectedTimeNs());
            assertEquals(0, open.messagesOut());
            assertTrue(open.bytesIn() > 100, "the upgrade's answer and a message");
            io.send(1, 1, "x".repeat(1_000));
            clock.advance(7);
            io.untilDisconnected();

            final ConnectionStatus ended = io.agent.status(0);
            assertEquals(State.DISCONNECTED, ended.state());
            assertEquals(DisconnectReason.CLOSED_BY_PEER, ended.lastReason());
            assertEquals(1012, ended.lastCloseCode());
            assertEquals("maintenance", ended.lastText());
            assertEquals(clock.epochNs(), ended.lastDisconnectTimeNs());
            assertEquals(1, ended.attempts());
            assertTrue(ended.nextAttemptTimeNs() > clock.epochNs());
            assertEquals(CircuitBreaker.State.CLOSED, ended.breaker());
            assertEquals(1, ended.messagesOut());
            assertTrue(ended.bytesOut() - open.bytesOut() >= 1_000, ended.toString());
            io.agent.stopConnections();
            assertEquals(State.DISCONNECTED, io.agent.status(0).state(), "not by a failure");
            assertEquals(0, io.agent.status(0).nextAttemptTimeNs());
        }
    }

    /** A thread that sleeps in the selector must wake when the socket takes bytes again. */
    @Test
    void shouldWatchForWritesAsLongAsBytesWait() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    mayRead.await();
                    peer.readFrames();
                };
        final Selector selector = Selector.open();
        final ConnectionSettings settings =
                IoFixture.SETTINGS.withWriteStallNs(30_000_000_000L).withSendBufferLength(64 << 20);
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io =
                        new IoFixture(settings, selector, null, new TestClient(server.uri()))) {
            io.untilOpen();
            final SelectionKey key = selector.keys().iterator().next();
            assertEquals(SelectionKey.OP_READ, key.interestOps());
            final String text = "x".repeat(1_000_000);
            for (int i = 0; i < 30; i++) {
                io.send(1, i, text);
                io.agent.doWork();
            }
            assertEquals(SelectionKey.OP_READ | SelectionKey.OP_WRITE, key.interestOps());

            mayRead.countDown();

            io.until(() -> key.interestOps() == SelectionKey.OP_READ);
        }
    }
}
