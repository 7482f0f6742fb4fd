/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.order.OrderUpdates;

/** Writes what the desk decided to the event and into the stage's hash. Stage 4's thread. */
final class DeskRows {
    private final DeskOutput out;
    private final DeskCounters counters;
    private MarketEvent event;

    DeskRows(final DeskOutput out, final DeskCounters counters) {
        this.out = out;
        this.counters = counters;
    }

    /** What follows is written to this event. */
    void begin(final MarketEvent newEvent) {
        event = newEvent;
    }

    /**
     * @param row of the event's orders this was read from, or NONE.
     * @param before the state it had, null when it is new.
     */
    void order(final Order order, final OrderState before, final int row, final long errorCode) {
        final OrderUpdates updates = event.claimUpdates();
        final int at = add(updates, OrderUpdates.ORDER, order);
        updates.previousState[at] = before == null ? 0 : before.code();
        updates.row[at] = row;
        updates.errorCode[at] = errorCode;
        mix(updates, at);
    }

    /**
     * @param order null when nobody knows whose it is.
     */
    void fill(
            final Order order,
            final int row,
            final int instrumentId,
            final byte side,
            final long price,
            final long amount,
            final long position) {
        final OrderUpdates updates = event.claimUpdates();
        final int at =
                order == null
                        ? updates.add(OrderUpdates.FILL)
                        : add(updates, OrderUpdates.FILL, order);
        updates.row[at] = row;
        updates.instrumentId[at] = instrumentId;
        updates.side[at] = side;
        updates.price[at] = price;
        updates.amount[at] = amount;
        updates.position[at] = position;
        mix(updates, at);
    }

    /**
     * @param order the one that an edit or cancel means, or null.
     */
    void refuse(
            final OrderCommand command,
            final Order order,
            final int instrumentId,
            final OrderRefusal refusal,
            final long waitNs) {
        counters.increment(DeskCounters.Counter.REFUSED);
        if (order == null) {
            refused(command, instrumentId, refusal, waitNs);
        } else {
            refused(order, refusal, waitNs);
        }
    }

    /** Of an edit or cancel of this order. */
    void refuseChange(final Order order, final OrderRefusal refusal) {
        counters.increment(DeskCounters.Counter.REFUSED);
        refused(order, refusal, 0);
    }

    /** Of a mass cancel that was decided on before. */
    void refuseMassCancel(final OrderRefusal refusal) {
        counters.increment(DeskCounters.Counter.REFUSED);
        final OrderUpdates updates = event.claimUpdates();
        final int at = updates.add(OrderUpdates.REFUSED);
        updates.refusal[at] = refusal.code();
        mix(updates, at);
    }

    /** Of an order that was to be placed, or of all that a mass cancel meant. */
    private void refused(
            final OrderCommand command,
            final int instrumentId,
            final OrderRefusal refusal,
            final long waitNs) {
        final OrderUpdates updates = event.claimUpdates();
        final int at = updates.add(OrderUpdates.REFUSED);
        updates.handle[at] = command.handle;
        if (isPlacing(command.action)) {
            updates.state[at] = OrderState.REFUSED.code();
        }
        updates.refusal[at] = refusal.code();
        updates.side[at] = command.side;
        updates.instrumentId[at] = instrumentId;
        updates.price[at] = command.price;
        updates.amount[at] = command.amount;
        updates.waitNs[at] = waitNs;
        mix(updates, at);
    }

    private void refused(final Order order, final OrderRefusal refusal, final long waitNs) {
        final OrderUpdates updates = event.claimUpdates();
        final int at = add(updates, OrderUpdates.REFUSED, order);
        updates.previousState[at] = order.state.code();
        updates.refusal[at] = refusal.code();
        updates.waitNs[at] = waitNs;
        mix(updates, at);
    }

    /**
     * @param kind EDIT_FAILED or CANCEL_FAILED.
     * @param order null when a mass cancel was refused.
     */
    void failed(final byte kind, final Order order, final long errorCode) {
        final OrderUpdates updates = event.claimUpdates();
        final int at = order == null ? updates.add(kind) : add(updates, kind, order);
        if (order != null) {
            updates.previousState[at] = order.state.code();
        }
        updates.errorCode[at] = errorCode;
        mix(updates, at);
    }

    /**
     * @param kind POSITION or POSITION_DIFFERENCE.
     */
    void position(
            final byte kind, final int instrumentId, final long position, final long expected) {
        final OrderUpdates updates = event.claimUpdates();
        final int at = updates.add(kind);
        updates.instrumentId[at] = instrumentId;
        updates.position[at] = position;
        updates.expectedPosition[at] = expected;
        mix(updates, at);
    }

    void accountLock(final boolean isLocked) {
        final OrderUpdates updates = event.claimUpdates();
        final int at = updates.add(OrderUpdates.ACCOUNT_LOCK);
        updates.state[at] = (byte) (isLocked ? 1 : 0);
        mix(updates, at);
    }

    void ready() {
        final OrderUpdates updates = event.claimUpdates();
        mix(updates, updates.add(OrderUpdates.READY));
    }

    /**
     * @param order null when it is about none.
     */
    void alarm(final Order order, final int row) {
        final OrderUpdates updates = event.claimUpdates();
        final int at =
                order == null
                        ? updates.add(OrderUpdates.ALARM)
                        : add(updates, OrderUpdates.ALARM, order);
        updates.row[at] = row;
        mix(updates, at);
    }

    static boolean isPlacing(final byte action) {
        return action == OrderCommand.NEW || action == OrderCommand.CLOSE_POSITION;
    }

    private static int add(final OrderUpdates updates, final byte kind, final Order order) {
        final int at = updates.add(kind);
        updates.handle[at] = order.handle;
        updates.state[at] = order.state.code();
        updates.side[at] = order.side;
        updates.instrumentId[at] = order.instrumentId;
        updates.price[at] = order.price;
        updates.amount[at] = order.amount;
        updates.filledAmount[at] = order.filled;
        return at;
    }

    private void mix(final OrderUpdates updates, final int at) {
        out.mix(
                updates.kind[at]
                        | updates.state[at] << 8
                        | updates.refusal[at] << 16
                        | updates.side[at] << 24);
        out.mix(updates.handle[at]);
        out.mix(updates.price[at]);
        out.mix(updates.amount[at]);
        out.mix(updates.filledAmount[at]);
        out.mix(updates.position[at]);
        out.mix((long) updates.instrumentId[at] << 32 ^ updates.errorCode[at]);
    }
}
