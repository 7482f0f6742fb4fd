/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.tools.simulator.query.Reply;
import io.novaring.tools.simulator.trading.TradingSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Logs clients in, and says who a request comes from. Simulator thread only. */
public final class Logins {
    private static final int LOGIN_OVER_LIMIT = 12_003;
    private static final int INVALID_CREDENTIALS = 13_004;
    private static final int UNAUTHORIZED = 13_009;
    private static final int FORBIDDEN = 13_021;
    private static final String NO_KEY = "";

    private final Clock clock;
    private final LoginLog log;
    private final Tokens tokens;
    private final Signatures signatures = new Signatures();
    private final FailedLogins failures = new FailedLogins();
    private final Map<String, ApiKey> keys = new HashMap<>();
    private final Map<Integer, String> accounts = new HashMap<>();

    /**
     * @param listener hears of tokens.
     * @param accountIds the number of an account, by name.
     */
    public Logins(
            final AccountRules rules,
            final SessionListener listener,
            final Clock clock,
            final long seed,
            final LoginLog log,
            final ToIntFunction<String> accountIds) {
        this.clock = clock;
        this.log = log;
        this.tokens = new Tokens(clock, rules.tokenLife().toSeconds(), seed, listener);
        for (final ApiKey key : rules.keys()) {
            keys.put(key.id(), key);
            accounts.put(accountIds.applyAsInt(key.account()), key.account());
        }
    }

    /** {@code public/auth}. */
    public void auth(
            final Login login, final JsonNode params, final Reply reply, final long nowNs) {
        switch (params.path("grant_type").asText()) {
            case "client_credentials" -> byCredentials(login, params, reply, nowNs);
            case "client_signature" -> bySignature(login, params, reply, nowNs);
            case "refresh_token" -> byRefresh(login, params, reply);
            default ->
                    reply.badParam(
                            "grant_type",
                            "must be client_credentials, client_signature or refresh_token");
        }
    }

    private void byCredentials(
            final Login login, final JsonNode params, final Reply reply, final long nowNs) {
        if (isMissing(params, reply, "client_id", "client_secret")) {
            return;
        }
        final ApiKey key = keys.get(params.path("client_id").textValue());
        final String secret = params.path("client_secret").textValue();
        final boolean right = key != null && isSame(key.secret(), secret);
        enter(login, key, right ? null : "invalid_secret", params, reply, nowNs);
    }

    private void bySignature(
            final Login login, final JsonNode params, final Reply reply, final long nowNs) {
        if (isMissing(params, reply, "client_id", "nonce", "signature")) {
            return;
        }
        if (!params.path("timestamp").isIntegralNumber()) {
            reply.badParam("timestamp", "must be an integer");
            return;
        }
        final ApiKey key = keys.get(params.path("client_id").textValue());
        final String refusal =
                key == null
                        ? "unknown_client"
                        : signatures.refusal(
                                key,
                                params.path("timestamp").longValue(),
                                params.path("nonce").textValue(),
                                params.path("data").asText(""),
                                params.path("signature").textValue(),
                                clock.millis());
        enter(login, key, refusal, params, reply, nowNs);
    }

    /**
     * @param key null when nobody has that id.
     * @param refusal what is wrong, or null.
     */
    private void enter(
            final Login login,
            final ApiKey key,
            final String refusal,
            final JsonNode params,
            final Reply reply,
            final long nowNs) {
        final String keyId = key == null ? NO_KEY : key.id();
        final long nowMs = clock.millis();
        if (failures.isOverLimit(keyId, nowMs)) {
            reply.error(LOGIN_OVER_LIMIT, "login_over_limit");
            return;
        }
        if (key != null) {
            log.onLogin(key.account(), refusal == null, nowNs);
        }
        if (refusal != null) {
            failures.onFailure(keyId, nowMs);
            reply.error(
                    INVALID_CREDENTIALS,
                    "invalid_credentials",
                    key == null ? null : "{\"reason\":\"" + refusal + "\"}");
            return;
        }
        failures.onSuccess(keyId);
        final Scope wish = Scope.of(params.path("scope").asText(""));
        final Scope granted = Scope.of(key.scope()).cut(wish);
        login.grant = tokens.grant(key, key.account(), granted, login);
        answer(login.grant, params, reply);
    }

    private void byRefresh(final Login login, final JsonNode params, final Reply reply) {
        if (isMissing(params, reply, "refresh_token")) {
            return;
        }
        final Grant grant = ofRefresh(login, params, reply);
        if (grant != null) {
            login.grant = tokens.issue(grant);
            answer(grant, params, reply);
        }
    }

    /** {@code public/fork_token}: one more session with the rights of another. */
    public void forkToken(final JsonNode params, final Login login, final Reply reply) {
        if (isMissing(params, reply, "refresh_token", "session_name")) {
            return;
        }
        final Grant grant = ofRefresh(login, params, reply);
        if (grant == null) {
            return;
        }
        if (grant.scope.session() == null) {
            reply.badParam("refresh_token", "must be of a session");
            return;
        }
        final Scope scope = grant.scope.inSession(params.path("session_name").textValue());
        answer(tokens.grant(grant.key, grant.account, scope, login), null, reply);
    }

