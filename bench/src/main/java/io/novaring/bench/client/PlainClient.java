/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** What one writes first: Java-WebSocket, Jackson's tree, sorted maps. */
public final class PlainClient extends WebSocketClient {
    private final ObjectMapper mapper = new ObjectMapper();
    private final TreeBooks books;

    private PlainClient(final Setup setup, final Meter meter) {
        super(setup.uri());
        books = new TreeBooks(meter);
    }

    /** Arguments as in {@link Setup#parse}. */
    public static void main(final String[] arguments) throws Exception {
        ClientProcess.run(arguments, PlainClient::connect);
    }

    static Closeable connect(final Setup setup, final Meter meter) throws InterruptedException {
        final PlainClient client = new PlainClient(setup, meter);
        client.setTcpNoDelay(true);
        // The process is stopped between its turns, the venue is there all the same.
        client.setConnectionLostTimeout(0);
        client.connectBlocking();
        client.send(setup.subscribeRequest());
        return client::close;
    }

    @Override
    public void onMessage(final String message) {
        try {
            books.onMessage(mapper.readTree(message));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onOpen(final ServerHandshake handshake) {
        // Subscribed when it is connected.
    }

    @Override
    public void onClose(final int code, final String reason, final boolean isRemote) {
        // The feed is over.
    }

    @Override
    public void onError(final Exception e) {
        throw new IllegalStateException(e);
    }
}
