/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.login;

import io.novaring.tools.simulator.channel.Subscriber;
import io.novaring.tools.simulator.trading.TradingSession;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Who one connection is. Simulator thread only. */
public final class Login {
    /** What the connection is without a token in its requests; null before it has logged in. */
    Grant grant;

    /** Null until it is set, or the account's default was taken over. */
    Boolean cancelsOrders;

    private boolean isOver;
    private final Subscriber subscriber;
    private final IntSupplier number;
    private final Map<String, TradingSession> sessions = new LinkedHashMap<>();

    /**
     * @param number of the connection, which it has once it is upgraded.
     */
    public Login(final Subscriber subscriber, final IntSupplier number) {
        this.subscriber = subscriber;
        this.number = number;
    }

    /** The connection as this account; always the same object. */
    TradingSession session(final String account) {
        return sessions.computeIfAbsent(
                account, name -> new Session(name, number.getAsInt(), subscriber));
    }

    /** Its orders are cancelled for good: what it asked for and is not done yet never will be. */
    public void finish() {
        isOver = true;
    }

    public boolean isOver() {
        return isOver;
    }

    /** It has shown who it is, and that still holds. */
    public boolean isLoggedIn() {
        return grant != null;
    }

    /** As which accounts it has acted. */
    public Collection<TradingSession> sessions() {
        return List.copyOf(sessions.values());
    }

    private record Session(String account, int connectionNumber, Subscriber subscriber)
            implements TradingSession {}
}
