/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import java.util.Arrays;

/**
 * The parts in which a block was traded; exact numbers scaled by {@link Decimals#SCALE}. Public
 * fields are columns: index below {@link #size()}.
 */
public final class FillColumns {
    private static final int INITIAL_CAPACITY = 4;

    private int size;

    public long[] price = new long[INITIAL_CAPACITY];
    public long[] amount = new long[INITIAL_CAPACITY];

    /** A {@link Side} code. */
    public byte[] direction = new byte[INITIAL_CAPACITY];

    public long[] hedgeAmount = new long[INITIAL_CAPACITY];

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** Adds a row with every field absent and returns its index. */
    public int add() {
        if (size == price.length) {
            grow(size << 1);
        }
        final int row = size++;
        price[row] = MarketEvent.ABSENT;
        amount[row] = MarketEvent.ABSENT;
        direction[row] = Side.NONE;
        hedgeAmount[row] = MarketEvent.ABSENT;
        return row;
    }

    public void copyFrom(final FillColumns other) {
        final int count = other.size;
        if (price.length < count) {
            grow(Integer.highestOneBit(count) << 1);
        }
        System.arraycopy(other.price, 0, price, 0, count);
        System.arraycopy(other.amount, 0, amount, 0, count);
        System.arraycopy(other.direction, 0, direction, 0, count);
        System.arraycopy(other.hedgeAmount, 0, hedgeAmount, 0, count);
        size = count;
    }

    private void grow(final int capacity) {
        price = Arrays.copyOf(price, capacity);
        amount = Arrays.copyOf(amount, capacity);
        direction = Arrays.copyOf(direction, capacity);
        hedgeAmount = Arrays.copyOf(hedgeAmount, capacity);
    }
}
