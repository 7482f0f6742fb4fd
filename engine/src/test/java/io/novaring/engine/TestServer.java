/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** The other end of {@link TestVenue}, on loopback and a free port. */
final class TestServer extends WebSocketServer implements AutoCloseable {
    final List<String> received = new CopyOnWriteArrayList<>();
    final AtomicInteger refusals = new AtomicInteger();
    volatile boolean isMute;
    private final CountDownLatch started = new CountDownLatch(1);

    private TestServer(final int port) {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        setReuseAddr(true);
        setTcpNoDelay(true);
        setDaemon(true);
    }

    static TestServer open() {
        return open(0);
    }

    static TestServer open(final int port) {
        final TestServer server = new TestServer(port);
        server.start();
        Await.until(server.started);
        return server;
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + getPort() + "/");
    }

    /** How many messages began with this word. */
    long count(final String word) {
        return received.stream().filter(text -> text.startsWith(word + ' ')).count();
    }

    /** Sends to everybody, and waits until there is somebody. */
    void send(final String text) {
        Await.until(() -> !getConnections().isEmpty(), "somebody connects");
        broadcast(text);
    }

    @Override
    public void onMessage(final WebSocket socket, final String message) {
        received.add(message);
        final String[] words = message.split(" ");
        if (isMute) {
            return;
        }
        if ("cancelall".equals(words[0])) {
            final boolean isRefused = refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            socket.send(isRefused ? "err " + words[1] + " 7 busy" : "ok " + words[1] + " 3");
        } else if ("echo".equals(words[0]) && "refuse".equals(words[2])) {
            socket.send("err " + words[1] + " 42 not today");
        } else {
            socket.send("ok " + words[1] + ' ' + words[2]);
        }
    }

    @Override
    public void onOpen(final WebSocket socket, final ClientHandshake handshake) {}

    @Override
    public void onClose(
            final WebSocket socket, final int code, final String reason, final boolean remote) {}

    @Override
    public void onError(final WebSocket socket, final Exception e) {}

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void close() {
        try {
            stop(100);
        } catch (final InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
