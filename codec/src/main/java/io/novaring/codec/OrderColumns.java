/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

import java.util.Arrays;

/**
 * Own orders of one message. Public fields are columns: index below {@link #size()}. Text fields
 * are ranges of the raw message; exact numbers are scaled by {@link Decimals#SCALE}.
 */
public final class OrderColumns {
    /** {@link #postOnly} and {@link #reduceOnly}: absent or null. */
    public static final byte UNKNOWN = -1;

    private static final int INITIAL_CAPACITY = 2;

    private int size;

    public int[] instrumentId = new int[INITIAL_CAPACITY];
    public long[] orderId = new long[INITIAL_CAPACITY];
    public long[] label = new long[INITIAL_CAPACITY];
    public byte[] direction = new byte[INITIAL_CAPACITY];
    public long[] orderState = new long[INITIAL_CAPACITY];
    public long[] orderType = new long[INITIAL_CAPACITY];
    public long[] timeInForce = new long[INITIAL_CAPACITY];

    /** ABSENT also when the venue sends a word, such as market_price, in place of a number. */
    public long[] price = new long[INITIAL_CAPACITY];

    public long[] amount = new long[INITIAL_CAPACITY];
    public long[] filledAmount = new long[INITIAL_CAPACITY];
    public long[] averagePrice = new long[INITIAL_CAPACITY];

    /** Time of the last update. */
    public long[] timeNs = new long[INITIAL_CAPACITY];

    public long[] creationTimeNs = new long[INITIAL_CAPACITY];

    /** 1, 0 or {@link #UNKNOWN}. */
    public byte[] postOnly = new byte[INITIAL_CAPACITY];

    /** 1, 0 or {@link #UNKNOWN}. */
    public byte[] reduceOnly = new byte[INITIAL_CAPACITY];

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
        instrumentId[row] = MarketEvent.NONE;
        orderId[row] = Text.ABSENT;
        label[row] = Text.ABSENT;
        direction[row] = Side.NONE;
        orderState[row] = Text.ABSENT;
        orderType[row] = Text.ABSENT;
        timeInForce[row] = Text.ABSENT;
        price[row] = MarketEvent.ABSENT;
        amount[row] = MarketEvent.ABSENT;
        filledAmount[row] = MarketEvent.ABSENT;
        averagePrice[row] = MarketEvent.ABSENT;
        timeNs[row] = MarketEvent.ABSENT;
        creationTimeNs[row] = MarketEvent.ABSENT;
        postOnly[row] = UNKNOWN;
        reduceOnly[row] = UNKNOWN;
        return row;
    }

    public void copyFrom(final OrderColumns other) {
        final int count = other.size;
        if (price.length < count) {
            grow(Integer.highestOneBit(count) << 1);
        }
        System.arraycopy(other.instrumentId, 0, instrumentId, 0, count);
        System.arraycopy(other.orderId, 0, orderId, 0, count);
        System.arraycopy(other.label, 0, label, 0, count);
        System.arraycopy(other.direction, 0, direction, 0, count);
        System.arraycopy(other.orderState, 0, orderState, 0, count);
        System.arraycopy(other.orderType, 0, orderType, 0, count);
        System.arraycopy(other.timeInForce, 0, timeInForce, 0, count);
        System.arraycopy(other.price, 0, price, 0, count);
        System.arraycopy(other.amount, 0, amount, 0, count);
        System.arraycopy(other.filledAmount, 0, filledAmount, 0, count);
        System.arraycopy(other.averagePrice, 0, averagePrice, 0, count);
        System.arraycopy(other.timeNs, 0, timeNs, 0, count);
        System.arraycopy(other.creationTimeNs, 0, creationTimeNs, 0, count);
        System.arraycopy(other.postOnly, 0, postOnly, 0, count);
        System.arraycopy(other.reduceOnly, 0, reduceOnly, 0, count);
        size = count;
    }

    private void grow(final int capacity) {
        instrumentId = Arrays.copyOf(instrumentId, capacity);
        orderId = Arrays.copyOf(orderId, capacity);
        label = Arrays.copyOf(label, capacity);
        direction = Arrays.copyOf(direction, capacity);
        orderState = Arrays.copyOf(orderState, capacity);
        orderType = Arrays.copyOf(orderType, capacity);
        timeInForce = Arrays.copyOf(timeInForce, capacity);
        price = Arrays.copyOf(price, capacity);
        amount = Arrays.copyOf(amount, capacity);
        filledAmount = Arrays.copyOf(filledAmount, capacity);
        averagePrice = Arrays.copyOf(averagePrice, capacity);
        timeNs = Arrays.copyOf(timeNs, capacity);
        creationTimeNs = Arrays.copyOf(creationTimeNs, capacity);
        postOnly = Arrays.copyOf(postOnly, capacity);
        reduceOnly = Arrays.copyOf(reduceOnly, capacity);
    }
}
