/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.engine.trading.DeskCounters.Counter;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.TradingMessages;

/**
 * Sends cancels of one order, of an instrument and of everything. They pass while a session is
 * still recovering, are checked by no limit of ours, and wait for credits for {@link
 * #QUEUED_MAX_NS}: later, their sender no longer counts on them.
 */
final class Cancels {
    static final long QUEUED_MAX_NS = 2_000_000_000L;

    /** Most cancels that wait; further ones are refused. */
    static final int QUEUED_MAX = 1024;

    private final OrderTable table;
    private final Orders orders;
    private final Recovery recovery;
    private final TradingMessages messages;
    private final DeskOutput out;
    private final DeskRows rows;
    private final DeskCounters counters;
    private final OrderCommand waiting = new OrderCommand();
    private final Entry[] queue = new Entry[QUEUED_MAX];
    private int head;
    private int size;

    /** One cancel as the program asked for it. */
    private static final class Entry {
        long askedNs;
        int instrumentId;
        int length;
        final byte[] bytes = new byte[OrderCommand.LENGTH_MAX];
    }

    Cancels(
            final OrderTable table,
            final Orders orders,
            final Recovery recovery,
            final TradingMessages messages,
            final DeskOutput out,
            final DeskRows rows,
            final DeskCounters counters) {
        this.table = table;
        this.orders = orders;
        this.recovery = recovery;
        this.messages = messages;
        this.out = out;
        this.rows = rows;
        this.counters = counters;
        for (int i = 0; i < QUEUED_MAX; i++) {
            queue[i] = new Entry();
        }
    }

    /** Sends it, keeps it until there are credits, or refuses it. */
    void onCommand(final OrderCommand command, final MarketEvent event) {
        final Order order = table.meantBy(command);
        final boolean isOfOne = command.action == OrderCommand.CANCEL;
        final OrderRefusal refusal = isOfOne ? whyNot(command, order) : whyNotMany(command);
        if (refusal != OrderRefusal.NONE) {
            rows.refuse(command, order, event.instrumentId, refusal, 0);
            return;
        }
        if (isOfOne) {
            order.complete(command);
        }
        final int type = messages.requestTypeOf(command);
        if (size == 0 && out.allows(event, type)) {
            send(command, order, event.instrumentId, event);
        } else if (size < QUEUED_MAX) {
            keep(command, event);
            if (isOfOne) {
                order.pending |= Order.CANCEL;
            }
        } else {
            final long waitNs = out.waitNs(event, type);
            rows.refuse(command, order, event.instrumentId, OrderRefusal.THROTTLED, waitNs);
        }
    }

    private OrderRefusal whyNot(final OrderCommand command, final Order order) {
        if (order == null) {
            return OrderRefusal.UNKNOWN_ORDER;
        }
        if (order.isFinal()) {
            return OrderRefusal.ALREADY_DONE;
        }
        final boolean isNameless = order.orderIdLength == 0 && order.labelLength == 0;
        if ((order.pending & Order.CANCEL) != 0 || isNameless) {
            return OrderRefusal.PENDING;
        }
        return whyNotMany(command);
    }

    private OrderRefusal whyNotMany(final OrderCommand command) {
        if (recovery.phase() == Recovery.Phase.CLOSED) {
            return OrderRefusal.NOT_CONNECTED;
        }
        final boolean isSupported = messages.requestTypeOf(command) != RequestType.NONE;
        return isSupported ? OrderRefusal.NONE : OrderRefusal.NOT_SUPPORTED;
    }

    private void keep(final OrderCommand command, final MarketEvent event) {
        final Entry entry = queue[head + size & QUEUED_MAX - 1];
        entry.askedNs = event.receivedTimeNs;
        entry.instrumentId = event.instrumentId;
        entry.length = command.encode(entry.bytes);
        size++;
        counters.increment(Counter.CANCELS_QUEUED);
    }

    private void send(
            final OrderCommand command,
            final Order order,
            final int instrumentId,
            final MarketEvent event) {
        final long requestId = out.nextRequestId();
        final int type = messages.encode(command, requestId, event.receivedTimeNs, out.encoder());
        if (type == RequestType.NONE) {
            rows.refuse(command, order, instrumentId, OrderRefusal.NOT_SUPPORTED, 0);
        } else if (order == null) {
            counters.increment(Counter.MASS_CANCELLED);
            final long number = orders.nextNumber();
            out.send(type, requestId, DeskTokens.of(DeskTokens.MASS_CANCEL, 0, number));
        } else {
            counters.increment(Counter.CANCELLED);
            final long number = orders.nextNumber();
            order.cancelToken = DeskTokens.of(DeskTokens.CANCEL, order.place, number);
            order.pending |= Order.CANCEL;
            order.epoch = event.epoch;
            out.send(type, requestId, order.cancelToken);
        }
    }

    /** Sends what waits for credits, and refuses what has waited for too long. */
    void flush(final MarketEvent event) {
        while (size > 0) {
            final Entry entry = queue[head];
            waiting.decode(entry.bytes, entry.length);
            final Order order = table.meantBy(waiting);
            final int type = messages.requestTypeOf(waiting);
            final boolean isOfOne = waiting.action == OrderCommand.CANCEL;
            if (isOfOne && (order == null || order.isFinal())) {
                drop(order, OrderRefusal.ALREADY_DONE, 0);
            } else if (event.receivedTimeNs - entry.askedNs > QUEUED_MAX_NS) {
                drop(order, OrderRefusal.THROTTLED, out.waitNs(event, type));
            } else if (out.allows(event, type)) {
                removeFirst();
                send(waiting, order, entry.instrumentId, event);
            } else {
                return;
            }
        }
    }

    /** The session is over: nothing waits any longer. */
    void close() {
        while (size > 0) {
            waiting.decode(queue[head].bytes, queue[head].length);
            drop(table.meantBy(waiting), OrderRefusal.NOT_CONNECTED, 0);
        }
    }

    private void drop(final Order order, final OrderRefusal refusal, final long waitNs) {
        if (order != null) {
            order.pending &= ~Order.CANCEL;
        }
        rows.refuse(waiting, order, queue[head].instrumentId, refusal, waitNs);
        removeFirst();
    }

    private void removeFirst() {
        head = head + 1 & QUEUED_MAX - 1;
        size--;
    }
}
