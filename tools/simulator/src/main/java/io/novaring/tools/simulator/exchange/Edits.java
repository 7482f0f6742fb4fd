/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.order.Edit;
import io.novaring.tools.simulator.exchange.order.OrderError;
import io.novaring.tools.simulator.exchange.order.OrderState;
import io.novaring.tools.simulator.exchange.order.Rejection;
import java.util.List;

/** Finds the order an edit means, and changes it where it is. */
final class Edits {
    private final Registry registry;
    private final Checks checks;
    private final Entry entry;
    private final Triggers triggers;

    Edits(
            final Registry registry,
            final Checks checks,
            final Entry entry,
            final Triggers triggers) {
        this.registry = registry;
        this.checks = checks;
        this.entry = entry;
        this.triggers = triggers;
    }

    /** Refused, or done. */
    Outcome edit(final Account account, final Edit edit) {
        final Order order;
        if (edit.orderId == null) {
            final List<Order> found =
                    account.openOrders(
                            OrderFilter.ALL
                                    .withInstrument(edit.instrumentName)
                                    .withLabel(edit.label));
            if (found.size() > 1) {
                return Outcome.refused(
                        OrderError.NON_UNIQUE_ORDER_LABEL,
                        found.size() + " open orders have the label " + edit.label);
            }
            order = found.isEmpty() ? null : found.get(0);
        } else {
            order = registry.find(edit.orderId);
        }
        final Rejection unknown = owned(account, order);
        if (unknown != null) {
            return Outcome.refused(unknown);
        }
        if (!order.state.isLive()) {
            return Outcome.refused(Checks.done(order, true));
        }
        final Rejection wrong = checks.edit(order, edit);
        if (wrong != null) {
            return Outcome.refused(wrong);
        }
        return order.state == OrderState.UNTRIGGERED
                ? triggers.edit(order, edit)
                : entry.edit(order, edit);
    }

    /** What is wrong with an order that was asked for. */
    static Rejection owned(final Account account, final Order order) {
        if (order == null) {
            return Rejection.of(OrderError.ORDER_NOT_FOUND, "no such order");
        }
        return order.account == account
                ? null
                : Rejection.of(OrderError.NOT_OWNER_OF_ORDER, "it is another account's");
    }
}
