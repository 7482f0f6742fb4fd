/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.query.Reply;

/**
 * The private methods of trading and the {@code user.} channels. Logins, scopes, credits and queues
 * are somebody else's: a request that comes here is to be carried out now. Simulator thread only.
 */
public final class TradingMethods {
    /**
     * Carries out a request and answers it, or says that there is no such method.
     *
     * @param params the object of the request, or missing.
     * @param reply begun for this request.
     * @return false when the method is not of trading: nothing was done, nothing was answered.
     */
    public boolean handle(
            final String method,
            final JsonNode params,
            final TradingSession session,
            final Reply reply,
            final long nowNs) {
        return false;
    }

    /** Whether the method is carried out here. */
    public boolean isKnown(final String method) {
        return scopeOf(method) != null;
    }

    /** Whether the venue counts the method by the limits of its matching engine. */
    public boolean isMatching(final String method) {
        return MethodTable.isMatching(method);
    }

    /** The scope the method needs, as {@code trade:read_write}; null when it is not of trading. */
    public String scopeOf(final String method) {
        return MethodTable.scopeOf(method);
    }

    /**
     * The currency whose queue a request waits in: of its instrument, its order or its parameter.
     *
     * @return {@code any} when it concerns all of them, or none in particular.
     */
    public String currencyOf(final String method, final JsonNode params) {
        return "any";
    }

    /** Whether the name is one of the {@code user.} channels' first words. */
    public boolean isUserChannel(final String name) {
        return name.startsWith("user.");
    }

    /**
     * Subscribes to a {@code user.} channel; again changes its label only. What a new subscriber
     * gets at once comes later than this call, so that the acknowledgement may go before it.
     *
     * @param label echoed in every message, or null.
     * @return false when there is no such channel: it is left out of the acknowledgement.
     */
    public boolean subscribe(
            final TradingSession session, final String channel, final String label) {
        return false;
    }

    /** False when it was not subscribed to it. */
    public boolean unsubscribe(final TradingSession session, final String channel) {
        return false;
    }

    public void unsubscribeAll(final TradingSession session) {
        // nobody is subscribed
    }

    /**
     * The connection is gone: its subscriptions end.
     *
     * @param cancelsOrders whether the orders that were created through it are cancelled.
     */
    public void onDisconnect(
            final TradingSession session, final boolean cancelsOrders, final long nowNs) {
        unsubscribeAll(session);
    }

    /** Writes a login into the {@code user.access_log} of the account. */
    public void onLogin(final String account, final boolean succeeded, final long nowNs) {
        // nobody is subscribed
    }

    /** From now on, for the requests of one connection. */
    public void setNotificationOrder(final int connectionNumber, final NotificationOrder order) {
        // nobody is notified
    }

    /** From now on; null for none. */
    public void setTap(final NotificationTap tap) {
        // nobody is notified
    }
}
