/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/**
 * Deribit's login on loopback, with tokens that end. It knows nothing of the client's code. Every
 * secret it gives away has the word CANARY in it.
 */
final class AccountVenue extends WebSocketServer {
    static final String ID = "CANARY-ID";
    static final String SECRET = "CANARY-SECRET-0123456789";
    private static final String SCOPE = "connection account:read_write trade:read_write";

    /** Grants asked for, in order. */
    final List<String> grants = new CopyOnWriteArrayList<>();

    /** What was asked for a second time of its kind, such as a nonce or a token that is spent. */
    final List<String> reused = new CopyOnWriteArrayList<>();

    private final CountDownLatch started = new CountDownLatch(1);
    private final List<String> nonces = new CopyOnWriteArrayList<>();
    private int tokenCount;

    volatile int expiresInSeconds = 900;
    volatile boolean refusesRefresh;
    volatile boolean ignoresRefresh;
    volatile boolean deniesRequests;
    volatile boolean throttles;
    volatile long refusal;

    AccountVenue() throws InterruptedException {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        setDaemon(true);
        start();
        if (!started.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server does not start");
        }
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + getPort() + "/ws/api/v2");
    }

    @Override
    public void onMessage(final WebSocket socket, final String text) {
        if (!socket.isOpen()) {
            return;
        }
        final JsonNode request = Json.parse(text);
        final String method = request.at("/method").textValue();
        final long id = request.at("/id").longValue();
        if ("public/auth".equals(method)) {
            authenticate(socket, id, request.at("/params"));
        } else if (throttles) {
            error(socket, id, 10_028, "too_many_requests");
            socket.close(1_000);
        } else if (isDenied(socket, method)) {
            error(socket, id, 13_009, "unauthorized");
        } else if (method.endsWith("subscribe")) {
            answer(socket, id, request.at("/params/channels").toString());
        } else {
            answer(socket, id, method.endsWith("heartbeat") ? "\"ok\"" : "{\"version\":\"1\"}");
        }
    }

    private boolean isDenied(final WebSocket socket, final String method) {
        final Long untilNs = socket.getAttachment();
        final boolean isKnown = untilNs != null && System.nanoTime() - untilNs < 0;
        return method.startsWith("private/") && (deniesRequests || !isKnown);
    }

    private synchronized void authenticate(
            final WebSocket socket, final long id, final JsonNode params) {
        final String grant = params.at("/grant_type").textValue();
        grants.add(grant);
        if ("refresh_token".equals(grant)) {
            if (ignoresRefresh) {
                return;
            }
            final String token = params.at("/refresh_token").textValue();
            if (!token.equals("CANARY-REFRESH-" + tokenCount)) {
                reused.add(token);
            }
            if (refusesRefresh) {
                error(socket, id, 13_009, "bad " + token);
                return;
            }
        } else {
            final String nonce = params.at("/nonce").textValue();
            if (nonces.contains(nonce) || !ID.equals(params.at("/client_id").textValue())) {
                reused.add(nonce);
            }
            nonces.add(nonce);
            if (refusal != 0) {
                error(socket, id, refusal, "refused " + ID + " with " + SECRET);
                return;
            }
        }
        tokenCount++;
        final long lifeNs = TimeUnit.SECONDS.toNanos(expiresInSeconds);
        socket.setAttachment(System.nanoTime() + lifeNs);
        answer(
                socket,
                id,
                "{\"refresh_token\":\"CANARY-REFRESH-"
                        + tokenCount
                        + "\",\"scope\":\""
                        + SCOPE
                        + "\",\"access_token\":\"CANARY-ACCESS-"
                        + tokenCount
                        + "\",\"token_type\":\"bearer\",\"expires_in\":"
                        + expiresInSeconds
                        + '}');
    }

    private static void answer(final WebSocket socket, final long id, final String result) {
        final long us = System.currentTimeMillis() * 1_000;
        socket.send(
                "{\"jsonrpc\":\"2.0\",\"id\":"
                        + id
                        + ",\"result\":"
                        + result
                        + ",\"usIn\":"
                        + us
                        + ",\"usOut\":"
                        + us
                        + ",\"usDiff\":0}");
    }

    private static void error(
            final WebSocket socket, final long id, final long code, final String message) {
        socket.send(
                "{\"jsonrpc\":\"2.0\",\"id\":"
                        + id
                        + ",\"error\":{\"code\":"
                        + code
                        + ",\"message\":\""
                        + message
                        + "\"}}");
    }

    @Override
    public void onOpen(final WebSocket socket, final ClientHandshake handshake) {}

    @Override
    public void onClose(
            final WebSocket socket, final int code, final String why, final boolean remote) {}

    @Override
    public void onError(final WebSocket socket, final Exception e) {
        // A client that went away.
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    void shutDown() throws InterruptedException {
        stop(1_000);
    }
}
