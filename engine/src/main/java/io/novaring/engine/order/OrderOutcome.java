/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.order.OrderUpdates;

/**
 * What is first known of an order. Exact numbers are scaled by {@link
 * io.novaring.codec.Decimals#SCALE}; absent ones are {@link MarketEvent#ABSENT}.
 *
 * @param orderId the venue's own, empty when it has none or the event does not tell it.
 * @param refusal why we did not send it; NONE when we did.
 * @param waitNs of one that was throttled: how long until credits are there; else 0.
 * @param errorCode what the venue said when it refused it, or ABSENT.
 */
public record OrderOutcome(
        long handle,
        String orderId,
        OrderState state,
        OrderRefusal refusal,
        long waitNs,
        long price,
        long amount,
        long filledAmount,
        long errorCode) {

    /** Of a command that was refused before it became an event. */
    static OrderOutcome refused(final OrderCommand order) {
        return new OrderOutcome(
                order.handle,
                "",
                OrderState.REFUSED,
                OrderRefusal.ofCode(order.refusal),
                order.waitNs,
                order.price,
                order.amount,
                MarketEvent.ABSENT,
                MarketEvent.ABSENT);
    }

    /** Of one update. */
    static OrderOutcome of(final MarketEvent event, final OrderUpdates updates, final int at) {
        final OrderState state = OrderState.ofCode(updates.state[at]);
        return new OrderOutcome(
                updates.handle[at],
                orderId(event, updates.row[at]),
                state == null ? OrderState.REFUSED : state,
                OrderRefusal.ofCode(updates.refusal[at]),
                updates.waitNs[at],
                updates.price[at],
                updates.amount[at],
                updates.filledAmount[at],
                updates.errorCode[at]);
    }

    private static String orderId(final MarketEvent event, final int row) {
        final boolean hasOrders =
                event.kind == EventKind.ORDERS
                        || event.kind == EventKind.CHANGES
                        || event.kind == EventKind.RESPONSE;
        if (!hasOrders || row < 0 || row >= event.orders.size()) {
            return "";
        }
        final long text = event.orders.orderId[row];
        return text == Text.ABSENT ? "" : Text.toString(event.raw, text);
    }
}
