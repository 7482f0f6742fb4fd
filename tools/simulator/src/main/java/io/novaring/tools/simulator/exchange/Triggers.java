/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.Action;
import io.novaring.tools.simulator.exchange.order.Edit;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderState;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.exchange.order.Rejection;
import io.novaring.tools.simulator.exchange.order.TriggerPrice;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.State;
import java.util.ArrayList;
import java.util.List;

/** Orders that wait for a price, and become others when it comes. */
final class Triggers {
    private final Registry registry;
    private final Entry entry;
    private final List<Order> waiting = new ArrayList<>();

    Triggers(final Registry registry, final Entry entry) {
        this.registry = registry;
        this.entry = entry;
    }

    static long priceOf(final Instrument instrument, final TriggerPrice watched) {
        return switch (watched) {
            case INDEX_PRICE -> instrument.currency.indexPrice();
            case MARK_PRICE -> instrument.markPrice();
            case LAST_PRICE -> instrument.lastPrice();
        };
    }

    /** A stop buys above and sells below its price, a take the other way round. */
    static boolean isReached(
            final OrderType type, final boolean isBuy, final long price, final long now) {
        return isBuy != type.isTake() ? now >= price : now <= price;
    }

    /** An order that was checked waits from now on. */
    Order add(
            final Account account,
            final Instrument instrument,
            final NewOrder asked,
            final int origin) {
        final Order order =
                new Order(
                        registry.nextId(instrument, asked.type(), asked.isBuy),
                        account,
                        instrument,
                        asked.type(),
                        null,
                        asked,
                        null,
                        origin,
                        registry.nowMs());
        order.state = OrderState.UNTRIGGERED;
        if (order.type == OrderType.TRAILING_STOP) {
            order.triggerReferencePrice = priceOf(instrument, order.trigger);
            trail(order);
        }
        registry.accept(order);
        waiting.add(order);
        entry.hold(instrument);
        return order;
    }

    private static void trail(final Order order) {
        final long change = order.isBuy ? order.triggerOffset : -order.triggerOffset;
        order.triggerPrice = order.triggerReferencePrice + change;
    }

    /** Changes one that waits; the edit was checked but for its trigger. */
    Outcome edit(final Order order, final Edit edit) {
        if (edit.triggerPrice() != NewOrder.ABSENT) {
            final Rejection wrong =
                    Checks.triggerPrice(
                            order.instrument,
                            order.type,
                            order.isBuy,
                            order.trigger,
                            edit.triggerPrice());
            if (wrong != null) {
                return Outcome.refused(wrong);
            }
            order.triggerPrice = edit.triggerPrice();
        }
        if (edit.triggerOffset() != NewOrder.ABSENT && order.type == OrderType.TRAILING_STOP) {
            final Rejection wrong = Checks.triggerOffset(edit.triggerOffset());
            if (wrong != null) {
                return Outcome.refused(wrong);
            }
            order.triggerOffset = edit.triggerOffset();
            trail(order);
        }
        order.amount = edit.amount() == NewOrder.ABSENT ? order.amount : edit.amount();
        order.price = edit.price() == NewOrder.ABSENT ? order.price : edit.price();
        order.postOnly = edit.isPostOnly(order.postOnly);
        order.rejectPostOnly = edit.isRejectPostOnly(order.rejectPostOnly);
        entry.setReduceOnly(order, edit.isReduceOnly(order.reduceOnly));
        registry.edited(order);
        return Outcome.accepted(order, List.of());
    }

    /** The first whose price has come, or null; those that are done are forgotten. */
    Order nextReached() {
        waiting.removeIf(order -> order.state != OrderState.UNTRIGGERED);
        for (int i = 0; i < waiting.size(); i++) {
            final Order order = waiting.get(i);
            final long now = priceOf(order.instrument, order.trigger);
            if (order.type == OrderType.TRAILING_STOP) {
                final boolean better =
                        order.isBuy
                                ? now < order.triggerReferencePrice
                                : now > order.triggerReferencePrice;
                if (better) {
                    order.triggerReferencePrice = now;
                    trail(order);
                }
            }
            if (order.instrument.state() == State.OPEN
                    && isReached(order.type, order.isBuy, order.triggerPrice, now)) {
                return order;
            }
        }
        return null;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The trigger becomes an order, or is rejected with it. */
    void fire(final Order trigger) {
        final NewOrder asked =
                NewOrder.of(trigger.instrument.name, trigger.isBuy)
                        .type(trigger.type.whenTriggered())
                        .amount(trigger.amount)
                        .price(trigger.price)
                        .label(trigger.label)
                        .timeInForce(trigger.timeInForce)
                        .postOnly(trigger.postOnly)
                        .rejectPostOnly(trigger.rejectPostOnly)
                        .reduceOnly(trigger.reduceOnly);
        final Outcome outcome =
                entry.enter(trigger.account, trigger.instrument, asked, trigger.id, trigger.origin);
        if (outcome.isAccepted()) {
            registry.finish(trigger, OrderState.TRIGGERED, Action.TRIGGERED, outcome.order().id);
        } else {
            registry.finish(
                    trigger, OrderState.REJECTED, Action.REJECTED, outcome.rejection().message());
        }
    }
}
