/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

import java.util.Arrays;

/** Price levels of one side of a book message, in message order. Grows, never shrinks. */
public final class LevelColumns {
    public static final byte NEW = 0;
    public static final byte CHANGE = 1;
    public static final byte DELETE = 2;

    private static final int INITIAL_CAPACITY = 8;

    private byte[] actions = new byte[INITIAL_CAPACITY];
    private long[] prices = new long[INITIAL_CAPACITY];
    private long[] amounts = new long[INITIAL_CAPACITY];
    private int size;

    public int size() {
        return size;
    }

    public byte action(final int index) {
        return actions[index];
    }

    /** Price, scaled by {@link Decimals#SCALE}. */
    public long price(final int index) {
        return prices[index];
    }

    /** The level's total amount after this message, scaled by {@link Decimals#SCALE}. */
    public long amount(final int index) {
        return amounts[index];
    }

    public void clear() {
        size = 0;
    }

    public void add(final byte action, final long price, final long amount) {
        if (size == actions.length) {
            grow(size << 1);
        }
        actions[size] = action;
        prices[size] = price;
        amounts[size] = amount;
        size++;
    }

    /** How many levels fit before the arrays grow. */
    public int capacity() {
        return actions.length;
    }

    /**
     * Writes the level at {@code index}, below {@link #capacity()}; {@link #resize} makes it count.
     * For a decoder that counts itself: the size stays in a register.
     */
    public void put(final int index, final byte action, final long price, final long amount) {
        actions[index] = action;
        prices[index] = price;
        amounts[index] = amount;
    }

    /** Sets the size to {@code count} levels that were put, and makes room for more when full. */
    public void resize(final int count) {
        size = count;
        if (count == actions.length) {
            grow(count << 1);
        }
    }

    public void copyFrom(final LevelColumns other) {
        if (actions.length < other.size) {
            grow(Integer.highestOneBit(other.size) << 1);
        }
        System.arraycopy(other.actions, 0, actions, 0, other.size);
        System.arraycopy(other.prices, 0, prices, 0, other.size);
        System.arraycopy(other.amounts, 0, amounts, 0, other.size);
        size = other.size;
    }

    private void grow(final int capacity) {
        actions = Arrays.copyOf(actions, capacity);
        prices = Arrays.copyOf(prices, capacity);
        amounts = Arrays.copyOf(amounts, capacity);
    }
}
