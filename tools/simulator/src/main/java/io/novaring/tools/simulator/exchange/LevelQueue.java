/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import java.util.ArrayList;
import java.util.List;

/**
 * Who is first at one price that shows orders of accounts. Between the orders stands what the
 * market itself rests there: {@link Order#ahead} is what came before the order and after the one in
 * front of it, the tail is what came after all orders. What the market takes back, it takes from
 * the end.
 */
class LevelQueue {
    long tail;
    final List<Order> orders = new ArrayList<>();

    /**
     * @param own what the market itself rests there already.
     */
    LevelQueue(final long own) {
        tail = own;
    }

    final boolean isEmpty() {
        return orders.isEmpty();
    }

    /** First come, first served. */
    final List<Order> orders() {
        return orders;
    }

    final void add(final Order order) {
        order.ahead = tail;
        tail = 0;
        orders.add(order);
    }

    final void remove(final Order order) {
        final int index = orders.indexOf(order);
        orders.remove(index);
        if (index < orders.size()) {
            orders.get(index).ahead += order.ahead;
        } else {
            tail += order.ahead;
        }
    }

    /** What has to be traded before it is the order's turn; of icebergs what is shown. */
    final long before(final Order order) {
        long before = 0;
        for (final Order other : orders) {
            before += other.ahead;
            if (other == order) {
                return before;
            }
            before += other.shown;
        }
        throw new IllegalArgumentException("does not rest here: " + order.id);
    }

    /** What the market itself rests there. */
    final long own() {
        long own = tail;
        for (final Order order : orders) {
            own += order.ahead;
        }
        return own;
    }

    final void setOwn(final long amount) {
        final long change = amount - own();
        if (change >= 0) {
            tail += change;
            return;
        }
        long gone = Math.min(-change, tail);
        tail -= gone;
        gone = -change - gone;
        for (int i = orders.size() - 1; i >= 0 && gone > 0; i--) {
            final Order order = orders.get(i);
            final long less = Math.min(gone, order.ahead);
            order.ahead -= less;
            gone -= less;
        }
    }
}
