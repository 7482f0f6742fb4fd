/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The JDK's WebSocket client: keeps every text frame in order. */
final class TestClient implements WebSocket.Listener, AutoCloseable {
    static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 20;

    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final BlockingQueue<String> frames = new LinkedBlockingQueue<>();

    private int nextId = 1;
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    TestClient(final URI uri) {
        this(uri, HTTP);
    }

    TestClient(final URI uri, final HttpClient http) {
        socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
    }

    @Override
    public CompletionStage<?> onText(
            final WebSocket from, final CharSequence data, final boolean last) {
        partial.append(data);
        if (last) {
            frames.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(
            final WebSocket from, final int statusCode, final String reason) {
        closed.complete(statusCode);
        return null;
    }

    /** Ends {@link #closed} with -1. */
    @Override
    public void onError(final WebSocket from, final Throwable error) {
        closed.complete(-1);
    }

    void send(final String text) {
        socket.sendText(text, true).join();
    }

    WebSocket socket() {
        return socket;
    }

    /** Sends a request and returns its answer; what arrives before it is dropped. */
    JsonNode call(final String method, final String params) throws Exception {
        final int id = nextId++;
        send(request(id, method, params));
        return awaitFrame(frame -> frame.path("id").asInt(-1) == id);
    }

    static String request(final int id, final String method, final String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                .formatted(id, method, params);
    }

    /** Logs in with the demo key; returns the result. */
    JsonNode login() throws Exception {
        return login("novaring-demo", "novaring-demo-secret", "connection").path("result");
    }

    /** Returns the whole answer. */
    JsonNode login(final String id, final String secret, final String scope) throws Exception {
        return call("public/auth", credentials(id, secret, scope));
    }

    static String credentials(final String id, final String secret, final String scope) {
        return JSON.createObjectNode()
                .put("grant_type", "client_credentials")
                .put("client_id", id)
                .put("client_secret", secret)
                .put("scope", scope)
                .toString();
    }

    /** Sends a request and returns its number; its answer is waited for elsewhere. */
    int request(final String method, final String params) {
        final int id = nextId++;
        send(request(id, method, params));
        return id;
    }

    JsonNode answer(final int id) throws Exception {
        return awaitFrame(frame -> frame.path("id").asInt(-1) == id);
    }

    static int code(final JsonNode answer) {
        return answer.at("/error/code").asInt();
    }

    List<String> subscribe(final String... channels) throws Exception {
        return names(call("public/subscribe", channels(channels)));
    }

    List<String> unsubscribe(final String... channels) throws Exception {
        return names(call("public/unsubscribe", channels(channels)));
    }

    static String channels(final String... channels) throws JsonProcessingException {
        return "{\"channels\":" + JSON.writeValueAsString(Arrays.asList(channels)) + "}";
    }

    static List<String> names(final JsonNode answer) {
        final List<String> names = new ArrayList<>();
        answer.path("result").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** The data of the next notification of a channel. */
    JsonNode awaitData(final String channel) throws Exception {
        return awaitFrame(frame -> channel.equals(frame.at("/params/channel").asText()))
                .at("/params/data");
    }

    /**
     * Handles the {@code params} of everything that was sent before now: the answer to a request of
     * its own tells where that ends. Only for a market that stands still.
     */
    void drain(final Consumer<JsonNode> notification) throws Exception {
        final int id = nextId++;
        send(request(id, "public/test", "{}"));
        JsonNode frame = JSON.readTree(next());
        while (frame.path("id").asInt(-1) != id) {
            notification.accept(frame.path("params"));
            frame = JSON.readTree(next());
        }
    }

    JsonNode awaitFrame(final Predicate<JsonNode> wanted) throws Exception {
        while (true) {
            final JsonNode frame = JSON.readTree(next());
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    /** The next text frame as it came. */
    String next() throws InterruptedException {
        final String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(frame, "no frame came");
        return frame;
    }

    int awaitClose() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
