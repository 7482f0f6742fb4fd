/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Takes connections, shows its certificate and writes down every byte it is told behind that: what
 * a thief in the venue's place would have. Without a certificate it answers everything in plain
 * HTTP.
 */
final class CountingServer implements AutoCloseable {
    private static final byte[] REFUSAL =
            "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger handshakes = new AtomicInteger();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final ServerSocket socket;
    private final boolean isSecure;
    private final Thread thread;

    /**
     * @param context null for a server that speaks no TLS.
     */
    CountingServer(final SSLContext context) throws IOException {
        final InetAddress loopback = InetAddress.getLoopbackAddress();
        isSecure = context != null;
        socket =
                isSecure
                        ? context.getServerSocketFactory().createServerSocket(0, 50, loopback)
                        : new ServerSocket(0, 50, loopback);
        thread = new Thread(this::serve, "counting-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("wss://127.0.0.1:" + socket.getLocalPort() + "/ws/api/v2");
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket peer = socket.accept()) {
                connections.incrementAndGet();
                peer.setSoTimeout(10_000);
                serve(peer);
            } catch (final IOException e) {
                // A handshake that failed, or the end: what was told until then is written down.
            }
        }
    }

    private void serve(final Socket peer) throws IOException {
        if (peer instanceof SSLSocket secure) {
            secure.startHandshake();
            handshakes.incrementAndGet();
        }
        final InputStream in = peer.getInputStream();
        for (int one = in.read(); one >= 0; one = in.read()) {
            synchronized (told) {
                told.write(one);
            }
            if (!isSecure) {
                peer.getOutputStream().write(REFUSAL);
            }
        }
    }

    /** Every byte behind the handshake; without a certificate every byte. */
    byte[] told() {
        synchronized (told) {
            return told.toByteArray();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
