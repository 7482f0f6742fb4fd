/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.Text;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;

/**
 * Every order that is open and the last of those that are done, found by handle, by our label and
 * by the venue's id. Bounded: places are made at construction; when all are taken, the order that
 * has been done for the longest makes room, if it has been so for {@link #KEPT_NS}.
 *
 * <p>Stage 4's thread; any other through {@link #read} and {@link #liveHandles} only.
 */
final class OrderTable {
    /** So long an order that is done is kept at least: words on it may still be on their way. */
    static final long KEPT_NS = 1_000_000_000L;

    private static final int CAPACITY_MIN = 8;

    private final SequenceLock lock;
    private final Order[] orders;
    private final int[] free;
    private final HashIndex byHandle;
    private final HashIndex byLabel;
    private final HashIndex byOrderId;
    private final OpenAmounts open = new OpenAmounts();

    private int freeCount;

    /** Places below this one were taken at least once. */
    private int usedCount;

    private int oldestDone = Order.NONE;
    private int newestDone = Order.NONE;

    OrderTable(final int capacity, final SequenceLock lock) {
        if (capacity < CAPACITY_MIN || capacity > DeskTokens.PLACES_MAX) {
            throw new IllegalArgumentException(
                    "orders not within 8 and " + DeskTokens.PLACES_MAX + ": " + capacity);
        }
        this.lock = lock;
        orders = new Order[capacity];
        free = new int[capacity];
        for (int place = 0; place < capacity; place++) {
            orders[place] = new Order(place);
            free[capacity - 1 - place] = place;
        }
        freeCount = capacity;
        byHandle = new HashIndex(capacity);
        byLabel = new HashIndex(capacity);
        byOrderId = new HashIndex(capacity);
    }

    OpenAmounts open() {
        return open;
    }

    /** Bound of {@link #at}: places at and above it were never taken. */
    int usedCount() {
        return usedCount;
    }

    /** The order at a place, null when there is none. */
    Order at(final int place) {
        final Order order = place < usedCount ? orders[place] : null;
        return order == null || order.state == null ? null : order;
    }

    /** The order an edit or cancel is about; null when its place was given to another since. */
    Order ofToken(final long token) {
        final Order order = at(DeskTokens.place(token));
        return order != null && DeskTokens.number(token) > order.bornNumber ? order : null;
    }

    boolean isFull(final long nowNs) {
        return freeCount == 0 && oldestEvictable(nowNs) == Order.NONE;
    }

    /**
     * Takes a place for a new order.
     *
     * @return null when the table {@link #isFull}.
     */
    Order claim(final long handle, final OrderState state, final long number, final long nowNs) {
        if (freeCount == 0) {
            final int place = oldestEvictable(nowNs);
            if (place == Order.NONE) {
                return null;
            }
            release(orders[place]);
        }
        final Order order = orders[free[--freeCount]];
        usedCount = Math.max(usedCount, order.place + 1);
        order.reset(handle, number);
        order.state = state;
        order.changedNs = nowNs;
        byHandle.add(HashIndex.hash(handle), order.place);
        return order;
    }

    private int oldestEvictable(final long nowNs) {
        for (int place = oldestDone; place != Order.NONE; place = orders[place].newerPlace) {
            final Order order = orders[place];
            if (nowNs - order.doneNs < KEPT_NS) {
                return Order.NONE;
            }
            if (order.pending == 0 && !order.isWatched) {
                return place;
            }
        }
        return Order.NONE;
    }

    /** Gives the place back. */
    void release(final Order order) {
        if (order.isFinal()) {
            leaveDone(order);
        } else {
            open.remove(order);
        }
        byHandle.remove(HashIndex.hash(order.handle), order.place);
        if (order.labelLength > 0 && order.isOwn()) {
            byLabel.remove(order.labelHash(), order.place);
        }
        if (order.orderIdLength > 0) {
            byOrderId.remove(order.orderIdHash(), order.place);
        }
        order.state = null;
        free[freeCount++] = order.place;
    }

    /** Gives an order that we took for somebody else's the handle it was placed with. */
    void rename(final Order order, final long handle) {
        byHandle.remove(HashIndex.hash(order.handle), order.place);
        order.handle = handle;
        byHandle.add(HashIndex.hash(handle), order.place);
    }

    /** Of an own order, before it is looked for by label. */
    void addLabel(final Order order) {
        if (order.labelLength > 0) {
            byLabel.add(order.labelHash(), order.place);
        }
    }

