/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.tools.simulator.query.Reply;
import io.novaring.tools.simulator.schedule.LivenessCheck;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Answers JSON-RPC requests from what was recorded. Every login is good: no secret is looked at,
 * none is kept. Playback thread only.
 */
final class PlaybackRequests {
    private static final String VERSION = "1.2.26";
    private static final int CHANNELS_MAX = 500;
    private static final int LOGIN_SECONDS = 31_536_000;
    private static final int DEPTH_DEFAULT = 5;

    private static final int INVALID_REQUEST = -32600;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int NOT_IMPLEMENTED = 10_033;
    private static final int BAD_REQUEST = 11_050;
    private static final int UNAUTHORIZED = 13_009;
    private static final int NOT_FOUND = 13_020;

    private boolean changed;
    private final Catalogue catalogue;
    private final PlaybackClock clock;
    private final Reply reply;
    private final FrameWriter first = new FrameWriter();
    private final ObjectMapper mapper =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    PlaybackRequests(final Catalogue catalogue, final PlaybackClock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.reply = new Reply(clock);
    }

    /** Whether somebody has subscribed to something since the last call. */
    boolean takeSubscribed() {
        final boolean was = changed;
        changed = false;
        return was;
    }

    void onTooLarge(final PlaybackClient client, final long nowNs) {
        reply.begin(client::send, null, nowNs);
        reply.error(INVALID_REQUEST, "request entity too large");
    }

    void onRequest(
            final PlaybackClient client, final byte[] bytes, final int length, final long nowNs) {
        final JsonNode request = parse(bytes, length);
        if (request == null || !request.isObject()) {
            reply.begin(client::send, null, nowNs);
            reply.error(BAD_REQUEST, "bad_request", "\"invalid json\"");
            return;
        }
        final JsonNode params = request.path("params");
        final JsonNode method = request.path("method");
        reply.begin(client::send, request.get("id"), nowNs);
        if (!"2.0".equals(request.path("jsonrpc").asText()) || !method.isTextual()) {
            reply.error(INVALID_REQUEST, "Invalid Request");
        } else if (!params.isObject() && !params.isMissingNode()) {
            reply.error(INVALID_PARAMS, "Invalid params");
        } else if (method.textValue().startsWith("private/")) {
            privately(client, method.textValue(), params, nowNs);
        } else {
            publicly(client, method.textValue(), params, nowNs);
        }
    }

    private JsonNode parse(final byte[] bytes, final int length) {
        try {
            return mapper.readTree(bytes, 0, length);
        } catch (final IOException e) {
            return null;
        }
    }

    private void publicly(
            final PlaybackClient client,
            final String method,
            final JsonNode params,
            final long nowNs) {
        switch (method) {
            case "public/hello" -> reply.result("{\"version\":\"" + VERSION + "\"}");
            case "public/test" -> test(client, params);
            case "public/get_time" -> reply.result(Long.toString(clock.millis()));
            case "public/set_heartbeat" -> setHeartbeat(client, params, nowNs);
            case "public/disable_heartbeat" -> {
                client.liveness.stop();
                reply.result("\"ok\"");
            }
            case "public/auth" -> auth(client, params);
            case "public/subscribe" -> subscribe(client, params, false, nowNs);
            case "public/unsubscribe" -> unsubscribe(client, params);
            case "public/unsubscribe_all" -> unsubscribeAll(client, false);
            case "public/get_order_book" -> orderBook(method, params);
            default -> fromRecording(method, params);
        }
    }

    private void privately(
            final PlaybackClient client,
            final String method,
            final JsonNode params,
            final long nowNs) {
        if (!client.isLoggedIn() && !params.has("access_token")) {
            reply.error(
                    UNAUTHORIZED,
                    "unauthorized",
                    "{\"reason\":\"log in first: a playback takes any credentials\"}");
            return;
        }
        switch (method) {
            case "private/subscribe" -> subscribe(client, params, true, nowNs);
            case "private/unsubscribe" -> unsubscribe(client, params);
            case "private/unsubscribe_all" -> unsubscribeAll(client, true);
            case "private/enable_cancel_on_disconnect", "private/disable_cancel_on_disconnect" ->
                    reply.result("\"ok\"");
            case "private/logout" -> client.endAfterFlush();
            default -> {
                if (RecordedAnswers.isQuery(method)) {
                    fromRecording(method, params);
                } else {
                    reply.error(
                            NOT_IMPLEMENTED,
                            "not_implemented",
                            "{\"reason\":\"this is a recording: it takes no orders and changes"
                                    + " nothing\"}");
                }
            }
        }
    }

