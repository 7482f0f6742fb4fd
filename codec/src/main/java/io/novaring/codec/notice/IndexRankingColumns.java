/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import static io.novaring.codec.notice.NoticeColumns.UNKNOWN;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import java.util.Arrays;

/**
 * The sources of an index; exact numbers scaled by {@link Decimals#SCALE}. Public fields are
 * columns: index below {@link #size()}.
 */
public final class IndexRankingColumns {
    private static final int INITIAL_CAPACITY = 8;

    private int size;

    /** Text of the name of the exchange. */
    public long[] source = new long[INITIAL_CAPACITY];

    /** 1, 0 or UNKNOWN. */
    public byte[] enabled = new byte[INITIAL_CAPACITY];

    /** In percent. */
    public double[] weight = new double[INITIAL_CAPACITY];

    /** As it enters the index. */
    public long[] price = new long[INITIAL_CAPACITY];

    /** As the source has it. */
    public long[] originalPrice = new long[INITIAL_CAPACITY];

    public long[] timeNs = new long[INITIAL_CAPACITY];

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** Adds a row with every field absent and returns its index. */
    public int add() {
        if (size == source.length) {
            grow(size << 1);
        }
        final int row = size++;
        source[row] = Text.ABSENT;
        enabled[row] = UNKNOWN;
        weight[row] = Double.NaN;
        price[row] = MarketEvent.ABSENT;
        originalPrice[row] = MarketEvent.ABSENT;
        timeNs[row] = MarketEvent.ABSENT;
        return row;
    }

    public void copyFrom(final IndexRankingColumns other) {
        final int count = other.size;
        if (source.length < count) {
            grow(Integer.highestOneBit(count) << 1);
        }
        System.arraycopy(other.source, 0, source, 0, count);
        System.arraycopy(other.enabled, 0, enabled, 0, count);
        System.arraycopy(other.weight, 0, weight, 0, count);
        System.arraycopy(other.price, 0, price, 0, count);
        System.arraycopy(other.originalPrice, 0, originalPrice, 0, count);
        System.arraycopy(other.timeNs, 0, timeNs, 0, count);
        size = count;
    }

    private void grow(final int capacity) {
        source = Arrays.copyOf(source, capacity);
        enabled = Arrays.copyOf(enabled, capacity);
        weight = Arrays.copyOf(weight, capacity);
        price = Arrays.copyOf(price, capacity);
        originalPrice = Arrays.copyOf(originalPrice, capacity);
        timeNs = Arrays.copyOf(timeNs, capacity);
    }
}
