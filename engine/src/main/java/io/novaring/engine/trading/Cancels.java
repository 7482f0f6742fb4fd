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
 * #QUEUED_MAX_NS}: later, their sender no longer counts on them. What cancels more goes out first,
 * and waits behind nothing that cancels less: credits are counted apart at some venues.
 */
final class Cancels {
    static final long QUEUED_MAX_NS = 2_000_000_000L;

    /** Most cancels of single orders that wait; further ones are refused. */
    static final int QUEUED_MAX = 1024;

    /** Most that wait of those of an instrument, and of those of everything. */
    static final int QUEUED_MASS_MAX = 64;

    private final OrderTable table;
    private final Orders orders;
    private final Recovery recovery;
    private final TradingMessages messages;
    private final DeskOutput out;
    private final DeskRows rows;
    private final DeskCounters counters;
    private final OrderCommand waiting = new OrderCommand();
    private final Queue ofEverything = new Queue(QUEUED_MASS_MAX);
    private final Queue ofInstruments = new Queue(QUEUED_MASS_MAX);
    private final Queue ofOrders = new Queue(QUEUED_MAX);

    /** Cancels of one kind that wait, in order. */
    private static final class Queue {
        private final Entry[] entries;
        private int head;
        private int size;

        Queue(final int capacity) {
            entries = new Entry[capacity];
            for (int i = 0; i < capacity; i++) {
                entries[i] = new Entry();
            }
        }

        boolean isFull() {
            return size == entries.length;
        }

        Entry first() {
            return entries[head];
        }

        Entry add() {
            return entries[head + size++ & entries.length - 1];
        }

        void removeFirst() {
            head = head + 1 & entries.length - 1;
            size--;
        }
    }

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
        final Queue queue = queueOf(command.action);
        if (queue.size == 0 && out.allows(event, type)) {
            send(command, order, event.instrumentId, event);
        } else if (!queue.isFull()) {
            keep(command, queue.add(), event);
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

    private Queue queueOf(final byte action) {
        return switch (action) {
            case OrderCommand.CANCEL_ALL -> ofEverything;
            case OrderCommand.CANCEL_INSTRUMENT -> ofInstruments;
            default -> ofOrders;
        };
    }

    private void keep(final OrderCommand command, final Entry entry, final MarketEvent event) {
        entry.askedNs = event.receivedTimeNs;
        entry.instrumentId = event.instrumentId;
        entry.length = command.encode(entry.bytes);
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
        flush(ofEverything, event);
        flush(ofInstruments, event);
        flush(ofOrders, event);
    }

    private void flush(final Queue queue, final MarketEvent event) {
        while (queue.size > 0) {
            final Entry entry = queue.first();
            waiting.decode(entry.bytes, entry.length);
            final Order order = table.meantBy(waiting);
            final int type = messages.requestTypeOf(waiting);
            final boolean isOfOne = waiting.action == OrderCommand.CANCEL;
            if (isOfOne && (order == null || order.isFinal())) {
                drop(queue, order, OrderRefusal.ALREADY_DONE, 0);
            } else if (event.receivedTimeNs - entry.askedNs > QUEUED_MAX_NS) {
                drop(queue, order, OrderRefusal.THROTTLED, out.waitNs(event, type));
            } else if (out.allows(event, type)) {
                queue.removeFirst();
                send(waiting, order, entry.instrumentId, event);
            } else {
                return;
            }
        }
    }

    /** The session is over: nothing waits any longer. */
    void close() {
        close(ofEverything);
        close(ofInstruments);
        close(ofOrders);
    }

    private void close(final Queue queue) {
        while (queue.size > 0) {
            waiting.decode(queue.first().bytes, queue.first().length);
            drop(queue, table.meantBy(waiting), OrderRefusal.NOT_CONNECTED, 0);
        }
    }

    private void drop(
            final Queue queue, final Order order, final OrderRefusal refusal, final long waitNs) {
        if (order != null) {
            order.pending &= ~Order.CANCEL;
        }
        rows.refuse(waiting, order, queue.first().instrumentId, refusal, waitNs);
        queue.removeFirst();
    }
}
