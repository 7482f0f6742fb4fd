/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.order.CancelReason;
import io.novaring.tools.simulator.exchange.order.Edit;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderError;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.exchange.order.Rejection;
import io.novaring.tools.simulator.exchange.order.TimeInForce;
import io.novaring.tools.simulator.market.BookSide;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Interventions;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.market.Step;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Lets orders into books, changes them there and takes them out: one event of the book each. */
final class Entry {
    private static final long ABSENT = NewOrder.ABSENT;

    private final Market market;
    private final Interventions interventions;
    private final Consumer<Step> steps;
    private final Books books;
    private final Registry registry;
    private final Matcher matcher;

    Entry(
            final Market market,
            final Consumer<Step> steps,
            final Books books,
            final Registry registry,
            final Matcher matcher) {
        this.market = market;
        this.interventions = market.interventions();
        this.steps = steps;
        this.books = books;
        this.registry = registry;
        this.matcher = matcher;
    }

    /**
     * An order that was checked, or that a trigger has become.
     *
     * @param triggerOrderId of that trigger; else null.
     */
    Outcome enter(
            final Account account,
            final Instrument instrument,
            final NewOrder asked,
            final String triggerOrderId,
            final int origin) {
        final boolean keepsRest = asked.type() == OrderType.MARKET_LIMIT;
        final OrderType type = keepsRest ? OrderType.LIMIT : asked.type();
        final Order order =
                new Order(
                        registry.nextId(instrument, type, asked.isBuy),
                        account,
                        instrument,
                        type,
                        keepsRest ? OrderType.MARKET_LIMIT : null,
                        asked,
                        triggerOrderId,
                        origin,
                        registry.nowMs());
        if (!asked.type().isPriced()) {
            order.price = asked.isBuy ? instrument.maxPrice() : instrument.minPrice();
        }
        Rejection wrong = reduce(order);
        wrong = wrong == null ? post(order) : wrong;
        wrong = wrong == null ? meet(order) : wrong;
        wrong = wrong == null ? fund(order) : wrong;
        if (wrong != null) {
            return Outcome.refused(wrong);
        }
        hold(instrument);
        registry.accept(order);
        final long fillsBefore = account.fillCount;
        interventions.begin(instrument, order.isBuy, registry.nowMs());
        trade(order);
        close(instrument);
        return Outcome.accepted(order, fillsSince(order, fillsBefore));
    }

    /** Its book moves from now on, whether anybody listens or not. */
    void hold(final Instrument instrument) {
        market.hold(instrument);
    }

    private void trade(final Order order) {
        final boolean all = order.timeInForce == TimeInForce.FILL_OR_KILL;
        if (all && !matcher.canFill(order)) {
            registry.cancelled(order, CancelReason.IMMEDIATE_REMAINDER);
            return;
        }
        final boolean free = matcher.match(order);
        if (order.remaining() == 0) {
            return;
        }
        final boolean keepsRest = order.originalType == OrderType.MARKET_LIMIT;
        if (!free) {
            registry.cancelled(order, CancelReason.SELF_MATCH_PREVENTION);
        } else if (order.type == OrderType.MARKET
                || !order.timeInForce.rests()
                || keepsRest && order.filledAmount == 0) {
            registry.cancelled(order, CancelReason.IMMEDIATE_REMAINDER);
        } else {
            if (keepsRest) {
                order.price = order.instrument.lastPrice();
                registry.reserve(order);
            }
            books.rest(order);
        }
    }

    private void close(final Instrument instrument) {
        matcher.tidy(instrument);
        final Step step = interventions.end();
        if (!step.isEmpty() || step.tradeCount() > 0) {
            steps.accept(step);
        }
    }

    private static Rejection reduce(final Order order) {
        if (!order.reduceOnly) {
            return null;
        }
        final long most = Matcher.reducible(order);
        if (most == 0) {
            return Rejection.word(
                    OrderError.OTHER_REJECT,
                    "invalid_reduce_only_order",
                    "there is no position it would reduce");
        }
        order.amount = Math.min(order.amount, order.filledAmount + most);
        return null;
    }

    /** One tick inside the best of the other side, or refused. */
    private static Rejection post(final Order order) {
        if (!order.postOnly || !Matcher.crosses(order)) {
            return null;
        }
        if (order.rejectPostOnly) {
            return Rejection.of(OrderError.POST_ONLY_REJECT, "it would trade at once");
        }
        final BookSide side = order.instrument.side(!order.isBuy);
        final long best = side.bestPrice();
        // Just below a price at which the tick changes, the smaller one holds.
        final long price =
                order.isBuy
                        ? best - order.instrument.tickAt(best - 1)
                        : best + order.instrument.tickAt(best + 1);
        if (price <= 0) {
            return Rejection.of(
                    OrderError.POST_ONLY_PRICE_MODIFICATION_NOT_POSSIBLE,
                    "there is no price below " + Rejection.plain(side.bestPrice()));
        }
        order.price = price;
        return null;
    }

