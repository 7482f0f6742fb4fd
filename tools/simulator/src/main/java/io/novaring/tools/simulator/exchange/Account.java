/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Somebody who trades. Made by {@link Exchange#account}; simulator thread only. */
public final class Account {
    public final String name;

    /** The venue's {@code user_id}. */
    public final int id;

    SelfTrading selfTrading = SelfTrading.REJECT_TAKER;

    /** Live orders and triggers, oldest first. */
    final Map<String, Order> open = new LinkedHashMap<>();

    /** Oldest first. */
    final ArrayDeque<Fill> fills = new ArrayDeque<>();

    int triggerCount;

    Account(final String name, final int id) {
        this.name = name;
        this.id = id;
    }

    public SelfTrading selfTrading() {
        return selfTrading;
    }

    public void setSelfTrading(final SelfTrading mode) {
        selfTrading = mode;
    }

    @Override
    public String toString() {
        return name;
    }
}
