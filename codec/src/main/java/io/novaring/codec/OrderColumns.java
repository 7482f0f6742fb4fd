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

    private static final long[] NO_LONGS = {};
    private static final double[] NO_DOUBLES = {};
    private static final byte[] NO_FLAGS = {};

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

    // Details; their room is made with the first order a slot carries.
    /** Size in contracts. */
    public long[] contracts = NO_LONGS;

    /** Text of why it was cancelled. */
    public long[] cancelReason = NO_LONGS;

    /** Text of the type it was sent with, where the venue keeps another. */
    public long[] originalOrderType = NO_LONGS;

    /** 1, 0 or {@link #UNKNOWN}, as all flags below. */
    public byte[] rejectPostOnly = NO_FLAGS;

    /** Whether it was edited. */
    public byte[] replaced = NO_FLAGS;

    /** Whether it belongs to the market-maker protection. */
    public byte[] mmp = NO_FLAGS;

    /** Whether that has cancelled it. */
    public byte[] mmpCancelled = NO_FLAGS;

    /** Whether the venue placed it to liquidate the account. */
    public byte[] liquidation = NO_FLAGS;

    public byte[] riskReducing = NO_FLAGS;

    /** Whether it came by the API. */
    public byte[] api = NO_FLAGS;

    /** Whether it is one of a mass quote. */
    public byte[] quote = NO_FLAGS;

    /** Amount shown of an iceberg. */
    public long[] displayAmount = NO_LONGS;

    /** Amount it shows after each fill of what was shown. */
    public long[] refreshAmount = NO_LONGS;

    /** Text of the price that triggers it, such as index_price. */
    public long[] trigger = NO_LONGS;

    public long[] triggerPrice = NO_LONGS;

    /** Of a trailing stop. */
    public long[] triggerOffset = NO_LONGS;

    /** The price a trailing stop trails from. */
    public long[] triggerReferencePrice = NO_LONGS;

    public byte[] triggered = NO_FLAGS;

    /** Text of the id of the order that this one was triggered from. */
    public long[] triggerOrderId = NO_LONGS;

    /** Text of what it shares with the order that is cancelled when it trades. */
    public long[] ocoRef = NO_LONGS;

    /** Text of the id of the order that this one waits for. */
    public long[] primaryOrderId = NO_LONGS;

    /** Text of what an option is priced in: usd or implv. */
    public long[] advanced = NO_LONGS;

    /** Price in USD of an option that is priced in it. */
    public long[] usd = NO_LONGS;

    /** Implied volatility in percent of an option that is priced in it, else NaN. */
    public double[] implv = NO_DOUBLES;

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
        if (contracts.length < price.length) {
            growDetails(price.length);
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
        clearDetails(row);
        return row;
    }

    private void clearDetails(final int row) {
        contracts[row] = MarketEvent.ABSENT;
        cancelReason[row] = Text.ABSENT;
        originalOrderType[row] = Text.ABSENT;
        rejectPostOnly[row] = UNKNOWN;
        replaced[row] = UNKNOWN;
        mmp[row] = UNKNOWN;
        mmpCancelled[row] = UNKNOWN;
        liquidation[row] = UNKNOWN;
        riskReducing[row] = UNKNOWN;
        api[row] = UNKNOWN;
        quote[row] = UNKNOWN;
        displayAmount[row] = MarketEvent.ABSENT;
        refreshAmount[row] = MarketEvent.ABSENT;
        trigger[row] = Text.ABSENT;
        triggerPrice[row] = MarketEvent.ABSENT;
        triggerOffset[row] = MarketEvent.ABSENT;
        triggerReferencePrice[row] = MarketEvent.ABSENT;
        triggered[row] = UNKNOWN;
        triggerOrderId[row] = Text.ABSENT;
        ocoRef[row] = Text.ABSENT;
        primaryOrderId[row] = Text.ABSENT;
        advanced[row] = Text.ABSENT;
        usd[row] = MarketEvent.ABSENT;
        implv[row] = Double.NaN;
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
        copyDetails(other, count);
        size = count;
    }

    private void copyDetails(final OrderColumns other, final int count) {
        if (contracts.length < count) {
            growDetails(price.length);
        }
        System.arraycopy(other.contracts, 0, contracts, 0, count);
        System.arraycopy(other.cancelReason, 0, cancelReason, 0, count);
        System.arraycopy(other.originalOrderType, 0, originalOrderType, 0, count);
        System.arraycopy(other.rejectPostOnly, 0, rejectPostOnly, 0, count);
        System.arraycopy(other.replaced, 0, replaced, 0, count);
        System.arraycopy(other.mmp, 0, mmp, 0, count);
        System.arraycopy(other.mmpCancelled, 0, mmpCancelled, 0, count);
        System.arraycopy(other.liquidation, 0, liquidation, 0, count);
        System.arraycopy(other.riskReducing, 0, riskReducing, 0, count);
        System.arraycopy(other.api, 0, api, 0, count);
        System.arraycopy(other.quote, 0, quote, 0, count);
        System.arraycopy(other.displayAmount, 0, displayAmount, 0, count);
        System.arraycopy(other.refreshAmount, 0, refreshAmount, 0, count);
        System.arraycopy(other.trigger, 0, trigger, 0, count);
        System.arraycopy(other.triggerPrice, 0, triggerPrice, 0, count);
        System.arraycopy(other.triggerOffset, 0, triggerOffset, 0, count);
        System.arraycopy(other.triggerReferencePrice, 0, triggerReferencePrice, 0, count);
        System.arraycopy(other.triggered, 0, triggered, 0, count);
        System.arraycopy(other.triggerOrderId, 0, triggerOrderId, 0, count);
        System.arraycopy(other.ocoRef, 0, ocoRef, 0, count);
        System.arraycopy(other.primaryOrderId, 0, primaryOrderId, 0, count);
        System.arraycopy(other.advanced, 0, advanced, 0, count);
        System.arraycopy(other.usd, 0, usd, 0, count);
        System.arraycopy(other.implv, 0, implv, 0, count);
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

    private void growDetails(final int capacity) {
        contracts = Arrays.copyOf(contracts, capacity);
        cancelReason = Arrays.copyOf(cancelReason, capacity);
        originalOrderType = Arrays.copyOf(originalOrderType, capacity);
        rejectPostOnly = Arrays.copyOf(rejectPostOnly, capacity);
        replaced = Arrays.copyOf(replaced, capacity);
        mmp = Arrays.copyOf(mmp, capacity);
        mmpCancelled = Arrays.copyOf(mmpCancelled, capacity);
        liquidation = Arrays.copyOf(liquidation, capacity);
        riskReducing = Arrays.copyOf(riskReducing, capacity);
        api = Arrays.copyOf(api, capacity);
        quote = Arrays.copyOf(quote, capacity);
        displayAmount = Arrays.copyOf(displayAmount, capacity);
        refreshAmount = Arrays.copyOf(refreshAmount, capacity);
        trigger = Arrays.copyOf(trigger, capacity);
        triggerPrice = Arrays.copyOf(triggerPrice, capacity);
        triggerOffset = Arrays.copyOf(triggerOffset, capacity);
        triggerReferencePrice = Arrays.copyOf(triggerReferencePrice, capacity);
        triggered = Arrays.copyOf(triggered, capacity);
        triggerOrderId = Arrays.copyOf(triggerOrderId, capacity);
        ocoRef = Arrays.copyOf(ocoRef, capacity);
        primaryOrderId = Arrays.copyOf(primaryOrderId, capacity);
        advanced = Arrays.copyOf(advanced, capacity);
        usd = Arrays.copyOf(usd, capacity);
        implv = Arrays.copyOf(implv, capacity);
    }
}
