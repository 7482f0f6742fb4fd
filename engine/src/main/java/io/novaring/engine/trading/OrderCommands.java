/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.risk.Exposure;
import io.novaring.engine.risk.RiskDesk;
import io.novaring.engine.trading.DeskCounters.Counter;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.TradingMessages;

/**
 * Carries out what the program wants done with orders, or refuses it. Orders and edits go out at
 * once or never; {@link Cancels} may wait.
 */
final class OrderCommands implements Exposure {
    private final OrderTable table;
    private final Orders orders;
    private final Positions positions;
    private final Recovery recovery;
    private final Cancels cancels;
    private final RiskDesk risk;
    private final TradingMessages messages;
    private final DeskOutput out;
    private final DeskRows rows;
    private final DeskCounters counters;
    private final OrderCommand command = new OrderCommand();

    /** The order an edit is checked for. */
    private Order edited;

    OrderCommands(
            final OrderTable table,
            final Orders orders,
            final Positions positions,
            final Recovery recovery,
            final Cancels cancels,
            final RiskDesk risk,
            final TradingMessages messages,
            final DeskOutput out,
            final DeskRows rows,
            final DeskCounters counters) {
        this.table = table;
        this.orders = orders;
        this.positions = positions;
        this.recovery = recovery;
        this.cancels = cancels;
        this.risk = risk;
        this.messages = messages;
        this.out = out;
        this.rows = rows;
        this.counters = counters;
    }

    @Override
    public int openOrders() {
        return table.open().openOrders();
    }

    @Override
    public long openBuyAmount(final int instrumentId) {
        return table.open().buys(instrumentId);
    }

    @Override
    public long openSellAmount(final int instrumentId) {
        return table.open().sells(instrumentId);
    }

    @Override
    public long position(final int instrumentId) {
        return positions.size(instrumentId);
    }

    @Override
    public long amountBefore(final OrderCommand edit) {
        return edited == null || edited.amount == MarketEvent.ABSENT ? 0 : edited.amount;
    }

    void onCommand(final MarketEvent event) {
        final int instrumentId = event.instrumentId;
        if (!command.decode(event.raw, event.rawLength)) {
            command.clear();
            refuse(instrumentId, OrderRefusal.MALFORMED, 0);
            return;
        }
        final OrderRefusal earlier = OrderRefusal.ofCode(command.refusal);
        if (earlier != OrderRefusal.NONE) {
            rows.refuse(
                    command,
                    table.meantBy(command),
                    instrumentId,
                    earlier == null ? OrderRefusal.MALFORMED : earlier,
                    command.waitNs);
            return;
        }
        switch (command.action) {
            case OrderCommand.NEW, OrderCommand.CLOSE_POSITION -> place(event);
            case OrderCommand.EDIT -> edit(event);
            case OrderCommand.CANCEL,
                    OrderCommand.CANCEL_ALL,
                    OrderCommand.CANCEL_INSTRUMENT,
                    OrderCommand.CANCEL_SCOPE,
                    OrderCommand.CANCEL_LABEL ->
                    cancels.onCommand(command, event);
            default -> refuse(instrumentId, OrderRefusal.MALFORMED, 0);
        }
    }

    private void place(final MarketEvent event) {
        final int instrumentId = event.instrumentId;
        final long nowNs = event.receivedTimeNs;
        final OrderRefusal refusal = whyNotPlace(event);
        if (refusal != OrderRefusal.NONE) {
            refuse(instrumentId, refusal, waitNs(refusal, event));
            return;
        }
        final long requestId = out.nextRequestId();
        final int type = messages.encode(command, requestId, nowNs, out.encoder());
        if (type == RequestType.NONE) {
            refuse(instrumentId, OrderRefusal.NOT_SUPPORTED, 0);
            return;
        }
        final Order order =
                table.claim(command.handle, OrderState.PENDING_NEW, orders.nextNumber(), nowNs);
        order.side = command.side;
        order.type = command.type;
        order.flags = command.flags;
        order.triggerPrice = command.triggerPrice;
        order.instrumentId = instrumentId;
        order.price = command.price;
        order.amount = command.amount;
        order.sentNs = nowNs;
        order.epoch = event.epoch;
        if (command.action == OrderCommand.NEW) {
            // What closes a position is never found by a label: that is for new orders.
            order.label(command.label, 0, command.labelLength);
        }
        order.instrument(command.instrument, command.instrumentLength);
        table.addLabel(order);
        table.open().add(order);
        counters.increment(Counter.PLACED);
        out.send(type, requestId, order.handle);
        risk.onAccepted(command, instrumentId, nowNs);
        rows.order(order, null, MarketEvent.NONE, MarketEvent.ABSENT);
    }

