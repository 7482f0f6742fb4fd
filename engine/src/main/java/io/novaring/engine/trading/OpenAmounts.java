/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.Side;
import io.novaring.codec.order.OrderState;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How much may still trade, by instrument and side: every order that is not final counts, those
 * included of which nobody knows. Allocates only to grow.
 */
final class OpenAmounts {
    private static final int INITIAL_CAPACITY = 64;

    // By the code of a state. Written by the stage's thread, read by any.
    private final AtomicLongArray byState = new AtomicLongArray(OrderState.values().length + 1);

    private int openOrders;
    private long[] buys = new long[INITIAL_CAPACITY];
    private long[] sells = new long[INITIAL_CAPACITY];

    int openOrders() {
        return openOrders;
    }

    /** Orders in a state that is not final. Any thread. */
    long count(final OrderState state) {
        return byState.getAcquire(state.code());
    }

    long buys(final int instrumentId) {
        return instrumentId < 0 || instrumentId >= buys.length ? 0 : buys[instrumentId];
    }

    long sells(final int instrumentId) {
        return instrumentId < 0 || instrumentId >= sells.length ? 0 : sells[instrumentId];
    }

    /** Counts the order in; nothing when it is final. */
    void add(final Order order) {
        if (order.state != null && !order.isFinal()) {
            openOrders++;
            count(order, 1);
            change(order, order.openAmount());
        }
    }

    /** Takes the order out as it is now, before it changes. */
    void remove(final Order order) {
        if (order.state != null && !order.isFinal()) {
            openOrders--;
            count(order, -1);
            change(order, -order.openAmount());
        }
    }

    // One writer: a plain read is its own last write. Pairs with the acquire in count().
    private void count(final Order order, final long more) {
        final int code = order.state.code();
        byState.setRelease(code, byState.getPlain(code) + more);
    }

    private void change(final Order order, final long amount) {
        final int instrumentId = order.instrumentId;
        if (instrumentId < 0) {
            return;
        }
        if (instrumentId >= buys.length) {
            final int capacity = Integer.highestOneBit(instrumentId) << 1;
            buys = Arrays.copyOf(buys, capacity);
            sells = Arrays.copyOf(sells, capacity);
        }
        if (order.side == Side.BUY) {
            buys[instrumentId] += amount;
        } else if (order.side == Side.SELL) {
            sells[instrumentId] += amount;
        }
    }
}
