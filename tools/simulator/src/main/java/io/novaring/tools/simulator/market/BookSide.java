/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

/** One side of a book: scaled prices and amounts in two sorted arrays, best level at 0. */
public final class BookSide {
    static final int CAPACITY = 128;

    private final boolean descending;
    private int count;
    private final long[] prices = new long[CAPACITY];
    private final long[] amounts = new long[CAPACITY];

    /**
     * @param descending true for bids.
     */
    public BookSide(final boolean descending) {
        this.descending = descending;
    }

    public int count() {
        return count;
    }

    boolean isFull() {
        return count == CAPACITY;
    }

    public long price(final int index) {
        return prices[index];
    }

    public long amount(final int index) {
        return amounts[index];
    }

    /** 0 when the side is empty. */
    public long bestPrice() {
        return count == 0 ? 0 : prices[0];
    }

    /** 0 when the side is empty. */
    public long bestAmount() {
        return count == 0 ? 0 : amounts[0];
    }

    /** Whether {@code a} stands before {@code b} on this side. */
    public boolean isBetter(final long a, final long b) {
        return descending ? a > b : a < b;
    }

    /** Puts a level where it belongs; the price must not exist yet. */
    void insert(final long price, final long amount) {
        int at = count;
        while (at > 0 && isBetter(price, prices[at - 1])) {
            prices[at] = prices[at - 1];
            amounts[at] = amounts[at - 1];
            at--;
        }
        prices[at] = price;
        amounts[at] = amount;
        count++;
    }

    void setAmount(final int index, final long amount) {
        amounts[index] = amount;
    }

    void remove(final int index) {
        count--;
        System.arraycopy(prices, index + 1, prices, index, count - index);
        System.arraycopy(amounts, index + 1, amounts, index, count - index);
    }

    public void copyFrom(final BookSide other) {
        count = other.count;
        System.arraycopy(other.prices, 0, prices, 0, count);
        System.arraycopy(other.amounts, 0, amounts, 0, count);
    }
}
