/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderUpdates;

/**
 * Hands what an event meant for our orders to a listener, row by row. A strategy calls {@link
 * #read} first thing in its {@code onEvent}; of an event that concerns no order it costs one
 * comparison. One thread; allocates nothing after construction.
 */
public final class OrderUpdatesReader {
    private final OrderListener listener;
    private final OrderUpdate update = new OrderUpdate();

    public OrderUpdatesReader(final OrderListener listener) {
        this.listener = listener;
    }

    /** Calls the listener for each update of the event; the number of them. */
    public int read(final MarketEvent event) {
        final OrderUpdates updates = event.updates();
        final int count = updates.size();
        for (int i = 0; i < count; i++) {
            update.wrap(event, updates, i);
            dispatch(updates.kind[i]);
        }
        return count;
    }

    private void dispatch(final byte kind) {
        switch (kind) {
            case OrderUpdates.ORDER -> listener.onOrder(update);
            case OrderUpdates.FILL -> listener.onFill(update);
            case OrderUpdates.REFUSED -> listener.onRefused(update);
            case OrderUpdates.EDIT_FAILED, OrderUpdates.CANCEL_FAILED -> listener.onFailed(update);
            case OrderUpdates.POSITION, OrderUpdates.POSITION_DIFFERENCE ->
                    listener.onPosition(update);
            case OrderUpdates.READY -> listener.onReady(update);
            case OrderUpdates.ALARM -> listener.onAlarm(update);
            case OrderUpdates.ACCOUNT_LOCK -> listener.onAccountLock(update);
            default -> {
                // A kind that this version does not know.
            }
        }
    }
}
