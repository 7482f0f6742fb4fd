/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.simulator.limit.AccountCredits;
import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.query.MarketQueries;
import io.novaring.tools.simulator.query.Reply;
import io.novaring.tools.simulator.schedule.LivenessCheck;
import io.novaring.tools.simulator.trading.TradingMethods;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Answers the requests of the sessions of a backtest by the venue's rules. */
final class VirtualRequests {
    private static final String VERSION = "1.2.26";
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_REQUEST = -32600;
    private static final int INVALID_PARAMS = -32602;
    private static final int TOO_MANY_REQUESTS = 10_028;
    private static final int BAD_REQUEST = 11_050;
    private static final int UNAUTHORIZED = 13_009;
    private static final int TOKEN_LIFE_SECONDS = 900;

    private int tokens;
    private boolean cancelsOnDisconnect;
    private final VirtualConfig config;
    private final TradingMethods trading;
    private final Clock clock;
    private final Reply reply;
    private final MarketQueries queries;
    private final AccountCredits credits;
    private final Turns turns;
    private final ObjectMapper mapper =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    VirtualRequests(
            final VirtualConfig config,
            final Market market,
            final TradingMethods trading,
            final Clock clock,
            final Reply reply,
            final Turns turns) {
        this.config = config;
        this.trading = trading;
        this.clock = clock;
        this.reply = reply;
        this.queries = new MarketQueries(market, reply);
        this.credits = new AccountCredits(config.tier());
        this.turns = turns;
    }

    void onRequest(
            final VirtualSession session, final byte[] bytes, final int length, final long nowNs) {
        final JsonNode request = parse(bytes, length);
        if (request == null || !request.isObject()) {
            reply.begin(session::send, null, nowNs);
            reply.error(BAD_REQUEST, "bad_request", "\"invalid json\"");
            return;
        }
        final JsonNode id = request.get("id");
        final String method = request.path("method").asText();
        final JsonNode params = request.path("params");
        reply.begin(session::send, id, nowNs);
        if (!takesCredits(session, method, params, nowNs)) {
            reply.error(TOO_MANY_REQUESTS, "too_many_requests");
            session.end("too_many_requests");
        } else if (!"2.0".equals(request.path("jsonrpc").asText())
                || !request.path("method").isTextual()) {
            reply.error(INVALID_REQUEST, "Invalid Request");
        } else if (!params.isObject() && !params.isMissingNode()) {
            reply.error(INVALID_PARAMS, "Invalid params");
        } else if (method.startsWith("private/")) {
            onPrivate(session, id, method, params, nowNs);
        } else {
            onPublic(session, method, params, nowNs);
        }
    }

    private JsonNode parse(final byte[] bytes, final int length) {
        try {
            return mapper.readTree(bytes, 0, length);
        } catch (final IOException e) {
            return null;
        }
    }

    private boolean takesCredits(
            final VirtualSession session,
            final String method,
            final JsonNode params,
            final long nowNs) {
        if (!session.loggedIn) {
            return config.tier() == AccountTier.UNLIMITED || session.credits.take(method, nowNs);
        }
        return credits.take(method, params, trading.isMatching(method), nowNs);
    }

    private void onPublic(
            final VirtualSession session,
            final String method,
            final JsonNode params,
            final long nowNs) {
        switch (method) {
            case "public/auth" -> auth(session, params, nowNs);
            case "public/hello" -> reply.result("{\"version\":\"" + VERSION + "\"}");
            case "public/test" -> {
                session.liveness.onTest();
                reply.result("{\"version\":\"" + VERSION + "\"}");
            }
            case "public/get_time" -> reply.result(Long.toString(clock.millis()));
            case "public/set_heartbeat" -> setHeartbeat(session, params, nowNs);
            case "public/disable_heartbeat" -> {
                session.liveness.stop();
                reply.result("\"ok\"");
            }
            // What is public comes from the recording: nothing of it comes through here.
            case "public/subscribe", "public/unsubscribe" -> reply.names(List.of());
            case "public/unsubscribe_all" -> reply.result("\"ok\"");
            case "public/get_instruments" -> queries.instruments(params);
            case "public/get_instrument" -> queries.instrument(params);
            default -> reply.error(METHOD_NOT_FOUND, "Method not found");
        }
    }

