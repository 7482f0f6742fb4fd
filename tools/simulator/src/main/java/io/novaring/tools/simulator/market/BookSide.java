/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import java.util.Arrays;

/**
 * One side of a book: scaled prices and amounts in sorted arrays, best level at 0. A level's amount
 * is what the market itself rests there and what is shown of the orders of accounts.
 */
public final class BookSide {
    static final int CAPACITY = 128;

    private final boolean descending;
    private int count;
    private long[] prices = new long[CAPACITY];
    private long[] amounts = new long[CAPACITY];
    private long[] shown = new long[CAPACITY];

    /**
     * @param descending true for bids.
     */
    public BookSide(final boolean descending) {
        this.descending = descending;
    }

    public int count() {
        return count;
    }

    /** Whether the market itself adds no level; orders of accounts always find room. */
    boolean isFull() {
        return count >= CAPACITY;
    }

    public long price(final int index) {
        return prices[index];
    }

    public long amount(final int index) {
        return amounts[index];
    }

    /** What of the level is orders of accounts. */
    public long shown(final int index) {
        return shown[index];
    }

    /** What of the level is the market's own. */
    public long own(final int index) {
        return amounts[index] - shown[index];
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

    /** The level of that price, or -1. */
    public int find(final long price) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            final int middle = (low + high) >>> 1;
            if (prices[middle] == price) {
                return middle;
            }
            if (isBetter(prices[middle], price)) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Puts a level where it belongs; the price must not exist yet. */
    void insert(final long price, final long amount) {
        if (count == prices.length) {
            grow(2 * count);
        }
        int at = 0;
        int end = count;
        while (at < end) {
            final int middle = (at + end) >>> 1;
            if (isBetter(price, prices[middle])) {
                end = middle;
            } else {
                at = middle + 1;
            }
        }
        System.arraycopy(prices, at, prices, at + 1, count - at);
        System.arraycopy(amounts, at, amounts, at + 1, count - at);
        System.arraycopy(shown, at, shown, at + 1, count - at);
        prices[at] = price;
        amounts[at] = amount;
        shown[at] = 0;
        count++;
    }

    /** Sets the market's own part; a level of nothing is gone. */
    void setOwn(final int index, final long amount) {
        amounts[index] = amount + shown[index];
        if (amounts[index] == 0) {
            remove(index);
        }
    }

    /**
     * Sets the market's own part at a price, whether there is a level or not; returns whether it
     * shows orders of accounts.
     */
    boolean setOwn(final long price, final long amount) {
        final int index = find(price);
        if (index >= 0) {
            final boolean joined = shown[index] > 0;
            setOwn(index, amount);
            return joined;
        }
        if (amount > 0) {
            insert(price, amount);
        }
        return false;
    }

    /** Takes away all of the market's own; orders of accounts stay. */
    void clearOwn() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (shown[i] > 0) {
                prices[kept] = prices[i];
                amounts[kept] = shown[i];
                shown[kept] = shown[i];
                kept++;
            }
        }
        count = kept;
    }

    /** Shows more or less of the orders of accounts; returns by how many levels with such it is. */
    int show(final long price, final long change) {
        int index = find(price);
        if (index < 0) {
            insert(price, 0);
            index = find(price);
        }
        final boolean before = shown[index] > 0;
        shown[index] += change;
        amounts[index] += change;
        final boolean after = shown[index] > 0;
        if (amounts[index] == 0) {
            remove(index);
        }
        return before == after ? 0 : after ? 1 : -1;
    }

    private void remove(final int index) {
        count--;
        System.arraycopy(prices, index + 1, prices, index, count - index);
        System.arraycopy(amounts, index + 1, amounts, index, count - index);
        System.arraycopy(shown, index + 1, shown, index, count - index);
    }

    public void copyFrom(final BookSide other) {
        if (other.count > prices.length) {
            grow(other.prices.length);
        }
        count = other.count;
        System.arraycopy(other.prices, 0, prices, 0, count);
        System.arraycopy(other.amounts, 0, amounts, 0, count);
        System.arraycopy(other.shown, 0, shown, 0, count);
    }

    private void grow(final int capacity) {
        prices = Arrays.copyOf(prices, capacity);
        amounts = Arrays.copyOf(amounts, capacity);
        shown = Arrays.copyOf(shown, capacity);
    }
}
