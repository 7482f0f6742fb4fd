/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

import java.util.Arrays;

/**
 * Trades of one message, in message order. Public fields are columns: index below {@link #size()}.
 * Exact numbers are scaled by {@link Decimals#SCALE}; absent ones are {@link MarketEvent#ABSENT}.
 */
public final class TradeColumns {
    /** {@link #tickDirection}: absent or null. */
    public static final byte NO_TICK_DIRECTION = -1;

    /** A flag of an own trade: absent or null. */
    public static final byte UNKNOWN = -1;

    private static final int INITIAL_CAPACITY = 4;

    private static final long[] NO_LONGS = {};
    private static final byte[] NO_FLAGS = {};

    private int size;

    public int[] instrumentId = new int[INITIAL_CAPACITY];

    /** Text of the id, or of the number that stands for it. */
    public long[] tradeId = new long[INITIAL_CAPACITY];

    public long[] tradeSeq = new long[INITIAL_CAPACITY];
    public long[] timeNs = new long[INITIAL_CAPACITY];

    /** A {@link Side} code: the taker's side of a public trade, our own of an own trade. */
    public byte[] direction = new byte[INITIAL_CAPACITY];

    public long[] price = new long[INITIAL_CAPACITY];
    public long[] amount = new long[INITIAL_CAPACITY];

    /** Text, absent unless the trade was a liquidation. */
    public long[] liquidation = new long[INITIAL_CAPACITY];

    // Own trades only; absent in public ones.
    public long[] orderId = new long[INITIAL_CAPACITY];
    public long[] label = new long[INITIAL_CAPACITY];
    public long[] fee = new long[INITIAL_CAPACITY];
    public long[] feeCurrency = new long[INITIAL_CAPACITY];
    public long[] state = new long[INITIAL_CAPACITY];

    /** 0 plus, 1 zero-plus, 2 minus, 3 zero-minus, or {@link #NO_TICK_DIRECTION}. */
    public byte[] tickDirection = new byte[INITIAL_CAPACITY];

    /** Size in contracts. */
    public long[] contracts = new long[INITIAL_CAPACITY];

    /** At the time of the trade. */
    public long[] markPrice = new long[INITIAL_CAPACITY];

    /** At the time of the trade. */
    public long[] indexPrice = new long[INITIAL_CAPACITY];

    /** Implied volatility of an option in percent, else NaN. */
    public double[] iv = new double[INITIAL_CAPACITY];

    /** Text, absent unless this is a leg of a block trade. */
    public long[] blockTradeId = new long[INITIAL_CAPACITY];

    public long[] blockTradeLegCount = new long[INITIAL_CAPACITY];

    /** Text of the id of the request for quotes that led to a block trade. */
    public long[] blockRequestId = new long[INITIAL_CAPACITY];

    /** Text of the name of the combo whose leg this is. */
    public long[] comboId = new long[INITIAL_CAPACITY];

    /** Text of the id of the trade of the combo, or of the number that stands for it. */
    public long[] comboTradeId = new long[INITIAL_CAPACITY];

    /** How many trades of legs the trade of a combo holds; 0 when none. */
    public int[] legCount = new int[INITIAL_CAPACITY];

    /** Id a second matching engine of the venue gave the trade. */
    public long[] matchId = new long[INITIAL_CAPACITY];

    /** Time that engine gave it, epoch nanoseconds. */
    public long[] matchTimeNs = new long[INITIAL_CAPACITY];

    // Filled by addOwn; not to be read in rows of public trades.
    /** Text: M for maker, T for taker. */
    public long[] liquidity = NO_LONGS;

    /** Text of the type of our order. */
    public long[] orderType = NO_LONGS;

    /** What it realised, in the base currency. */
    public long[] profitLoss = NO_LONGS;

    /** 1, 0 or {@link #UNKNOWN}, as all flags below. */
    public byte[] postOnly = NO_FLAGS;

    public byte[] reduceOnly = NO_FLAGS;

    /** Whether our order belongs to the market-maker protection. */
    public byte[] mmp = NO_FLAGS;

    /** Whether our order came by the API. */
    public byte[] api = NO_FLAGS;

    public byte[] riskReducing = NO_FLAGS;

    /** Of an option. */
    public long[] underlyingPrice = NO_LONGS;

