/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

import java.util.Arrays;

/**
 * Price levels of one side of a book message, in message order. Grows, never shrinks.
 *
 * <p>Everything is in one array, the size too: a message of a level or two is then one or two cache
 * lines that go from core to core, and where they are is known before they come.
 */
public final class LevelColumns {
    public static final byte NEW = 0;
    public static final byte CHANGE = 1;
    public static final byte DELETE = 2;

    private static final int INITIAL_CAPACITY = 8;

    // The size, then price, amount and action of each level.
    private static final int SIZE = 0;
    private static final int PRICE = 1;
    private static final int AMOUNT = 2;
    private static final int ACTION = 3;
    private static final int ROW = 3;

    private long[] rows = new long[PRICE + ROW * INITIAL_CAPACITY];

    public int size() {
        return (int) rows[SIZE];
    }

    public byte action(final int index) {
        return (byte) rows[ACTION + ROW * index];
    }

    /** Price, scaled by {@link Decimals#SCALE}. */
    public long price(final int index) {
        return rows[PRICE + ROW * index];
    }

    /** The level's total amount after this message, scaled by {@link Decimals#SCALE}. */
    public long amount(final int index) {
        return rows[AMOUNT + ROW * index];
    }

    public void clear() {
        rows[SIZE] = 0;
    }

    public void add(final byte action, final long price, final long amount) {
        final int size = size();
        if (PRICE + ROW * size == rows.length) {
            grow(size << 1);
        }
        put(size, action, price, amount);
        rows[SIZE] = size + 1;
    }

    /** How many levels fit before the array grows. */
    public int capacity() {
        return (rows.length - PRICE) / ROW;
    }

    /**
     * Writes the level at {@code index}, below {@link #capacity()}; {@link #resize} makes it count.
     * For a decoder that counts itself: the size stays in a register.
     */
    public void put(final int index, final byte action, final long price, final long amount) {
        final int at = ROW * index;
        rows[PRICE + at] = price;
        rows[AMOUNT + at] = amount;
        rows[ACTION + at] = action;
    }

    /** Sets the size to {@code count} levels that were put, and makes room for more when full. */
    public void resize(final int count) {
        rows[SIZE] = count;
        if (count == capacity()) {
            grow(count << 1);
        }
    }

    public void copyFrom(final LevelColumns other) {
        final int count = other.size();
        if (capacity() < count) {
            rows = new long[PRICE + ROW * (Integer.highestOneBit(count) << 1)];
        }
        System.arraycopy(other.rows, 0, rows, 0, PRICE + ROW * count);
    }

    private void grow(final int capacity) {
        rows = Arrays.copyOf(rows, PRICE + ROW * capacity);
    }
}