    private Rejection meet(final Order order) {
        return matcher.meetsItself(order)
                ? Rejection.of(OrderError.ORDER_OVERLAP, "it would trade with its own account")
                : null;
    }

    /** Holds its money back, unless there is not enough. */
    private Rejection fund(final Order order) {
        final long before = order.account.purse.availableFor(order.instrument, order.isBuy);
        registry.reserve(order);
        final long after = order.account.purse.availableFor(order.instrument, order.isBuy);
        if (after >= 0 || after >= before) {
            return null;
        }
        registry.release(order);
        return Rejection.of(
                OrderError.NOT_ENOUGH_FUNDS,
                "available " + Rejection.plain(before) + ", short of " + Rejection.plain(-after));
    }

    /** Changes an order in a book; the edit was checked. */
    Outcome edit(final Order order, final Edit edit) {
        final long amount = edit.amount() == ABSENT ? order.amount : edit.amount();
        final long price = edit.price() == ABSENT ? order.price : edit.price();
        final long display =
                edit.displayAmount() == ABSENT ? order.displayAmount : edit.displayAmount();
        final long fillsBefore = order.account.fillCount;
        final State before = new State(order);
        order.postOnly = edit.isPostOnly(order.postOnly);
        order.rejectPostOnly = edit.isRejectPostOnly(order.rejectPostOnly);
        setReduceOnly(order, edit.isReduceOnly(order.reduceOnly));
        final boolean keepsPlace =
                price == order.price && amount <= order.amount && display == order.displayAmount;
        order.amount = amount;
        order.price = price;
        order.displayAmount = display;
        Rejection wrong = reduce(order);
        if (wrong == null && !keepsPlace) {
            wrong = post(order);
            wrong = wrong == null ? meet(order) : wrong;
        }
        wrong = wrong == null ? fund(order) : wrong;
        if (wrong != null) {
            before.restore(order);
            registry.reserve(order);
            return wrong.error() == OrderError.POST_ONLY_REJECT
                    ? Outcome.accepted(cancel(order, CancelReason.EDIT_POST_ONLY_REJECT), List.of())
                    : Outcome.refused(wrong);
        }
        interventions.begin(order.instrument, order.isBuy, registry.nowMs());
        if (keepsPlace) {
            books.show(order, Math.min(order.shown, order.remaining()) - order.shown);
            registry.edited(order);
        } else {
            final long newPrice = order.price;
            order.price = before.price;
            books.remove(order);
            order.price = newPrice;
            order.refreshed = false;
            registry.edited(order);
            trade(order);
        }
        close(order.instrument);
        return Outcome.accepted(order, fillsSince(order, fillsBefore));
    }

    void setReduceOnly(final Order order, final boolean value) {
        if (order.reduceOnly != value) {
            order.reduceOnly = value;
            order.account.reduceOnlyCount += value ? 1 : -1;
        }
    }

    /** Takes a live order out of its book, or a trigger out of its wait. */
    Order cancel(final Order order, final CancelReason reason) {
        if (order.resting) {
            interventions.begin(order.instrument, order.isBuy, registry.nowMs());
            matcher.cancel(order, reason);
            close(order.instrument);
        } else {
            registry.cancelled(order, reason);
        }
        return order;
    }

    private static List<Fill> fillsSince(final Order order, final long fillsBefore) {
        final List<Fill> fills = new ArrayList<>();
        long left = order.account.fillCount - fillsBefore;
        final Iterator<Fill> newest = order.account.fills.descendingIterator();
        while (left > 0 && newest.hasNext()) {
            final Fill fill = newest.next();
            if (fill.order() == order) {
                fills.add(0, fill);
            }
            left--;
        }
        return fills;
    }

    /** What an edit that is refused leaves as it was. */
    private final class State {
        private final long amount;
        private final long price;
        private final long displayAmount;
        private final boolean postOnly;
        private final boolean rejectPostOnly;
        private final boolean reduceOnly;

        State(final Order order) {
            amount = order.amount;
            price = order.price;
            displayAmount = order.displayAmount;
            postOnly = order.postOnly;
            rejectPostOnly = order.rejectPostOnly;
            reduceOnly = order.reduceOnly;
        }

        void restore(final Order order) {
            order.amount = amount;
            order.price = price;
            order.displayAmount = displayAmount;
            order.postOnly = postOnly;
            order.rejectPostOnly = rejectPostOnly;
            setReduceOnly(order, reduceOnly);
        }
    }
}