    /** Text of what our order for an option is priced in: usd or implv. */
    public long[] advanced = NO_LONGS;

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** Adds a row with every field absent and returns its index. */
    public int add() {
        final int row = addUnset();
        instrumentId[row] = MarketEvent.NONE;
        tradeId[row] = Text.ABSENT;
        tradeSeq[row] = MarketEvent.ABSENT;
        timeNs[row] = MarketEvent.ABSENT;
        direction[row] = Side.NONE;
        price[row] = MarketEvent.ABSENT;
        amount[row] = MarketEvent.ABSENT;
        liquidation[row] = Text.ABSENT;
        clearDetails(row);
        return row;
    }

    /**
     * Adds the row of a public trade and returns its index: the caller sets every column that a
     * public trade has, where {@link #add} would have written each of them twice.
     */
    public int addUnset() {
        if (size == price.length) {
            grow(size << 1);
        }
        if (iv.length < price.length) {
            growDetails(price.length);
        }
        final int row = size++;
        orderId[row] = Text.ABSENT;
        label[row] = Text.ABSENT;
        fee[row] = MarketEvent.ABSENT;
        feeCurrency[row] = Text.ABSENT;
        state[row] = Text.ABSENT;
        return row;
    }

    /** As {@link #add}, with the columns that only own trades have. */
    public int addOwn() {
        final int row = add();
        if (liquidity.length < price.length) {
            growOwn(price.length);
        }
        clearOwn(row);
        return row;
    }

    private void clearOwn(final int row) {
        liquidity[row] = Text.ABSENT;
        orderType[row] = Text.ABSENT;
        profitLoss[row] = MarketEvent.ABSENT;
        postOnly[row] = UNKNOWN;
        reduceOnly[row] = UNKNOWN;
        mmp[row] = UNKNOWN;
        api[row] = UNKNOWN;
        riskReducing[row] = UNKNOWN;
        underlyingPrice[row] = MarketEvent.ABSENT;
        advanced[row] = Text.ABSENT;
    }

    private void clearDetails(final int row) {
        tickDirection[row] = NO_TICK_DIRECTION;
        contracts[row] = MarketEvent.ABSENT;
        markPrice[row] = MarketEvent.ABSENT;
        indexPrice[row] = MarketEvent.ABSENT;
        iv[row] = Double.NaN;
        blockTradeId[row] = Text.ABSENT;
        blockTradeLegCount[row] = MarketEvent.ABSENT;
        blockRequestId[row] = Text.ABSENT;
        comboId[row] = Text.ABSENT;
        comboTradeId[row] = Text.ABSENT;
        legCount[row] = 0;
        matchId[row] = MarketEvent.ABSENT;
        matchTimeNs[row] = MarketEvent.ABSENT;
    }

    public void copyFrom(final TradeColumns other) {
        final int count = other.size;
        if (price.length < count) {
            grow(Integer.highestOneBit(count) << 1);
        }
        System.arraycopy(other.instrumentId, 0, instrumentId, 0, count);
        System.arraycopy(other.tradeId, 0, tradeId, 0, count);
        System.arraycopy(other.tradeSeq, 0, tradeSeq, 0, count);
        System.arraycopy(other.timeNs, 0, timeNs, 0, count);
        System.arraycopy(other.direction, 0, direction, 0, count);
        System.arraycopy(other.price, 0, price, 0, count);
        System.arraycopy(other.amount, 0, amount, 0, count);
        System.arraycopy(other.liquidation, 0, liquidation, 0, count);
        System.arraycopy(other.orderId, 0, orderId, 0, count);
        System.arraycopy(other.label, 0, label, 0, count);
        System.arraycopy(other.fee, 0, fee, 0, count);
        System.arraycopy(other.feeCurrency, 0, feeCurrency, 0, count);
        System.arraycopy(other.state, 0, state, 0, count);
        copyDetails(other, count);
        copyOwn(other, count);
        size = count;
    }

