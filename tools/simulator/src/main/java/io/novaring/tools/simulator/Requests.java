/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.simulator.channel.Channel;
import io.novaring.tools.simulator.channel.Channels;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.query.MarketQueries;
import io.novaring.tools.simulator.query.Reply;
import io.novaring.tools.simulator.query.VenueQueries;
import io.novaring.tools.simulator.schedule.Timers;
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
    private static final int TOO_MANY_REQUESTS = 10_028;
    private static final int BAD_REQUEST = 11050;
    private static final int MAINTENANCE = 11051;
    private static final int UNAUTHORIZED = 13009;
    private static final int RAW_FORBIDDEN = 13778;

    private final SimulatorConfig config;
    private final Clock clock;
    private final Channels channels;
    private final MarketQueries queries;
    private final VenueQueries venueQueries;
    private final Venue venue;
    private final Faults faults;
    private final Answers answers;
    private final Random order;
    private final Reply reply;
    private final ObjectMapper mapper =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    Requests(
            final SimulatorConfig config,
            final Market market,
            final Channels channels,
            final Venue venue,
            final Faults faults,
            final Timers timers) {
        this.config = config;
        this.clock = config.clock();
        this.channels = channels;
        this.reply = new Reply(config.clock());
        this.queries = new MarketQueries(market, reply);
        this.venueQueries = new VenueQueries(market, reply);
        this.venue = venue;
        this.faults = faults;
        this.answers = new Answers(timers);
        this.order = new Random(config.seed());
    }

    void onTooLarge(final Connection connection, final long nowNs) {
        reply.begin(connection::send, null, nowNs);
        reply.error(INVALID_REQUEST, "request entity too large");
    }

    void onRequest(
            final Connection connection, final byte[] bytes, final int length, final long nowNs) {
        final JsonNode request = parse(bytes, length);
        if (request == null || !request.isObject()) {
            reply.begin(connection::send, null, nowNs);
            reply.error(BAD_REQUEST, "bad_request", "\"invalid json\"");
            return;
        }
        final String method = request.path("method").asText();
        faults.onRequest(connection, method);
        if (!connection.isOpen()) {
            return;
        }
        final JsonNode id = request.get("id");
        final Fault fault = faults.takeAnswer(connection, method);
        reply.begin(answers.outbox(connection, fault), answers.id(connection, fault, id), nowNs);
        connection.lastId = id;
        if (!isRefused(connection, fault, method, nowNs)) {
            answer(connection, request, nowNs);
        }
    }

    /** Whether it was answered with an error before anybody looked at it. */
    private boolean isRefused(
            final Connection connection, final Fault fault, final String method, final long nowNs) {
        final FaultKind kind = fault == null ? null : fault.kind();
        final boolean poor = connection.credits != null && !connection.credits.take(method, nowNs);
        if (poor || kind == FaultKind.TOO_MANY_REQUESTS) {
            reply.error(TOO_MANY_REQUESTS, "too_many_requests");
            connection.endAfterFlush(poor ? CloseCause.NO_CREDITS : CloseCause.FAULT);
            return true;
        }
        if (kind == FaultKind.ERROR_ANSWER) {
            reply.error(fault.code(), "injected_error");
            return true;
        }
        if (venue.isInMaintenance()) {
            reply.error(MAINTENANCE, "system_maintenance");
            return true;
        }
        return false;
    }

    private void answer(final Connection connection, final JsonNode request, final long nowNs) {
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
            case "public/get_order_book_by_instrument_id" -> queries.orderBookById(params);
            case "public/get_last_trades_by_instrument" -> venueQueries.lastTrades(params);
            case "public/get_currencies" -> venueQueries.currencies();
            case "public/get_index_price" -> venueQueries.indexPrice(params);
            case "public/get_index_price_names", "public/get_supported_index_names" ->
                    venueQueries.indexNames(params);
            case "public/get_expirations" -> venueQueries.expirations(params);
            case "public/get_contract_size" -> venueQueries.contractSize(params);
            case "public/status" -> venueQueries.status();
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
            if (channel == null
                    || config.rejectChannels().test(name)
                    || faults.takeSubscribe(FaultKind.REFUSED_CHANNEL, connection, name) != null) {
                continue;
            }
            if (config.rawNeedsLogin() && name.endsWith(".raw")) {
                // One refused channel refuses the whole call.
                reply.error(RAW_FORBIDDEN, "raw_subscriptions_not_available_for_unauthorized");
                return;
            }
            accepted.add(channel);
        }
        if (faults.takeSubscribe(FaultKind.PARTIAL_ACKNOWLEDGEMENT, connection, null) != null) {
            for (int i = accepted.size() - 1; i >= 0; i -= 2) {
                accepted.remove(i);
            }
        }
        final List<String> acknowledged =
                new ArrayList<>(accepted.stream().map(Channel::name).toList());
        // The venue's order is its own.
        Collections.shuffle(acknowledged, order);
        final Fault late = faults.takeSubscribe(FaultKind.LATE_ACKNOWLEDGEMENT, connection, null);
        if (late != null) {
            reply.redirect(answers.late(connection, late.duration()));
        }
        reply.names(acknowledged);
        for (final Channel channel : accepted) {
            if (!connection.isSubscribedTo(channel.name())) {
                faults.onSubscribe(connection, channel.name());
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
