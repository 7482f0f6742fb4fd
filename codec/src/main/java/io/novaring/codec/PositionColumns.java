/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

import java.util.Arrays;

/** Positions of one message. Public fields are columns: index below {@link #size()}. */
public final class PositionColumns {
    private static final int INITIAL_CAPACITY = 2;

    private int size;

    public int[] instrumentId = new int[INITIAL_CAPACITY];
    public byte[] direction = new byte[INITIAL_CAPACITY];
    public long[] positionSize = new long[INITIAL_CAPACITY];
    public long[] averagePrice = new long[INITIAL_CAPACITY];
    public long[] floatingProfitLoss = new long[INITIAL_CAPACITY];

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** Adds a row with every field absent and returns its index. */
    public int add() {
        if (size == direction.length) {
            grow(size << 1);
        }
        final int row = size++;
        instrumentId[row] = MarketEvent.NONE;
        direction[row] = Side.NONE;
        positionSize[row] = MarketEvent.ABSENT;
        averagePrice[row] = MarketEvent.ABSENT;
        floatingProfitLoss[row] = MarketEvent.ABSENT;
        return row;
    }

    public void copyFrom(final PositionColumns other) {
        final int count = other.size;
        if (direction.length < count) {
            grow(Integer.highestOneBit(count) << 1);
        }
        System.arraycopy(other.instrumentId, 0, instrumentId, 0, count);
        System.arraycopy(other.direction, 0, direction, 0, count);
        System.arraycopy(other.positionSize, 0, positionSize, 0, count);
        System.arraycopy(other.averagePrice, 0, averagePrice, 0, count);
        System.arraycopy(other.floatingProfitLoss, 0, floatingProfitLoss, 0, count);
        size = count;
    }

    private void grow(final int capacity) {
        instrumentId = Arrays.copyOf(instrumentId, capacity);
        direction = Arrays.copyOf(direction, capacity);
        positionSize = Arrays.copyOf(positionSize, capacity);
        averagePrice = Arrays.copyOf(averagePrice, capacity);
        floatingProfitLoss = Arrays.copyOf(floatingProfitLoss, capacity);
    }
}