    /** Whoever asks is the account of the backtest: recordings hold no secrets to compare with. */
    private void auth(final VirtualSession session, final JsonNode params, final long nowNs) {
        switch (params.path("grant_type").asText()) {
            case "client_credentials", "client_signature", "refresh_token" -> {
                if (!session.loggedIn) {
                    session.loggedIn = true;
                    session.cancelsOnDisconnect = cancelsOnDisconnect;
                    trading.onLogin(config.account(), true, nowNs);
                }
                tokens++;
                reply.result(
                        "{\"token_type\":\"bearer\",\"sid\":\"virtual\",\"scope\":\"account:"
                                + "read_write connection mainaccount trade:read_write"
                                + " wallet:read_write\",\"refresh_token\":\"virtual-refresh-"
                                + tokens
                                + "\",\"expires_in\":"
                                + TOKEN_LIFE_SECONDS
                                + ",\"enabled_features\":[],\"access_token\":\"virtual-access-"
                                + tokens
                                + "\"}");
            }
            default ->
                    reply.badParam(
                            "grant_type",
                            "must be client_credentials, client_signature or refresh_token");
        }
    }

    private void setHeartbeat(
            final VirtualSession session, final JsonNode params, final long nowNs) {
        final JsonNode interval = params.path("interval");
        if (!interval.isNumber() || interval.doubleValue() < LivenessCheck.INTERVAL_SECONDS_MIN) {
            reply.badParam("interval", "must be at least 10");
            return;
        }
        session.liveness.start(interval.doubleValue(), nowNs);
        reply.result("\"ok\"");
    }

    private void onPrivate(
            final VirtualSession session,
            final JsonNode id,
            final String method,
            final JsonNode params,
            final long nowNs) {
        if (!session.loggedIn) {
            reply.error(
                    UNAUTHORIZED,
                    "unauthorized",
                    "{\"reason\":\"invalid_token\",\"param\":\"access_token\"}");
            return;
        }
        switch (method) {
            case "private/subscribe" -> subscribe(session, params, true);
            case "private/unsubscribe" -> subscribe(session, params, false);
            case "private/unsubscribe_all" -> {
                trading.unsubscribeAll(session.line);
                reply.result("\"ok\"");
            }
            case "private/enable_cancel_on_disconnect" -> setCancels(session, params, true);
            case "private/disable_cancel_on_disconnect" -> setCancels(session, params, false);
            case "private/get_cancel_on_disconnect" -> getCancels(session, params);
            case "private/logout" -> {
                session.cancelsOnDisconnect = false;
                session.end(1000, "");
            }
            default -> turns.take(session, id, method, params, reply.receivedUs(), nowNs);
        }
    }

    private void subscribe(
            final VirtualSession session, final JsonNode params, final boolean enters) {
        final JsonNode channels = params.path("channels");
        if (!channels.isArray()) {
            reply.badParam("channels", "must be an array");
            return;
        }
        final String label = params.path("label").asText(null);
        final List<String> done = new ArrayList<>();
        for (final JsonNode channel : channels) {
            final String name = channel.asText();
            final boolean is =
                    trading.isUserChannel(name)
                            && (enters
                                    ? trading.subscribe(session.line, name, label)
                                    : trading.unsubscribe(session.line, name));
            if (is) {
                done.add(name);
            }
        }
        reply.names(done);
    }

    private void setCancels(
            final VirtualSession session, final JsonNode params, final boolean enabled) {
        final String scope = scope(params);
        if (scope == null) {
            return;
        }
        session.cancelsOnDisconnect = enabled;
        if ("account".equals(scope)) {
            cancelsOnDisconnect = enabled;
        }
        reply.result("\"ok\"");
    }

    private void getCancels(final VirtualSession session, final JsonNode params) {
        final String scope = scope(params);
        if (scope != null) {
            final boolean enabled =
                    "account".equals(scope) ? cancelsOnDisconnect : session.cancelsOnDisconnect;
            reply.result("{\"scope\":\"" + scope + "\",\"enabled\":" + enabled + "}");
        }
    }

    /** Null when it is wrong; it is answered then. */
    private String scope(final JsonNode params) {
        final String scope = params.path("scope").asText("connection");
        if ("account".equals(scope) || "connection".equals(scope)) {
            return scope;
        }
        reply.badParam("scope", "must be connection or account");
        return null;
    }
}
