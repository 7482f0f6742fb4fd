/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

/** The orders that are to be looked at at some time, each at most once. Allocates nothing. */
final class Watchlist {
    private final int[] places;
    private int size;

    /** No order is due before this time. */
    private long nextDueNs = Long.MAX_VALUE;

    Watchlist(final int capacity) {
        places = new int[capacity];
    }

    int size() {
        return size;
    }

    int place(final int index) {
        return places[index];
    }

    boolean isDue(final long nowNs) {
        return nowNs >= nextDueNs;
    }

    /** Has the order looked at at this time, and not at the one it was to be before. */
    void add(final Order order, final long dueNs) {
        if (!order.isWatched) {
            order.isWatched = true;
            places[size++] = order.place;
        }
        order.dueNs = dueNs;
        nextDueNs = Math.min(nextDueNs, dueNs);
    }

    /** The orders are looked at one by one now: each tells with {@link #keep} when it is next. */
    void startRound() {
        nextDueNs = Long.MAX_VALUE;
    }

    void keep(final Order order) {
        nextDueNs = Math.min(nextDueNs, order.dueNs);
    }

    /** Another order takes its index. */
    void removeAt(final int index, final Order order) {
        order.isWatched = false;
        places[index] = places[--size];
    }

    void remove(final Order order) {
        for (int i = 0; order.isWatched && i < size; i++) {
            if (places[i] == order.place) {
                removeAt(i, order);
            }
        }
    }
}
