/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.Action;
import io.novaring.tools.simulator.exchange.money.Values;
import io.novaring.tools.simulator.exchange.order.CancelReason;
import io.novaring.tools.simulator.exchange.order.OrderState;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Kind;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The orders there are, their ids, their ends, and the money they hold back. */
final class Registry {
    private static final long DONE_KEPT_MS = 30 * 60_000L;
    private static final long FIRST_ORDER = 58_400_000_000L;

    private final int doneMax;
    private long nowMs;
    private final Notices notices;
    private final Recorder recorder;
    private final Map<String, Long> orderCounts = new HashMap<>();
    private final Map<String, Long> triggerCounts = new HashMap<>();
    private final Map<String, Order> byId = new LinkedHashMap<>();
    private final ArrayDeque<Order> done = new ArrayDeque<>();

    Registry(final int doneMax, final Notices notices, final Recorder recorder) {
        this.doneMax = doneMax;
        this.notices = notices;
        this.recorder = recorder;
    }

    /** Also forgets what was done long ago. */
    void setTime(final long timeMs) {
        nowMs = timeMs;
        while (!done.isEmpty()
                && (done.size() > doneMax || done.peek().updatedMs + DONE_KEPT_MS < nowMs)) {
            byId.remove(done.poll().id);
        }
    }

    long nowMs() {
        return nowMs;
    }

    /** Digits for the first currency, a prefix before them for all others. */
    String nextId(final Instrument instrument, final OrderType type, final boolean isBuy) {
        final String prefix = instrument.currency.idPrefix();
        if (!type.isTrigger()) {
            return prefix + (FIRST_ORDER + orderCounts.merge(prefix, 1L, Long::sum));
        }
        final String side = isBuy ? "B" : "S";
        return prefix + type.idPart() + side + "-" + triggerCounts.merge(prefix, 1L, Long::sum);
    }

    /** Null when there is none, or it was done too long ago. */
    Order find(final String id) {
        return byId.get(id);
    }

    /** Live ones and those done not long ago, oldest first. */
    Collection<Order> all() {
        return byId.values();
    }

    void accept(final Order order) {
        byId.put(order.id, order);
        order.account.open.put(order.id, order);
        order.account.triggerCount += order.type.isTrigger() ? 1 : 0;
        order.account.reduceOnlyCount += order.reduceOnly ? 1 : 0;
        recorder.order(order, Action.ACCEPTED, "");
        notices.order(order);
    }

    void edited(final Order order) {
        order.editCount++;
        order.updatedMs = nowMs;
        recorder.order(order, Action.EDITED, "");
        notices.order(order);
    }

    /** Something about it is new. */
    void touch(final Order order) {
        order.updatedMs = nowMs;
        notices.order(order);
    }

    void cancelled(final Order order, final CancelReason reason) {
        order.cancelReason = reason;
        final String cause = reason == CancelReason.IMMEDIATE_REMAINDER ? "" : reason.word();
        finish(order, OrderState.CANCELLED, Action.CANCELLED, cause);
    }

    /**
     * @param cause for the ledger.
     */
    void finish(
            final Order order, final OrderState state, final Action action, final String cause) {
        order.state = state;
        order.updatedMs = nowMs;
        order.account.open.remove(order.id);
        order.account.triggerCount -= order.type.isTrigger() ? 1 : 0;
        order.account.reduceOnlyCount -= order.reduceOnly ? 1 : 0;
        reserve(order);
        done.add(order);
        recorder.order(order, action, cause);
        notices.order(order);
    }

    /** Holds back what the order can still need, and gives back what it cannot. */
    void reserve(final Order order) {
        final boolean needs = order.state == OrderState.OPEN && !order.reduceOnly;
        reserve(order, needs ? order.remaining() : 0);
    }

    /** It came to nothing. */
    void release(final Order order) {
        reserve(order, 0);
    }

    private static void reserve(final Order order, final long amount) {
        final Instrument instrument = order.instrument;
        final boolean pays = order.isBuy && (instrument.option || instrument.kind == Kind.SPOT);
        // A market order's price is the end of the band: far from what it will pay.
        final boolean atMarket =
                order.type == OrderType.MARKET
                        || order.originalType == OrderType.MARKET_LIMIT && order.filledAmount == 0;
        final long price = atMarket ? instrument.markPrice() : order.price;
        final long value = pays ? Values.of(instrument, price, amount) : 0;
        order.account.purse.reserve(
                instrument,
                order.isBuy,
                amount - order.reservedAmount,
                value - order.reservedValue);
        order.reservedAmount = amount;
        order.reservedValue = value;
    }
}
