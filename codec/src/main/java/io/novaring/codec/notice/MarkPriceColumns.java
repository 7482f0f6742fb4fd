/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import java.util.Arrays;

/**
 * Mark prices of the options on an index; exact numbers scaled by {@link Decimals#SCALE}. Public
 * fields are columns: index below {@link #size()}.
 */
public final class MarkPriceColumns {
    private static final int INITIAL_CAPACITY = 64;

    private int size;

    public int[] instrumentId = new int[INITIAL_CAPACITY];
    public long[] markPrice = new long[INITIAL_CAPACITY];

    /** Implied volatility as the venue sends it here: a fraction, not percent. */
    public double[] iv = new double[INITIAL_CAPACITY];

    public long[] timeNs = new long[INITIAL_CAPACITY];

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
        markPrice[row] = MarketEvent.ABSENT;
        iv[row] = Double.NaN;
        timeNs[row] = MarketEvent.ABSENT;
        return row;
    }

    public void copyFrom(final MarkPriceColumns other) {
        final int count = other.size;
        if (instrumentId.length < count) {
            grow(Integer.highestOneBit(count) << 1);
        }
        System.arraycopy(other.instrumentId, 0, instrumentId, 0, count);
        System.arraycopy(other.markPrice, 0, markPrice, 0, count);
        System.arraycopy(other.iv, 0, iv, 0, count);
        System.arraycopy(other.timeNs, 0, timeNs, 0, count);
        size = count;
    }

    private void grow(final int capacity) {
        instrumentId = Arrays.copyOf(instrumentId, capacity);
        markPrice = Arrays.copyOf(markPrice, capacity);
        iv = Arrays.copyOf(iv, capacity);
        timeNs = Arrays.copyOf(timeNs, capacity);
    }
}
