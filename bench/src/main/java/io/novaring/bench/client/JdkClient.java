/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;

/** The same with what the JDK has: its own WebSocket, Jackson's tree, sorted maps. */
public final class JdkClient implements WebSocket.Listener {
    private final ObjectMapper mapper = new ObjectMapper();
    private final StringBuilder parts = new StringBuilder();
    private final TreeBooks books;

    private JdkClient(final Meter meter) {
        books = new TreeBooks(meter);
    }

    /** Arguments as in {@link Setup#parse}. */
    public static void main(final String[] arguments) throws Exception {
        ClientProcess.run(arguments, JdkClient::connect);
    }

    static Closeable connect(final Setup setup, final Meter meter) {
        final WebSocket socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(setup.uri(), new JdkClient(meter))
                        .join();
        socket.sendText(setup.subscribeRequest(), true).join();
        return socket::abort;
    }

    @Override
    public CompletionStage<?> onText(
            final WebSocket socket, final CharSequence data, final boolean isLast) {
        try {
            if (isLast && parts.isEmpty()) {
                books.onMessage(mapper.readTree(data.toString()));
            } else {
                parts.append(data);
                if (isLast) {
                    books.onMessage(mapper.readTree(parts.toString()));
                    parts.setLength(0);
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        socket.request(1);
        return null;
    }
}
