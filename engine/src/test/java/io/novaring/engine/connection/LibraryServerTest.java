/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.DisconnectReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocket;
import org.java_websocket.enums.Opcode;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a server that is not ours. */
@Timeout(60)
final class LibraryServerTest {
    @Test
    void shouldTalkToAnotherImplementation() throws Exception {
        final EchoServer server = new EchoServer();
        server.start();
        assertTrue(server.started.await(10, TimeUnit.SECONDS));
        try (IoFixture io =
                new IoFixture(
                        IoFixture.SETTINGS, new TestClient("ws://127.0.0.1:" + server.getPort()))) {
            io.until(() -> io.sink.texts().size() == 1 && server.pongs.get() == 1);
            io.send(1, 1, "\u20ac".repeat(30_000));
            io.until(() -> io.sink.texts().size() == 2);
            io.send(1, 2, "close");
            final RecordingSink.Seen seen = io.untilDisconnected();

            assertEquals(List.of("parts", "\u20ac".repeat(30_000)), io.sink.texts());
            assertEquals(DisconnectReason.CLOSED_BY_PEER, seen.disconnectReason());
            assertEquals(4_000, seen.token());
        } finally {
            server.stop(1_000);
        }
    }

    private static final class EchoServer extends WebSocketServer {
        final CountDownLatch started = new CountDownLatch(1);
        final AtomicInteger pongs = new AtomicInteger();

        EchoServer() {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        }

        @Override
        public void onStart() {
            started.countDown();
        }

        @Override
        public void onOpen(final WebSocket socket, final ClientHandshake handshake) {
            socket.sendFragmentedFrame(Opcode.TEXT, bytes("par"), false);
            socket.sendPing();
            socket.sendFragmentedFrame(Opcode.TEXT, bytes("ts"), true);
        }

        private static ByteBuffer bytes(final String text) {
            return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void onWebsocketPong(final WebSocket socket, final Framedata frame) {
            pongs.incrementAndGet();
        }

        @Override
        public void onMessage(final WebSocket socket, final String message) {
            if ("close".equals(message)) {
                socket.close(4_000, "as asked");
            } else {
                socket.send(message);
            }
        }

        @Override
        public void onClose(
                final WebSocket socket, final int code, final String reason, final boolean remote) {
            // Nothing to do.
        }

        @Override
        public void onError(final WebSocket socket, final Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