    private void copyDetails(final TradeColumns other, final int count) {
        if (iv.length < count) {
            growDetails(price.length);
        }
        System.arraycopy(other.tickDirection, 0, tickDirection, 0, count);
        System.arraycopy(other.contracts, 0, contracts, 0, count);
        System.arraycopy(other.markPrice, 0, markPrice, 0, count);
        System.arraycopy(other.indexPrice, 0, indexPrice, 0, count);
        System.arraycopy(other.iv, 0, iv, 0, count);
        System.arraycopy(other.blockTradeId, 0, blockTradeId, 0, count);
        System.arraycopy(other.blockTradeLegCount, 0, blockTradeLegCount, 0, count);
        System.arraycopy(other.blockRequestId, 0, blockRequestId, 0, count);
        System.arraycopy(other.comboId, 0, comboId, 0, count);
        System.arraycopy(other.comboTradeId, 0, comboTradeId, 0, count);
        System.arraycopy(other.legCount, 0, legCount, 0, count);
        System.arraycopy(other.matchId, 0, matchId, 0, count);
        System.arraycopy(other.matchTimeNs, 0, matchTimeNs, 0, count);
    }

    private void copyOwn(final TradeColumns other, final int count) {
        if (other.liquidity.length < count) {
            // Public trades, in a slot that never had own ones.
            return;
        }
        if (liquidity.length < count) {
            growOwn(price.length);
        }
        System.arraycopy(other.liquidity, 0, liquidity, 0, count);
        System.arraycopy(other.orderType, 0, orderType, 0, count);
        System.arraycopy(other.profitLoss, 0, profitLoss, 0, count);
        System.arraycopy(other.postOnly, 0, postOnly, 0, count);
        System.arraycopy(other.reduceOnly, 0, reduceOnly, 0, count);
        System.arraycopy(other.mmp, 0, mmp, 0, count);
        System.arraycopy(other.api, 0, api, 0, count);
        System.arraycopy(other.riskReducing, 0, riskReducing, 0, count);
        System.arraycopy(other.underlyingPrice, 0, underlyingPrice, 0, count);
        System.arraycopy(other.advanced, 0, advanced, 0, count);
    }

    private void grow(final int capacity) {
        instrumentId = Arrays.copyOf(instrumentId, capacity);
        tradeId = Arrays.copyOf(tradeId, capacity);
        tradeSeq = Arrays.copyOf(tradeSeq, capacity);
        timeNs = Arrays.copyOf(timeNs, capacity);
        direction = Arrays.copyOf(direction, capacity);
        price = Arrays.copyOf(price, capacity);
        amount = Arrays.copyOf(amount, capacity);
        liquidation = Arrays.copyOf(liquidation, capacity);
        orderId = Arrays.copyOf(orderId, capacity);
        label = Arrays.copyOf(label, capacity);
        fee = Arrays.copyOf(fee, capacity);
        feeCurrency = Arrays.copyOf(feeCurrency, capacity);
        state = Arrays.copyOf(state, capacity);
    }

    private void growDetails(final int capacity) {
        tickDirection = Arrays.copyOf(tickDirection, capacity);
        contracts = Arrays.copyOf(contracts, capacity);
        markPrice = Arrays.copyOf(markPrice, capacity);
        indexPrice = Arrays.copyOf(indexPrice, capacity);
        iv = Arrays.copyOf(iv, capacity);
        blockTradeId = Arrays.copyOf(blockTradeId, capacity);
        blockTradeLegCount = Arrays.copyOf(blockTradeLegCount, capacity);
        blockRequestId = Arrays.copyOf(blockRequestId, capacity);
        comboId = Arrays.copyOf(comboId, capacity);
        comboTradeId = Arrays.copyOf(comboTradeId, capacity);
        legCount = Arrays.copyOf(legCount, capacity);
        matchId = Arrays.copyOf(matchId, capacity);
        matchTimeNs = Arrays.copyOf(matchTimeNs, capacity);
    }

    private void growOwn(final int capacity) {
        liquidity = Arrays.copyOf(liquidity, capacity);
        orderType = Arrays.copyOf(orderType, capacity);
        profitLoss = Arrays.copyOf(profitLoss, capacity);
        postOnly = Arrays.copyOf(postOnly, capacity);
        reduceOnly = Arrays.copyOf(reduceOnly, capacity);
        mmp = Arrays.copyOf(mmp, capacity);
        api = Arrays.copyOf(api, capacity);
        riskReducing = Arrays.copyOf(riskReducing, capacity);
        underlyingPrice = Arrays.copyOf(underlyingPrice, capacity);
        advanced = Arrays.copyOf(advanced, capacity);
    }
}