    /** {@code public/exchange_token}: for the account whose number is {@code subject_id}. */
    public void exchangeToken(final JsonNode params, final Login login, final Reply reply) {
        if (isMissing(params, reply, "refresh_token")) {
            return;
        }
        final String account = accounts.get(params.path("subject_id").asInt(0));
        if (account == null) {
            reply.badParam("subject_id", "must be the number of an account");
            return;
        }
        final Grant grant = ofRefresh(login, params, reply);
        if (grant == null) {
            return;
        }
        if (!grant.scope.isMain()) {
            forbidden(reply, "mainaccount");
            return;
        }
        final boolean narrowed = params.has("scope");
        final Scope scope =
                narrowed
                        ? grant.scope.cut(Scope.of(params.path("scope").asText())).ofSubaccount()
                        : grant.scope;
        if (grant.scope.session() == null) {
            tokens.revoke(grant);
        }
        login.grant = tokens.grant(grant.key, account, scope, login);
        answer(login.grant, params, reply);
    }

    private Grant ofRefresh(final Login login, final JsonNode params, final Reply reply) {
        final Grant grant = tokens.ofRefresh(params.path("refresh_token").asText());
        if (grant == null || grant.owner != null && grant.owner != login) {
            unauthorized(reply, "refresh_token");
            return null;
        }
        return grant;
    }

    private static void answer(final Grant grant, final JsonNode params, final Reply reply) {
        final ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("token_type", "bearer");
        if (params != null && params.path("state").isTextual()) {
            result.put("state", params.path("state").textValue());
        }
        result.put("sid", grant.sessionId);
        result.put("scope", grant.scope.toString());
        result.put("refresh_token", grant.refreshToken);
        result.put("expires_in", grant.lifeSeconds);
        result.putArray("enabled_features");
        result.put("access_token", grant.accessToken);
        reply.openResult().raw(result.toString().getBytes(StandardCharsets.UTF_8));
        reply.closeResult();
    }

    /**
     * Who asks: by the token of the request, or as whom the connection has logged in.
     *
     * @param needed the scope, or null when any token is good.
     * @return null when nobody may; it is answered then.
     */
    public TradingSession authorize(
            final Login login, final JsonNode params, final String needed, final Reply reply) {
        final Grant grant = grant(login, params);
        if (grant == null) {
            unauthorized(reply, "access_token");
            return null;
        }
        if (needed != null && !grant.scope.allows(needed)) {
            forbidden(reply, needed);
            return null;
        }
        return login.session(grant.account);
    }

    /** Whether the request's token has that scope as well. */
    public boolean allows(final Login login, final JsonNode params, final String needed) {
        final Grant grant = grant(login, params);
        return grant != null && grant.scope.allows(needed);
    }

    /** Whose credits the request takes; null when nobody has logged in. */
    public String accountOf(final Login login, final JsonNode params) {
        final Grant grant = grant(login, params);
        return grant == null ? null : grant.account;
    }

    /** {@code private/logout}; the tokens are void, unless they shall live on. */
    public void leave(final Login login, final JsonNode params) {
        final Grant grant = grant(login, params);
        if (grant != null && params.path("invalidate_token").asBoolean(true)) {
            tokens.revoke(grant);
        }
    }

    /** The venue takes back what the connection was granted. */
    public void revoke(final Login login) {
        tokens.revokeOf(login);
        if (login.grant != null) {
            tokens.revoke(login.grant);
        }
    }

    /** The connection is gone, and its own tokens with it; those of sessions live on. */
    public void onEnded(final Login login) {
        tokens.revokeOf(login);
    }

    private Grant grant(final Login login, final JsonNode params) {
        final JsonNode token = params.path("access_token");
        final Grant grant = token.isMissingNode() ? login.grant : tokens.ofAccess(token.asText());
        final boolean foreign = grant != null && grant.owner != null && grant.owner != login;
        return grant == null || foreign || !grant.isGood(clock.millis()) ? null : grant;
    }

    /** Answers what a fault refuses as the venue would. */
    public static void unauthorized(final Reply reply, final String param) {
        reply.error(
                UNAUTHORIZED,
                "unauthorized",
                "{\"reason\":\"invalid_token\",\"param\":\"" + param + "\"}");
    }

    private static void forbidden(final Reply reply, final String needed) {
        reply.error(
                FORBIDDEN,
                "forbidden",
                "{\"reason\":\"missing_scope\",\"scope\":\"" + needed + "\"}");
    }

    private static boolean isMissing(
            final JsonNode params, final Reply reply, final String... names) {
        for (final String name : names) {
            if (!params.path(name).isTextual()) {
                reply.badParam(name, "value required");
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(final String secret, final String other) {
        return MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
