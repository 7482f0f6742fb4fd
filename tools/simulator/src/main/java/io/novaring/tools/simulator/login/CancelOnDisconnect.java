/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.login;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.query.Reply;
import io.novaring.tools.simulator.trading.TradingSession;
import java.util.HashSet;
import java.util.Set;

/**
 * Whose orders are cancelled when a connection is lost. Off by default; a connection takes over
 * what its account has set when it first logs in. Simulator thread only.
 */
public final class CancelOnDisconnect {
    private static final String ACCOUNT = "account";
    private static final String CONNECTION = "connection";

    private final Set<String> accounts = new HashSet<>();

    /** The connection has logged in, perhaps not for the first time. */
    public void onLogin(final Login login) {
        if (login.cancelsOrders == null && login.grant != null) {
            login.cancelsOrders = accounts.contains(login.grant.account);
        }
    }

    public void set(
            final Login login,
            final TradingSession session,
            final boolean enabled,
            final JsonNode params,
            final Reply reply) {
        final String scope = scope(params, reply);
        if (scope == null) {
            return;
        }
        login.cancelsOrders = enabled;
        if (ACCOUNT.equals(scope)) {
            if (enabled) {
                accounts.add(session.account());
            } else {
                accounts.remove(session.account());
            }
        }
        reply.result("\"ok\"");
    }

    public void get(
            final Login login,
            final TradingSession session,
            final JsonNode params,
            final Reply reply) {
        final String scope = scope(params, reply);
        if (scope != null) {
            final boolean enabled =
                    ACCOUNT.equals(scope)
                            ? accounts.contains(session.account())
                            : Boolean.TRUE.equals(login.cancelsOrders);
            reply.result("{\"scope\":\"" + scope + "\",\"enabled\":" + enabled + "}");
        }
    }

    /** Whether the loss of the connection cancels the orders that came through it. */
    public boolean cancels(final Login login) {
        return Boolean.TRUE.equals(login.cancelsOrders);
    }

    /** Null when it is wrong; it is answered then. */
    private static String scope(final JsonNode params, final Reply reply) {
        final String scope = params.path("scope").asText(CONNECTION);
        if (ACCOUNT.equals(scope) || CONNECTION.equals(scope)) {
            return scope;
        }
        reply.badParam("scope", "must be connection or account");
        return null;
    }
}
