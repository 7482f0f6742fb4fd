/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import java.util.Arrays;

/**
 * Legs of a block trade; exact numbers scaled by {@link Decimals#SCALE}. Public fields are columns:
 * index below {@link #size()}.
 */
public final class LegColumns {
    private static final int INITIAL_CAPACITY = 4;

    private int size;

    public int[] instrumentId = new int[INITIAL_CAPACITY];

    /** A {@link Side} code. */
    public byte[] direction = new byte[INITIAL_CAPACITY];

    public long[] price = new long[INITIAL_CAPACITY];

    /** Units of the leg in one unit of the whole. */
    public long[] ratio = new long[INITIAL_CAPACITY];

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** Adds a row with every field absent and returns its index. */
    public int add() {
        if (size == instrumentId.length) {
            grow(size << 1);
        }
        final int row = size++;
        instrumentId[row] = MarketEvent.NONE;
        direction[row] = Side.NONE;
        price[row] = MarketEvent.ABSENT;
        ratio[row] = MarketEvent.ABSENT;
        return row;
    }

    public void copyFrom(final LegColumns other) {
        final int count = other.size;
        if (instrumentId.length < count) {
            grow(Integer.highestOneBit(count) << 1);
        }
        System.arraycopy(other.instrumentId, 0, instrumentId, 0, count);
        System.arraycopy(other.direction, 0, direction, 0, count);
        System.arraycopy(other.price, 0, price, 0, count);
        System.arraycopy(other.ratio, 0, ratio, 0, count);
        size = count;
    }

    private void grow(final int capacity) {
        instrumentId = Arrays.copyOf(instrumentId, capacity);
        direction = Arrays.copyOf(direction, capacity);
        price = Arrays.copyOf(price, capacity);
        ratio = Arrays.copyOf(ratio, capacity);
    }
}
