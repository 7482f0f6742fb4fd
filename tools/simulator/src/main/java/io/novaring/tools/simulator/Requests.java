/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.simulator.channel.Channels;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.login.Logins;
import io.novaring.tools.simulator.login.SessionListener;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.query.MarketQueries;
import io.novaring.tools.simulator.query.Outbox;
import io.novaring.tools.simulator.query.Reply;
import io.novaring.tools.simulator.query.VenueQueries;
import io.novaring.tools.simulator.schedule.LivenessCheck;
import io.novaring.tools.simulator.schedule.Timers;
import io.novaring.tools.simulator.trading.TradingMethods;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** Answers JSON-RPC requests by the venue's rules. Simulator thread only. */
final class Requests {
    private static final String VERSION = "1.2.26";

    private static final int INVALID_REQUEST = -32600;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int TOO_MANY_REQUESTS = 10_028;
    private static final int BAD_REQUEST = 11050;
    private static final int MAINTENANCE = 11051;

    private final Clock clock;
    private final SessionListener listener;
    private final MarketQueries queries;
    private final VenueQueries venueQueries;
    private final Venue venue;
    private final Faults faults;
    private final Answers answers;
    private final Reply reply;
    private final Logins logins;
    private final Subscriptions subscriptions;
    private final PrivateRequests privates;
    private final ObjectMapper mapper =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    Requests(
            final SimulatorConfig config,
            final Market market,
            final Channels channels,
            final Venue venue,
            final Faults faults,
            final Timers timers,
            final TradingMethods trading) {
        this.clock = config.clock();
        this.listener = config.sessionListener();
        this.reply = new Reply(config.clock());
        this.queries = new MarketQueries(market, reply);
        this.venueQueries = new VenueQueries(market, reply);
        this.venue = venue;
        this.faults = faults;
        this.answers = new Answers(timers);
        this.logins =
                new Logins(
                        config.accounts(),
                        config.sessionListener(),
                        clock,
                        config.seed(),
                        trading::onLogin,
                        account -> trading.exchange().account(account).id);
        this.subscriptions =
                new Subscriptions(config, channels, trading, logins, faults, answers, reply);
        this.privates =
                new PrivateRequests(config, timers, trading, logins, subscriptions, faults, reply);
    }

    /** The connection is gone. */
    void onEnded(final Connection connection, final long nowNs) {
        privates.onEnded(connection, nowNs);
    }

    /** The venue takes back what the connection was granted. */
    void revoke(final Connection connection) {
        privates.revoke(connection);
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
        listener.onRequest(
                connection.number(),
                method,
                logins.accountOf(connection.login, request.path("params")) != null);
        faults.onRequest(connection, method);
        if (!connection.isOpen()) {
            return;
        }
        final JsonNode sentId = request.get("id");
        final Fault fault = faults.takeAnswer(connection, method);
        if (fault != null && fault.kind() == FaultKind.CUT_BEFORE_REQUEST) {
            connection.reset(CloseCause.FAULT);
            return;
        }
        final Outbox outbox = answers.outbox(connection, fault);
        final JsonNode id = answers.id(connection, fault, sentId);
        reply.begin(outbox, id, nowNs);
        connection.lastId = sentId;
        if (!isRefused(connection, fault, method, request.path("params"), nowNs)) {
            answer(connection, id, request, fault, outbox, nowNs);
        }
    }

    /** Whether it was answered with an error before anybody looked at it. */
    private boolean isRefused(
            final Connection connection,
            final Fault fault,
            final String method,
            final JsonNode params,
            final long nowNs) {
        final FaultKind kind = fault == null ? null : fault.kind();
        final boolean poor = !privates.takeCredits(connection, method, params, nowNs);
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

    private void answer(
            final Connection connection,
            final JsonNode id,
            final JsonNode request,
            final Fault fault,
            final Outbox outbox,
            final long nowNs) {
        final JsonNode params = request.path("params");
        if (!"2.0".equals(request.path("jsonrpc").asText())
                || !request.path("method").isTextual()) {
            reply.error(INVALID_REQUEST, "Invalid Request");
        } else if (!params.isObject() && !params.isMissingNode()) {
            reply.error(INVALID_PARAMS, "Invalid params");
        } else {
            final String method = request.path("method").textValue();
            if (method.startsWith("private/")) {
                privates.handle(
                        new PrivateRequests.Request(connection, id, method, params, fault, outbox),
                        nowNs);
            } else {
                dispatch(connection, method, params, nowNs);
            }
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
            case "public/auth" -> privates.auth(connection, params, nowNs);
            case "public/fork_token" -> logins.forkToken(params, connection.login, reply);
            case "public/exchange_token" -> logins.exchangeToken(params, connection.login, reply);
            case "public/subscribe" -> subscriptions.subscribe(connection, null, params, nowNs);
            case "public/unsubscribe" -> subscriptions.unsubscribe(connection, null, params);
            case "public/unsubscribe_all" -> subscriptions.unsubscribeAll(connection, null);
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
            default -> reply.error(METHOD_NOT_FOUND, "Method not found");
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
        if (!interval.isNumber() || interval.doubleValue() < LivenessCheck.INTERVAL_SECONDS_MIN) {
            reply.badParam("interval", "must be at least 10");
            return;
        }
        connection.heartbeat.start(interval.doubleValue(), nowNs);
        reply.result("\"ok\"");
    }
}
