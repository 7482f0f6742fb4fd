/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Passes one connection on to a server on loopback and keeps what the client sent. */
final class Relay implements Closeable {
    private static final int HEADER_LENGTH = 5;

    private final ServerSocket entrance = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final CountDownLatch ended = new CountDownLatch(1);

    Relay(final int port) throws IOException {
        start(
                () -> {
                    try (Socket client = entrance.accept();
                            Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        start(() -> copy(server, client, null));
                        copy(client, server, sent);
                        ended.countDown();
                    } catch (final IOException e) {
                        // The test is over.
                    }
                });
    }

    private static void start(final Runnable task) {
        final Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void copy(
            final Socket from, final Socket to, final ByteArrayOutputStream keeper) {
        final byte[] bytes = new byte[4_096];
        try {
            final InputStream in = from.getInputStream();
            final OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (keeper != null) {
                    keeper.write(bytes, 0, count);
                }
                out.write(bytes, 0, count);
            }
        } catch (final IOException e) {
            // One of the two went away.
        }
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Waits until the client has ended its side. */
    void awaitEnd() throws InterruptedException {
        if (!ended.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the client did not end the connection");
        }
    }

    /** Content types of the TLS records the client sent. */
    List<Integer> recordTypes() {
        final byte[] bytes = sent.toByteArray();
        final List<Integer> types = new ArrayList<>();
        int at = 0;
        while (at + HEADER_LENGTH <= bytes.length) {
            types.add((int) bytes[at]);
            at += HEADER_LENGTH + ((bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF);
        }
        return types;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
