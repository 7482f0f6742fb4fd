/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.order.OrderError;
import io.novaring.tools.simulator.exchange.order.Rejection;
import java.util.List;

/**
 * What became of a request: refused, or an order and what it traded at once.
 *
 * @param rejection null when it was accepted.
 * @param order null when it was refused.
 * @param fills the order's own, in their order.
 */
public record Outcome(Rejection rejection, Order order, List<Fill> fills) {
    static Outcome accepted(final Order order, final List<Fill> fills) {
        return new Outcome(null, order, fills);
    }

    static Outcome refused(final Rejection rejection) {
        return new Outcome(rejection, null, List.of());
    }

    static Outcome refused(final OrderError error, final String reason) {
        return refused(Rejection.of(error, reason));
    }

    public boolean isAccepted() {
        return rejection == null;
    }
}
