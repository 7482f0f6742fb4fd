/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.OrderColumns;
import io.novaring.codec.Side;
import io.novaring.codec.Text;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.trading.DeskCounters.Counter;
import io.novaring.engine.trading.OrderTransitions.Input;
import io.novaring.engine.venue.TradingMessages;

/**
 * Everything that is learnt of an order ends here. What the venue says may come in any order, more
 * than once and from several sources; what is made of it is the same: what was filled never becomes
 * less, an older word never takes the place of a newer one, and what is done stays done.
 */
final class Orders {
    /** So long the trades of an order that is done may take to come. */
    static final long TRADES_WITHIN_NS = 1_000_000_000L;

    /** Where a word of the venue comes from. */
    enum Source {
        /** A channel: in the order in which things happened there. */
        NOTICE,
        /** An answer, which a newer notice may have overtaken. */
        ANSWER,
        /** An answer to a question about this very order, asked when nobody knew. */
        INQUIRY
    }

    private final OrderTable table;
    private final OpenAmounts open;
    private final Watchlist watchlist;
    private final DeskRows rows;
    private final DeskCounters counters;
    private final TradingMessages messages;

    private long nowNs;
    private long numbers;
    private long adoptedCount;
    private int unknownCount;
    private boolean isFullTold;

    /** State of an order before the merge that is under way made another record of it. */
    private OrderState takenFrom;

    Orders(
            final OrderTable table,
            final Watchlist watchlist,
            final DeskRows rows,
            final DeskCounters counters,
            final TradingMessages messages) {
        this.table = table;
        this.open = table.open();
        this.watchlist = watchlist;
        this.rows = rows;
        this.counters = counters;
        this.messages = messages;
    }

    void begin(final long newNowNs) {
        nowNs = newNowNs;
    }

    /** A number that no order or request of this run has. */
    long nextNumber() {
        return ++numbers;
    }

    /** Orders of which nobody knows. */
    int unknownCount() {
        return unknownCount;
    }

    /** True when trades are missing of an order of ours that is done. */
    static boolean needsTrades(final Order order) {
        return order.isOwn()
                && (order.state == OrderState.FILLED || order.state == OrderState.CANCELLED)
                && order.filled > order.traded;
    }

    /** Learns something that is no word of the venue on price and amount. */
    void learn(final Order order, final Input input, final long errorCode) {
        final OrderState before = order.state;
        open.remove(order);
        step(order, input, MarketEvent.NONE);
        open.add(order);
        if (order.state != before) {
            rows.order(order, before, MarketEvent.NONE, errorCode);
            if (order.state == OrderState.NOT_FOUND) {
                counters.increment(Counter.NOT_FOUND);
                alarm(order, MarketEvent.NONE);
            }
        }
    }

    /**
     * Learns that nobody knows any more what an order is.
     *
     * @param sinceNs since when the venue has to know it, if it ever will.
     */
    void lose(final Order order, final Input input, final long sinceNs, final long errorCode) {
        learn(order, input, errorCode);
        if (order.state == OrderState.UNKNOWN) {
            order.lostNs = sinceNs;
            order.emptyAnswers = 0;
            order.isAbsentLate = false;
        }
    }

    /** Says whether an edit of the order is pending, and for what amount. */
    void pendingAmount(final Order order, final long amount) {
        if (order.state == OrderState.UNKNOWN && amount == MarketEvent.ABSENT) {
            // Whether the edit was carried out is not known either.
            return;
        }
        open.remove(order);
        order.pendingAmount = amount;
        open.add(order);
    }

    /** A trade of the order was counted. */
    void onTrade(final Order order, final long amount) {
        open.remove(order);
        order.traded += amount;
        order.filled = Math.max(order.filled, order.traded);
        order.changedNs = nowNs;
        open.add(order);
        if (order.state == OrderState.UNKNOWN) {
            order.emptyAnswers = 0;
            watchlist.add(order, nowNs);
        }
    }

    /** All trades of the order are known, counted with it or without. */
    void onAllTrades(final Order order, final long amount) {
        order.traded = Math.max(order.traded, amount);
    }

    void alarm(final Order order, final int row) {
        counters.increment(Counter.ALARMS);
        rows.alarm(order, row);
    }

