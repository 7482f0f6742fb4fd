/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.trading;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between an engine and a simulator and passes on every byte, until it is told to let only so
 * many more through in one direction: then both sockets end, wherever in a frame that is.
 */
final class CuttingProxy implements AutoCloseable {
    private static final long ALL = Long.MAX_VALUE;

    private final InetSocketAddress target;
    private final String path;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong upstream = new AtomicLong(ALL);
    private final AtomicLong downstream = new AtomicLong(ALL);
    private final AtomicInteger cutCount = new AtomicInteger();
    private volatile boolean isReset;
    private volatile boolean isOver;

    CuttingProxy(final URI uri) {
        target = new InetSocketAddress(uri.getHost(), uri.getPort());
        path = uri.getPath();
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + path);
    }

    /** Cuts behind so many more bytes of the client's, by a reset or in order. */
    void cutUpstream(final long bytes, final boolean resets) {
        isReset = resets;
        upstream.set(bytes);
    }

    /** Cuts behind so many more bytes of the venue's. */
    void cutDownstream(final long bytes, final boolean resets) {
        isReset = resets;
        downstream.set(bytes);
    }

    /** How often it has cut. */
    int cutCount() {
        return cutCount.get();
    }

    private void accept() {
        while (!isOver) {
            try {
                final Socket client = server.accept();
                final Socket venue = new Socket();
                sockets.add(client);
                sockets.add(venue);
                client.setTcpNoDelay(true);
                venue.setTcpNoDelay(true);
                venue.connect(target);
                start(() -> pass(client, venue, upstream));
                start(() -> pass(venue, client, downstream));
            } catch (final IOException e) {
                // The venue or this proxy is gone; a client that waits finds out.
            }
        }
    }

    private static void start(final Runnable task) {
        final Thread thread = new Thread(task, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void pass(final Socket from, final Socket to, final AtomicLong budget) {
        final byte[] buffer = new byte[16 << 10];
        try {
            final InputStream in = from.getInputStream();
            final OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                final int passed = take(budget, count);
                out.write(buffer, 0, passed);
                if (passed < count) {
                    cutCount.incrementAndGet();
                    break;
                }
            }
        } catch (final IOException e) {
            // Ended by either side, or by the other direction.
        } finally {
            end(from);
            end(to);
        }
    }

    private static int take(final AtomicLong budget, final int count) {
        final long left = budget.get();
        if (left == ALL) {
            return count;
        }
        if (left >= count) {
            budget.compareAndSet(left, left - count);
            return count;
        }
        budget.set(ALL);
        return (int) left;
    }

    private void end(final Socket socket) {
        sockets.remove(socket);
        try {
            if (isReset) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (final IOException e) {
            // Closed already.
        }
    }

    @Override
    public void close() throws IOException {
        isOver = true;
        server.close();
        sockets.forEach(this::end);
    }
}