    private OrderRefusal whyNotPlace(final MarketEvent event) {
        if (recovery.phase() == Recovery.Phase.CLOSED) {
            return OrderRefusal.NOT_CONNECTED;
        }
        if (recovery.phase() != Recovery.Phase.READY) {
            return OrderRefusal.RECOVERING;
        }
        if (!isWellFormed() || table.ofHandle(command.handle) != null) {
            return OrderRefusal.MALFORMED;
        }
        final int type = messages.requestTypeOf(command);
        if (type == RequestType.NONE) {
            return OrderRefusal.NOT_SUPPORTED;
        }
        if (table.isFull(event.receivedTimeNs)) {
            return OrderRefusal.TABLE_FULL;
        }
        final OrderRefusal refusal =
                risk.check(command, event.instrumentId, this, event.receivedTimeNs);
        if (refusal != OrderRefusal.NONE) {
            return refusal;
        }
        return out.allows(event, type) ? OrderRefusal.NONE : OrderRefusal.THROTTLED;
    }

    private boolean isWellFormed() {
        if (!DeskTokens.isOurs(command.handle)
                || command.handle < 0
                || command.instrumentLength == 0) {
            return false;
        }
        final boolean isOrder =
                (command.side == Side.BUY || command.side == Side.SELL)
                        && command.amount > 0
                        && command.labelLength > 0;
        return isOrder || command.action == OrderCommand.CLOSE_POSITION;
    }

    private void edit(final MarketEvent event) {
        final Order order = table.meantBy(command);
        final OrderRefusal refusal = whyNotEdit(event, order);
        if (refusal != OrderRefusal.NONE) {
            rows.refuse(command, order, event.instrumentId, refusal, waitNs(refusal, event));
            return;
        }
        final long nowNs = event.receivedTimeNs;
        final long requestId = out.nextRequestId();
        final int type = messages.encode(command, requestId, nowNs, out.encoder());
        if (type == RequestType.NONE) {
            rows.refuse(command, order, event.instrumentId, OrderRefusal.NOT_SUPPORTED, 0);
            return;
        }
        order.editToken = DeskTokens.of(DeskTokens.EDIT, order.place, orders.nextNumber());
        order.pending |= Order.EDIT;
        order.epoch = event.epoch;
        orders.pendingAmount(order, command.amount);
        counters.increment(Counter.EDITED);
        out.send(type, requestId, order.editToken);
        risk.onAccepted(command, order.instrumentId, nowNs);
    }

    private OrderRefusal whyNotEdit(final MarketEvent event, final Order order) {
        if (order == null) {
            return OrderRefusal.UNKNOWN_ORDER;
        }
        if (order.isFinal()) {
            return OrderRefusal.ALREADY_DONE;
        }
        if (recovery.phase() == Recovery.Phase.CLOSED) {
            return OrderRefusal.NOT_CONNECTED;
        }
        if (recovery.phase() != Recovery.Phase.READY) {
            return OrderRefusal.RECOVERING;
        }
        final boolean isWorking =
                order.state == OrderState.OPEN || order.state == OrderState.UNTRIGGERED;
        if (order.pending != 0 || !isWorking) {
            return OrderRefusal.PENDING;
        }
        if (command.price == MarketEvent.ABSENT
                && command.amount == MarketEvent.ABSENT
                && command.triggerPrice == MarketEvent.ABSENT) {
            return OrderRefusal.MALFORMED;
        }
        order.complete(command);
        final int type = messages.requestTypeOf(command);
        if (type == RequestType.NONE) {
            return OrderRefusal.NOT_SUPPORTED;
        }
        edited = order;
        final OrderRefusal refusal =
                risk.check(command, order.instrumentId, this, event.receivedTimeNs);
        edited = null;
        if (refusal != OrderRefusal.NONE) {
            return refusal;
        }
        return out.allows(event, type) ? OrderRefusal.NONE : OrderRefusal.THROTTLED;
    }

    private long waitNs(final OrderRefusal refusal, final MarketEvent event) {
        return refusal == OrderRefusal.THROTTLED
                ? out.waitNs(event, messages.requestTypeOf(command))
                : 0;
    }

    private void refuse(final int instrumentId, final OrderRefusal refusal, final long waitNs) {
        rows.refuse(command, null, instrumentId, refusal, waitNs);
    }
}