    /**
     * Merges a row of the event's orders.
     *
     * @param about the order whose request this answers, or null.
     * @return the order it is about, null when there was no room for it.
     */
    Order merge(final MarketEvent event, final int row, final Source source, final Order about) {
        final OrderColumns told = event.orders;
        final OrderState state = stateOf(event, told.orderState[row]);
        takenFrom = null;
        final Order twin = table.ofLabel(event.raw, told.label[row]);
        final boolean isMadeByTrigger = told.triggerOrderId[row] != Text.ABSENT;
        if (isMadeByTrigger) {
            onTriggered(event, row, twin);
        }
        final Order known =
                isMadeByTrigger
                        ? table.ofOrderId(event.raw, told.orderId[row])
                        : find(event, row, about, twin);
        final Order order = known == null ? adopt(event, row, state) : known;
        if (order == null) {
            return null;
        }
        final OrderState before =
                known == null ? null : takenFrom == null ? order.state : takenFrom;
        final long price = order.price;
        final long amount = order.amount;
        final long filled = order.filled;
        if (known != null) {
            open.remove(order);
        }
        final boolean isOlder = isOlder(order, told.timeNs[row]);
        takeAmounts(order, told, row, source);
        final Input input = state == null ? null : Input.ofVenue(state);
        if (input != null && (!isOlder || state.isFinal() || source == Source.INQUIRY)) {
            step(order, input, row);
        }
        if (order.state == OrderState.FILLED && order.amount != MarketEvent.ABSENT) {
            order.filled = Math.max(order.filled, order.amount);
        }
        open.add(order);
        final boolean isChanged =
                order.state != before
                        || order.price != price
                        || order.amount != amount
                        || order.filled != filled;
        if (isChanged) {
            order.changedNs = nowNs;
            rows.order(order, before, row, MarketEvent.ABSENT);
        }
        if (needsTrades(order) && !order.isWatched) {
            watchlist.add(order, nowNs + TRADES_WITHIN_NS);
        }
        if (known == null && isTwin(order, twin)) {
            alarm(order, row);
        }
        return order;
    }

    /**
     * The row is an order that a trigger made: it is not the order that waited for the trigger,
     * though it has its label, but it says that this one is done.
     */
    private void onTriggered(final MarketEvent event, final int row, final Order labelled) {
        final long triggerId = event.orders.triggerOrderId[row];
        Order trigger = table.ofOrderId(event.raw, triggerId);
        if (trigger == null
                && labelled != null
                && labelled.isTrigger()
                && labelled.orderIdLength == 0) {
            trigger = labelled;
            table.bindOrderId(trigger, event.raw, triggerId);
        }
        if (trigger != null && !trigger.isFinal()) {
            learn(trigger, Input.VENUE_TRIGGERED, MarketEvent.ABSENT);
        }
    }

    private OrderState stateOf(final MarketEvent event, final long text) {
        final OrderState state = text == Text.ABSENT ? null : messages.stateOf(event, text);
        if (state == null) {
            counters.increment(Counter.UNKNOWN_STATES);
        }
        return state;
    }

    private Order find(
            final MarketEvent event, final int row, final Order about, final Order labelled) {
        final long orderId = event.orders.orderId[row];
        final Order known = table.ofOrderId(event.raw, orderId);
        if (known != null) {
            final boolean isOurs =
                    about != null && about != known && about.orderIdLength == 0 && !known.isOwn();
            if (isOurs) {
                takeOver(known, about);
            }
            return known;
        }
        final Order meant = about != null && about.orderIdLength == 0 ? about : labelled;
        if (meant == null || meant.orderIdLength > 0) {
            return null;
        }
        table.bindOrderId(meant, event.raw, orderId);
        return meant;
    }

    /**
     * The answer to our request names an order that was told before under nobody's name: the record
     * that has the venue's words becomes ours.
     */
    private void takeOver(final Order record, final Order ours) {
        final long handle = ours.handle;
        takenFrom = ours.state;
        record.sentNs = ours.sentNs;
        record.epoch = ours.epoch;
        record.instrument(ours);
        if (ours.state == OrderState.UNKNOWN) {
            unknownCount--;
        }
        watchlist.remove(ours);
        table.release(ours);
        table.rename(record, handle);
    }

