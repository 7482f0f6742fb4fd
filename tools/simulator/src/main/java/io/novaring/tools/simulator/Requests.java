/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.simulator.channel.Channel;
import io.novaring.tools.simulator.channel.Channels;
import io.novaring.tools.simulator.market.Market;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Answers JSON-RPC requests by the venue's rules. Simulator thread only. */
final class Requests {
    private static final String VERSION = "1.2.26";
    private static final int CHANNELS_MAX = 500;
    private static final double HEARTBEAT_SECONDS_MIN = 10;

    private static final int INVALID_REQUEST = -32600;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int BAD_REQUEST = 11050;
    private static final int UNAUTHORIZED = 13009;
    private static final int RAW_FORBIDDEN = 13778;

    private final SimulatorConfig config;
    private final Clock clock;
    private final Channels channels;
    private final MarketQueries queries;
    private final Random order;
    private final Reply reply;
    private final ObjectMapper mapper =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    Requests(final SimulatorConfig config, final Market market, final Channels channels) {
        this.config = config;
        this.clock = config.clock();
        this.channels = channels;
        this.reply = new Reply(config.clock());
        this.queries = new MarketQueries(market, reply);
        this.order = new Random(config.seed());
    }

    void onTooLarge(final Connection connection, final long nowNs) {
        reply.begin(connection, null, nowNs);
        reply.error(INVALID_REQUEST, "request entity too large");
    }

    void onRequest(
            final Connection connection, final byte[] bytes, final int length, final long nowNs) {
        final JsonNode request = parse(bytes, length);
        reply.begin(connection, request == null ? null : request.get("id"), nowNs);
        if (request == null || !request.isObject()) {
            reply.error(BAD_REQUEST, "bad_request", "\"invalid json\"");
            return;
        }
        final JsonNode params = request.path("params");
        if (!"2.0".equals(request.path("jsonrpc").asText())
                || !request.path("method").isTextual()) {
            reply.error(INVALID_REQUEST, "Invalid Request");
        } else if (!params.isObject() && !params.isMissingNode()) {
            reply.error(INVALID_PARAMS, "Invalid params");
        } else {
            dispatch(connection, request.path("method").textValue(), params, nowNs);
        }
    }

    private JsonNode parse(final byte[] bytes, final int length) {
        try {
            return mapper.readTree(bytes, 0, length);
        } catch (final IOException e) {
            return null;
        }
    }

    private void dispatch(
            final Connection connection,
            final String method,
            final JsonNode params,
            final long nowNs) {
        switch (method) {
            case "public/hello" -> hello(params);
            case "public/test" -> test(connection, params);
            case "public/get_time" -> reply.result(Long.toString(clock.millis()));
            case "public/set_heartbeat" -> setHeartbeat(connection, params, nowNs);
            case "public/disable_heartbeat" -> {
                connection.heartbeat.stop();
                reply.result("\"ok\"");
            }
            case "public/subscribe" -> subscribe(connection, params, nowNs);
            case "public/unsubscribe" -> unsubscribe(connection, params);
            case "public/unsubscribe_all" -> {
                channels.unsubscribeAll(connection);
                reply.result("\"ok\"");
            }
            case "public/get_instruments" -> queries.instruments(params);
            case "public/get_instrument" -> queries.instrument(params);
            case "public/ticker" -> queries.ticker(params);
            case "public/get_order_book" -> queries.orderBook(params);
            default -> unknown(method);
        }
    }

    private void unknown(final String method) {
        if (method.startsWith("private/")) {
            // Nobody can log in: every private call is one without a token.
            reply.error(
                    UNAUTHORIZED,
                    "unauthorized",
                    "{\"reason\":\"invalid_token\",\"param\":\"access_token\"}");
        } else {
            reply.error(METHOD_NOT_FOUND, "Method not found");
        }
    }

    private void hello(final JsonNode params) {
        for (final String name : List.of("client_name", "client_version")) {
            if (!params.path(name).isTextual()) {
                reply.badParam(name, "is required");
                return;
            }
        }
        reply.result("{\"version\":\"" + VERSION + "\"}");
    }

    private void test(final Connection connection, final JsonNode params) {
        connection.heartbeat.onTest();
        final JsonNode expected = params.path("expected_result");
        if (expected.isMissingNode()) {
            reply.result("{\"version\":\"" + VERSION + "\"}");
        } else if ("exception".equals(expected.asText())) {
            reply.error(BAD_REQUEST, "bad_request");
        } else {
            reply.badParam("expected_result", "must be exception");
        }
    }

    private void setHeartbeat(
            final Connection connection, final JsonNode params, final long nowNs) {
        final JsonNode interval = params.path("interval");
        if (!interval.isNumber() || interval.doubleValue() < HEARTBEAT_SECONDS_MIN) {
            reply.badParam("interval", "must be at least 10");
            return;
        }
        connection.heartbeat.start(interval.doubleValue(), nowNs);
        reply.result("\"ok\"");
    }

    private void subscribe(final Connection connection, final JsonNode params, final long nowNs) {
        final Set<String> names = names(params);
        if (names == null) {
            return;
        }
        final List<Channel> accepted = new ArrayList<>();
        for (final String name : names) {
            final Channel channel = channels.find(name);
            if (channel == null || config.rejectChannels().test(name)) {
                continue;
            }
            if (config.rawNeedsLogin() && name.endsWith(".raw")) {
                // One refused channel refuses the whole call.
                reply.error(RAW_FORBIDDEN, "raw_subscriptions_not_available_for_unauthorized");
                return;
            }
            accepted.add(channel);
        }
        final List<String> acknowledged =
                new ArrayList<>(accepted.stream().map(Channel::name).toList());
        // The venue's order is its own.
        Collections.shuffle(acknowledged, order);
        reply.names(acknowledged);
        for (final Channel channel : accepted) {
            if (!connection.isSubscribedTo(channel.name())) {
                channels.subscribe(connection, channel, nowNs);
            }
        }
    }

    private void unsubscribe(final Connection connection, final JsonNode params) {
        final Set<String> names = names(params);
        if (names != null) {
            names.removeIf(name -> !channels.unsubscribe(connection, name));
            reply.names(names);
        }
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
