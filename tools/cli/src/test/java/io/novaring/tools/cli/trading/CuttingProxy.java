/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.trading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands between an engine and a simulator and passes on every byte, until it is told to let only
 * so many more through in one direction: then both sockets end, wherever in a frame that is. It has
 * no thread: whoever moves time calls {@link #poll}, so that no byte rests here while time passes.
 */
final class CuttingProxy implements AutoCloseable {
    private static final long ALL = Long.MAX_VALUE;

    private final InetSocketAddress target;
    private final String path;
    private final ServerSocketChannel server;
    private final List<Pair> pairs = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
    private long upstream = ALL;
    private long downstream = ALL;
    private boolean isReset;
    private int upstreamCuts;
    private int downstreamCuts;

    /** One connection through it. */
    private record Pair(SocketChannel client, SocketChannel venue) {}

    CuttingProxy(final URI uri) {
        target = new InetSocketAddress(uri.getHost(), uri.getPort());
        path = uri.getPath();
        try {
            server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
            server.configureBlocking(false);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.socket().getLocalPort() + path);
    }

    /** Cuts behind so many more bytes of the client's, by a reset or in order. */
    synchronized void cutUpstream(final long bytes, final boolean resets) {
        isReset = resets;
        upstream = bytes;
    }

    /** Cuts behind so many more bytes of the venue's. */
    synchronized void cutDownstream(final long bytes, final boolean resets) {
        isReset = resets;
        downstream = bytes;
    }

    /** How often it has cut within what the client sent. */
    synchronized int upstreamCuts() {
        return upstreamCuts;
    }

    /** How often it has cut within what the venue sent. */
    synchronized int downstreamCuts() {
        return downstreamCuts;
    }

    /** Passes on what has come; true when there was something. */
    synchronized boolean poll() {
        boolean hasWorked = false;
        try {
            final SocketChannel client = server.accept();
            if (client != null) {
                pairs.add(new Pair(prepared(client), prepared(SocketChannel.open(target))));
                hasWorked = true;
            }
        } catch (final IOException e) {
            // The venue or this proxy is gone; a client that waits finds out.
        }
        for (final Pair pair : List.copyOf(pairs)) {
            try {
                hasWorked |= pass(pair.client, pair.venue, true);
                hasWorked |= pass(pair.venue, pair.client, false);
            } catch (final IOException e) {
                end(pair);
            }
        }
        return hasWorked;
    }

    private static SocketChannel prepared(final SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }

    private boolean pass(final SocketChannel from, final SocketChannel to, final boolean isUp)
            throws IOException {
        buffer.clear();
        final int count = from.read(buffer);
        if (count < 0) {
            throw new IOException("ended");
        }
        final long left = isUp ? upstream : downstream;
        final int passed = (int) Math.min(count, left);
        buffer.flip().limit(passed);
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
        if (passed < count) {
            upstreamCuts += isUp ? 1 : 0;
            downstreamCuts += isUp ? 0 : 1;
        }
        final long rest = left == ALL ? ALL : passed < count ? ALL : left - passed;
        upstream = isUp ? rest : upstream;
        downstream = isUp ? downstream : rest;
        if (passed < count) {
            throw new IOException("cut");
        }
        return count > 0;
    }

    private void end(final Pair pair) {
        pairs.remove(pair);
        end(pair.client);
        end(pair.venue);
    }

    private void end(final SocketChannel channel) {
        try {
            if (isReset) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            channel.close();
        } catch (final IOException e) {
            // Closed already.
        }
    }

    @Override
    public synchronized void close() throws IOException {
        server.close();
        List.copyOf(pairs).forEach(this::end);
    }
}