    /** Says which id the venue gave an order that had none. */
    boolean bindOrderId(final Order order, final byte[] raw, final long text) {
        if (text == Text.ABSENT
                || order.orderIdLength > 0
                || Text.length(text) == 0
                || Text.length(text) > OrderCommand.ORDER_ID_LENGTH_MAX) {
            return false;
        }
        order.orderId(raw, Text.offset(text), Text.length(text));
        byOrderId.add(order.orderIdHash(), order.place);
        return true;
    }

    /** Null when there is none. */
    Order ofHandle(final long handle) {
        final long hash = HashIndex.hash(handle);
        for (int slot = byHandle.find(hash, byHandle.home(hash));
                slot != HashIndex.NONE;
                slot = byHandle.find(hash, byHandle.next(slot))) {
            // Below zero when another thread than the writer's looks, and it was just removed.
            final int place = byHandle.place(slot);
            if (place >= 0 && orders[place].handle == handle) {
                return orders[place];
            }
        }
        return null;
    }

    /** Our own order with this label, null when there is none. */
    Order ofLabel(final byte[] raw, final long text) {
        if (text == Text.ABSENT || Text.length(text) == 0) {
            return null;
        }
        final long hash = HashIndex.hash(raw, Text.offset(text), Text.length(text));
        for (int slot = byLabel.find(hash, byLabel.home(hash));
                slot != HashIndex.NONE;
                slot = byLabel.find(hash, byLabel.next(slot))) {
            final Order order = orders[byLabel.place(slot)];
            if (order.hasLabel(raw, Text.offset(text), Text.length(text))) {
                return order;
            }
        }
        return null;
    }

    /** The order with this id of the venue, null when there is none. */
    Order ofOrderId(final byte[] raw, final long text) {
        return text == Text.ABSENT ? null : ofOrderId(raw, Text.offset(text), Text.length(text));
    }

    Order ofOrderId(final byte[] raw, final int offset, final int length) {
        final long hash = HashIndex.hash(raw, offset, length);
        for (int slot = byOrderId.find(hash, byOrderId.home(hash));
                slot != HashIndex.NONE;
                slot = byOrderId.find(hash, byOrderId.next(slot))) {
            final Order order = orders[byOrderId.place(slot)];
            if (order.hasOrderId(raw, offset, length)) {
                return order;
            }
        }
        return null;
    }

    /** The order that an edit or cancel means, null when there is none. */
    Order meantBy(final OrderCommand command) {
        if (command.action != OrderCommand.EDIT && command.action != OrderCommand.CANCEL) {
            return null;
        }
        return command.handle != 0
                ? ofHandle(command.handle)
                : ofOrderId(command.orderId, 0, command.orderIdLength);
    }

    /** The order became final. */
    void enterDone(final Order order, final long nowNs) {
        order.doneNs = nowNs;
        order.olderPlace = newestDone;
        order.newerPlace = Order.NONE;
        if (newestDone == Order.NONE) {
            oldestDone = order.place;
        } else {
            orders[newestDone].newerPlace = order.place;
        }
        newestDone = order.place;
    }

    /** The order is no longer final, or gone. */
    void leaveDone(final Order order) {
        if (order.olderPlace == Order.NONE) {
            oldestDone = order.newerPlace;
        } else {
            orders[order.olderPlace].newerPlace = order.newerPlace;
        }
        if (order.newerPlace == Order.NONE) {
            newestDone = order.olderPlace;
        } else {
            orders[order.newerPlace].olderPlace = order.olderPlace;
        }
    }

    /** Copies one order as it was between two events; any thread, without lock or allocation. */
    boolean read(final long handle, final OrderReport into) {
        for (int attempt = 0; attempt < SequenceLock.ATTEMPTS_MAX; attempt++) {
            final long before = lock.version();
            final Order order = ofHandle(handle);
            if (order != null) {
                order.copyInto(into);
            }
            if (lock.isUnchanged(before)) {
                return order != null;
            }
            Thread.onSpinWait();
        }
        into.clear();
        return false;
    }

    /** As {@link TradingDesk#liveHandles}. */
    int liveHandles(final long[] into) {
        for (int attempt = 0; attempt < SequenceLock.ATTEMPTS_MAX; attempt++) {
            final long before = lock.version();
            int count = 0;
            for (int place = 0; place < Math.min(usedCount, orders.length); place++) {
                final OrderState state = orders[place].state;
                if (state != null && !state.isFinal()) {
                    if (count < into.length) {
                        into[count] = orders[place].handle;
                    }
                    count++;
                }
            }
            if (lock.isUnchanged(before)) {
                return count;
            }
            Thread.onSpinWait();
        }
        return 0;
    }
}