    private Order adopt(final MarketEvent event, final int row, final OrderState state) {
        final OrderState first = state == null ? OrderState.UNKNOWN : state;
        final Order order = table.claim(-adoptedCount - 1, first, nextNumber(), nowNs);
        if (order == null) {
            counters.increment(Counter.NOT_ADOPTED);
            if (!isFullTold) {
                isFullTold = true;
                alarm(null, row);
            }
            return null;
        }
        adoptedCount++;
        counters.increment(Counter.ADOPTED);
        table.bindOrderId(order, event.raw, event.orders.orderId[row]);
        order.flags = flagsOf(event.orders, row);
        final long label = event.orders.label[row];
        if (label != Text.ABSENT) {
            order.label(event.raw, Text.offset(label), Text.length(label));
        }
        enter(order);
        return order;
    }

    private static int flagsOf(final OrderColumns told, final int row) {
        return (told.postOnly[row] == 1 ? OrderCommand.POST_ONLY : 0)
                | (told.rejectPostOnly[row] == 1 ? OrderCommand.REJECT_POST_ONLY : 0)
                | (told.reduceOnly[row] == 1 ? OrderCommand.REDUCE_ONLY : 0)
                | (told.mmp[row] == 1 ? OrderCommand.MARKET_MAKER_PROTECTION : 0);
    }

    private static boolean isTwin(final Order order, final Order twin) {
        // What a trigger waited for has its label, and may be told before the trigger is done.
        return twin != null
                && twin != order
                && twin.state.mayTrade()
                && twin.state != OrderState.UNTRIGGERED
                && order.state.mayTrade();
    }

    private static boolean isOlder(final Order order, final long timeNs) {
        return timeNs != MarketEvent.ABSENT
                && order.timeNs != MarketEvent.ABSENT
                && timeNs < order.timeNs;
    }

    private void takeAmounts(
            final Order order, final OrderColumns told, final int row, final Source source) {
        if (order.instrumentId == MarketEvent.NONE) {
            order.instrumentId = told.instrumentId[row];
        }
        if (order.side == Side.NONE) {
            order.side = told.direction[row];
        }
        if (told.filledAmount[row] != MarketEvent.ABSENT) {
            order.filled = Math.max(order.filled, told.filledAmount[row]);
        }
        final long timeNs = told.timeNs[row];
        final boolean isSameTime = timeNs == MarketEvent.ABSENT || timeNs == order.timeNs;
        final boolean isNotice = source == Source.NOTICE;
        if (isOlder(order, timeNs) || isSameTime && order.isTimeOfNotice && !isNotice) {
            return;
        }
        if (told.price[row] != MarketEvent.ABSENT) {
            order.price = told.price[row];
        }
        if (told.amount[row] != MarketEvent.ABSENT) {
            order.amount = told.amount[row];
        }
        if (told.averagePrice[row] != MarketEvent.ABSENT) {
            order.averagePrice = told.averagePrice[row];
        }
        if (timeNs != MarketEvent.ABSENT) {
            order.timeNs = timeNs;
        }
        order.isTimeOfNotice = isNotice;
    }

    /** The order is taken out of the open amounts meanwhile. */
    private void step(final Order order, final Input input, final int row) {
        final OrderState before = order.state;
        final OrderState next = OrderTransitions.next(before, input);
        if (next == null) {
            counters.increment(Counter.ANOMALIES);
            if (input.isVenuesWord() && isNeverPlaced(before)) {
                alarm(order, row);
            }
            return;
        }
        if (next != before) {
            if (before == OrderState.UNKNOWN) {
                unknownCount--;
                order.clearInquiry();
                if ((order.pending & Order.EDIT) == 0) {
                    order.pendingAmount = MarketEvent.ABSENT;
                }
            }
            if (before.isFinal()) {
                table.leaveDone(order);
            }
            order.state = next;
            order.changedNs = nowNs;
            enter(order);
        }
    }

    private void enter(final Order order) {
        if (order.isFinal()) {
            order.pendingAmount = MarketEvent.ABSENT;
            table.enterDone(order, nowNs);
        } else if (order.state == OrderState.UNKNOWN) {
            unknownCount++;
            counters.increment(Counter.BECAME_UNKNOWN);
            order.clearInquiry();
            order.lostNs = nowNs;
            watchlist.add(order, nowNs);
        }
    }

    private static boolean isNeverPlaced(final OrderState state) {
        return state == OrderState.REJECTED
                || state == OrderState.UNSENT
                || state == OrderState.REFUSED;
    }
}