    private void fromRecording(final String method, final JsonNode params) {
        if (!RecordedAnswers.isQuery(method)) {
            reply.error(METHOD_NOT_FOUND, "Method not found");
            return;
        }
        final byte[] result = catalogue.answers.find(method, params);
        if (result == null) {
            reply.error(NOT_FOUND, "not_found", "{\"reason\":\"not in this recording\"}");
            return;
        }
        reply.openResult().raw(result);
        reply.closeResult();
    }

    /** The book as it is now is better than what the recorded client was once told of it. */
    private void orderBook(final String method, final JsonNode params) {
        final String prefix = "book." + params.path("instrument_name").asText() + '.';
        for (final String interval : List.of("raw", "100ms", "agg2")) {
            final RecordedChannel channel = catalogue.channels.get(prefix + interval);
            if (channel != null && channel.book().isKnown()) {
                final int depth = params.path("depth").asInt(DEPTH_DEFAULT);
                channel.book().writeResult(reply.openResult(), depth);
                reply.closeResult();
                return;
            }
        }
        fromRecording(method, params);
    }

    private void test(final PlaybackClient client, final JsonNode params) {
        client.liveness.onTest();
        if ("exception".equals(params.path("expected_result").asText())) {
            reply.error(BAD_REQUEST, "bad_request");
        } else {
            reply.result("{\"version\":\"" + VERSION + "\"}");
        }
    }

    private void setHeartbeat(
            final PlaybackClient client, final JsonNode params, final long nowNs) {
        final JsonNode interval = params.path("interval");
        if (!interval.isNumber() || interval.doubleValue() < LivenessCheck.INTERVAL_SECONDS_MIN) {
            reply.badParam("interval", "must be at least 10");
            return;
        }
        client.liveness.start(interval.doubleValue(), nowNs);
        reply.result("\"ok\"");
    }

    /** Whoever asks is let in, with all that was asked for. */
    private void auth(final PlaybackClient client, final JsonNode params) {
        client.logIn();
        final ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("token_type", "bearer");
        if (params.path("state").isTextual()) {
            result.set("state", params.get("state"));
        }
        result.put("sid", "playback");
        result.put(
                "scope",
                "account:read_write block_trade:read_write connection custody:read_write"
                        + " mainaccount trade:read_write wallet:read_write");
        result.put("refresh_token", "playback-refresh");
        result.put("expires_in", LOGIN_SECONDS);
        result.putArray("enabled_features");
        result.put("access_token", "playback-access");
        reply.openResult().raw(result.toString().getBytes(StandardCharsets.UTF_8));
        reply.closeResult();
    }

    private void subscribe(
            final PlaybackClient client,
            final JsonNode params,
            final boolean allowsPrivate,
            final long nowNs) {
        final Set<String> names = names(params);
        if (names == null) {
            return;
        }
        final List<String> granted = new ArrayList<>();
        for (final String name : names) {
            final RecordedChannel channel = catalogue.channels.get(name);
            if (channel != null && (allowsPrivate || !channel.isPrivate())) {
                granted.add(name);
            }
        }
        reply.names(granted);
        for (final String name : granted) {
            final RecordedChannel channel = catalogue.channels.get(name);
            if (client.channels.putIfAbsent(name, channel) == null) {
                channel.subscribe(client, first, nowNs);
                changed = true;
            }
        }
    }

    private void unsubscribe(final PlaybackClient client, final JsonNode params) {
        final Set<String> names = names(params);
        if (names == null) {
            return;
        }
        names.removeIf(
                name -> {
                    final RecordedChannel channel = client.channels.remove(name);
                    if (channel != null) {
                        channel.unsubscribe(client);
                    }
                    return channel == null;
                });
        reply.names(names);
    }

    private void unsubscribeAll(final PlaybackClient client, final boolean allowsPrivate) {
        client.channels
                .values()
                .removeIf(
                        channel -> {
                            final boolean leaves = allowsPrivate || !channel.isPrivate();
                            if (leaves) {
                                channel.unsubscribe(client);
                            }
                            return leaves;
                        });
        reply.result("\"ok\"");
    }

    /** Null when the parameter is wrong; the error is sent then. */
    private Set<String> names(final JsonNode params) {
        final JsonNode list = params.path("channels");
        if (!list.isArray()) {
            reply.badParam("channels", "must be an array");
            return null;
        }
        if (list.size() > CHANNELS_MAX) {
            reply.badParam("channels", "too many channels, at most " + CHANNELS_MAX);
            return null;
        }
        final Set<String> names = new LinkedHashSet<>();
        for (final JsonNode name : list) {
            if (!name.isTextual()) {
                reply.badParam("channels", "must be strings");
                return null;
            }
            names.add(name.textValue());
        }
        return names;
    }
}
