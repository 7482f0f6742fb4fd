/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.junit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.simulator.BookSnapshot;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** The smallest client that keeps a book through a gap: it subscribes again. */
final class BookClient implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_NS = 20_000_000_000L;

    private final ObjectMapper mapper =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private final StringBuilder partial = new StringBuilder();
    private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final String channel;
    private final WebSocket socket;
    private long changeId = -1;
    private int snapshots;

    BookClient(final URI uri, final String instrument) {
        channel = "book." + instrument + ".raw";
        socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, this).join();
        call(socket, "subscribe");
    }

    private CompletionStage<WebSocket> call(final WebSocket to, final String method) {
        return to.sendText(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/%s\",\"params\":{\"channels\":[\"%s\"]}}"
                        .formatted(method, channel),
                true);
    }

    @Override
    public synchronized CompletionStage<?> onText(
            final WebSocket from, final CharSequence data, final boolean last) {
        partial.append(data);
        if (last) {
            onMessage(from, partial.toString());
            partial.setLength(0);
            notifyAll();
        }
        from.request(1);
        return null;
    }

    private void onMessage(final WebSocket from, final String message) {
        final JsonNode data;
        try {
            data = mapper.readTree(message).at("/params/data");
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        if ("snapshot".equals(data.path("type").asText())) {
            bids.clear();
            snapshots++;
        } else if (!data.has("prev_change_id") || changeId < 0) {
            return;
        } else if (data.path("prev_change_id").asLong() != changeId) {
            changeId = -1;
            call(from, "unsubscribe").thenCompose(to -> call(to, "subscribe"));
            return;
        }
        changeId = data.path("change_id").asLong();
        for (final JsonNode level : data.path("bids")) {
            final BigDecimal price = level.get(1).decimalValue().stripTrailingZeros();
            if ("delete".equals(level.get(0).asText())) {
                bids.remove(price);
            } else {
                bids.put(price, level.get(2).decimalValue());
            }
        }
    }

    synchronized void awaitResync() throws InterruptedException {
        await(() -> snapshots > 1);
    }

    synchronized void awaitChangeId(final long wanted) throws InterruptedException {
        await(() -> changeId == wanted);
    }

    private void await(final java.util.function.BooleanSupplier condition)
            throws InterruptedException {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > PATIENCE_NS) {
                throw new AssertionError("waited too long");
            }
            wait(100);
        }
    }

    synchronized List<BookSnapshot.Level> bids() {
        return bids.entrySet().stream()
                .map(
                        level ->
                                new BookSnapshot.Level(
                                        level.getKey().movePointRight(9).longValueExact(),
                                        level.getValue().movePointRight(9).longValueExact()))
                .toList();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
