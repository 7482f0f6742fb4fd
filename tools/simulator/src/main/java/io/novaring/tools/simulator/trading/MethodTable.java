/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import java.util.HashMap;
import java.util.Map;

/** Which methods there are, and what the venue's pages on access and on limits say of them. */
final class MethodTable {
    private static final String TRADE = "trade:read_write";
    private static final String TRADE_READ = "trade:read";
    private static final String ACCOUNT_READ = "account:read";

    private final Map<String, Method> methods = new HashMap<>();

    /** Counted by the limits of the matching engine. */
    MethodTable matching(final String name, final Request.Handler handler) {
        return put(name, TRADE, true, handler);
    }

    /** Asks about orders, trades and positions. */
    MethodTable trade(final String name, final Request.Handler handler) {
        return put(name, TRADE_READ, false, handler);
    }

    /** Asks about money. */
    MethodTable account(final String name, final Request.Handler handler) {
        return put(name, ACCOUNT_READ, false, handler);
    }

    private MethodTable put(
            final String name,
            final String scope,
            final boolean matching,
            final Request.Handler handler) {
        methods.put("private/" + name, new Method(scope, matching, handler));
        return this;
    }

    /** Null when there is no such method. */
    Request.Handler handlerOf(final String name) {
        final Method method = methods.get(name);
        return method == null ? null : method.handler;
    }

    boolean isMatching(final String name) {
        final Method method = methods.get(name);
        return method != null && method.isMatching;
    }

    /** Null when there is no such method. */
    String scopeOf(final String name) {
        final Method method = methods.get(name);
        return method == null ? null : method.scope;
    }

    private record Method(String scope, boolean isMatching, Request.Handler handler) {}
}
