/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.Text;
import java.util.Arrays;

/**
 * Legs of own trades of combos: each is an own trade of the leg's instrument. Public fields are
 * columns: index below {@link #size()}. Exact numbers are scaled.
 */
public final class ComboTradeColumns {
    private static final int INITIAL_CAPACITY = 4;

    private int size;

    /** Row of the combo's trade in the event's trades. */
    public int[] tradeRow = new int[INITIAL_CAPACITY];

    public int[] instrumentId = new int[INITIAL_CAPACITY];

    /** Text of the id, or of the number that stands for it. */
    public long[] tradeId = new long[INITIAL_CAPACITY];

    public long[] tradeSeq = new long[INITIAL_CAPACITY];
    public long[] timeNs = new long[INITIAL_CAPACITY];

    /** A {@link Side} code: our own. */
    public byte[] direction = new byte[INITIAL_CAPACITY];

    public long[] price = new long[INITIAL_CAPACITY];
    public long[] amount = new long[INITIAL_CAPACITY];
    public long[] orderId = new long[INITIAL_CAPACITY];
    public long[] fee = new long[INITIAL_CAPACITY];
    public long[] feeCurrency = new long[INITIAL_CAPACITY];

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** Takes back the last rows, as far as they are legs of this trade. */
    public void dropRowsOf(final int row) {
        while (size > 0 && tradeRow[size - 1] == row) {
            size--;
        }
    }

    /** Adds a leg of this trade with every other field absent and returns its index. */
    public int add(final int ofTradeRow) {
        if (size == price.length) {
            grow(size << 1);
        }
        final int row = size++;
        tradeRow[row] = ofTradeRow;
        instrumentId[row] = MarketEvent.NONE;
        tradeId[row] = Text.ABSENT;
        tradeSeq[row] = MarketEvent.ABSENT;
        timeNs[row] = MarketEvent.ABSENT;
        direction[row] = Side.NONE;
        price[row] = MarketEvent.ABSENT;
        amount[row] = MarketEvent.ABSENT;
        orderId[row] = Text.ABSENT;
        fee[row] = MarketEvent.ABSENT;
        feeCurrency[row] = Text.ABSENT;
        return row;
    }

    public void copyFrom(final ComboTradeColumns other) {
        final int count = other.size;
        if (price.length < count) {
            grow(Integer.highestOneBit(count) << 1);
        }
        System.arraycopy(other.tradeRow, 0, tradeRow, 0, count);
        System.arraycopy(other.instrumentId, 0, instrumentId, 0, count);
        System.arraycopy(other.tradeId, 0, tradeId, 0, count);
        System.arraycopy(other.tradeSeq, 0, tradeSeq, 0, count);
        System.arraycopy(other.timeNs, 0, timeNs, 0, count);
        System.arraycopy(other.direction, 0, direction, 0, count);
        System.arraycopy(other.price, 0, price, 0, count);
        System.arraycopy(other.amount, 0, amount, 0, count);
        System.arraycopy(other.orderId, 0, orderId, 0, count);
        System.arraycopy(other.fee, 0, fee, 0, count);
        System.arraycopy(other.feeCurrency, 0, feeCurrency, 0, count);
        size = count;
    }

    private void grow(final int capacity) {
        tradeRow = Arrays.copyOf(tradeRow, capacity);
        instrumentId = Arrays.copyOf(instrumentId, capacity);
        tradeId = Arrays.copyOf(tradeId, capacity);
        tradeSeq = Arrays.copyOf(tradeSeq, capacity);
        timeNs = Arrays.copyOf(timeNs, capacity);
        direction = Arrays.copyOf(direction, capacity);
        price = Arrays.copyOf(price, capacity);
        amount = Arrays.copyOf(amount, capacity);
        orderId = Arrays.copyOf(orderId, capacity);
        fee = Arrays.copyOf(fee, capacity);
        feeCurrency = Arrays.copyOf(feeCurrency, capacity);
    }
}
