/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.order.OrderUpdates;

/**
 * One row of an event's {@link OrderUpdates}, as a view over it: valid during the call it is handed
 * to. Exact numbers are scaled by {@link io.novaring.codec.Decimals#SCALE}; absent ones are {@link
 * MarketEvent#ABSENT}. Allocates nothing.
 */
public final class OrderUpdate {
    private MarketEvent event;
    private OrderUpdates updates;
    private int at;

    OrderUpdate() {}

    void wrap(final MarketEvent newEvent, final OrderUpdates newUpdates, final int row) {
        event = newEvent;
        updates = newUpdates;
        at = row;
    }

    /** The event it stands on. */
    public MarketEvent event() {
        return event;
    }

    /** A constant of {@link OrderUpdates}. */
    public byte kind() {
        return updates.kind[at];
    }

    /** Of the order; 0 when it is none of ours. */
    public long handle() {
        return updates.handle[at];
    }

    /** Where the order is; null when there is none. */
    public OrderState state() {
        return OrderState.ofCode(updates.state[at]);
    }

    /** Where the order was; null when it is new. */
    public OrderState previousState() {
        return OrderState.ofCode(updates.previousState[at]);
    }

    /** Why it was not sent, or {@link OrderRefusal#NONE}. */
    public OrderRefusal refusal() {
        return OrderRefusal.ofCode(updates.refusal[at]);
    }

    /** A {@link io.novaring.codec.Side} code. */
    public byte side() {
        return updates.side[at];
    }

    /** A number of {@code Engine.symbols().instruments()}, or {@link MarketEvent#NONE}. */
    public int instrumentId() {
        return updates.instrumentId[at];
    }

    /** Row of the event's orders or trades it was read from, or {@link MarketEvent#NONE}. */
    public int row() {
        return updates.row[at];
    }

    public long price() {
        return updates.price[at];
    }

    public long amount() {
        return updates.amount[at];
    }

    /** Filled of the order in all. */
    public long filledAmount() {
        return updates.filledAmount[at];
    }

    /** Ours behind it; above zero is long. */
    public long position() {
        return updates.position[at];
    }

    /** Of a difference: what ours was before. */
    public long expectedPosition() {
        return updates.expectedPosition[at];
    }

    /** True when the venue's position was not ours. */
    public boolean isDifference() {
        return kind() == OrderUpdates.POSITION_DIFFERENCE;
    }

    /** Of an account lock. */
    public boolean isLocked() {
        return kind() == OrderUpdates.ACCOUNT_LOCK && updates.state[at] == 1;
    }

    /** What the venue said, or ABSENT. */
    public long errorCode() {
        return updates.errorCode[at];
    }

    /** Of one refused for want of credits: how long until they are back, in nanoseconds; else 0. */
    public long waitNs() {
        return updates.waitNs[at];
    }
}
