/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

import java.util.Arrays;

/** Positions of one message. Public fields are columns: index below {@link #size()}. */
public final class PositionColumns {
    private static final int INITIAL_CAPACITY = 2;

    private static final long[] NO_LONGS = {};
    private static final double[] NO_DOUBLES = {};

    private int size;

    public int[] instrumentId = new int[INITIAL_CAPACITY];
    public byte[] direction = new byte[INITIAL_CAPACITY];
    public long[] positionSize = new long[INITIAL_CAPACITY];
    public long[] averagePrice = new long[INITIAL_CAPACITY];
    public long[] floatingProfitLoss = new long[INITIAL_CAPACITY];

    // Details; their room is made with the first position a slot carries.
    /** Text of the kind of instrument. */
    public long[] kind = NO_LONGS;

    /** Size of a future in its base currency. */
    public long[] sizeCurrency = NO_LONGS;

    public long[] markPrice = NO_LONGS;

    public long[] indexPrice = NO_LONGS;

    public long[] settlementPrice = NO_LONGS;

    public long[] initialMargin = NO_LONGS;

    public long[] maintenanceMargin = NO_LONGS;

    /** Margin that open orders of the instrument hold. */
    public long[] openOrdersMargin = NO_LONGS;

    public long[] realizedProfitLoss = NO_LONGS;

    public long[] totalProfitLoss = NO_LONGS;

    /** Of an option. */
    public long[] averagePriceUsd = NO_LONGS;

    /** Of an option. */
    public long[] floatingProfitLossUsd = NO_LONGS;

    public long[] estimatedLiquidationPrice = NO_LONGS;

    /** An integer, not scaled. */
    public long[] leverage = NO_LONGS;

    /** Of a perpetual; NaN when absent, as all below. */
    public double[] realizedFunding = NO_DOUBLES;

    /** Of a perpetual. */
    public double[] interestValue = NO_DOUBLES;

    public double[] delta = NO_DOUBLES;

    public double[] gamma = NO_DOUBLES;

    public double[] vega = NO_DOUBLES;

    public double[] theta = NO_DOUBLES;

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
        if (kind.length < direction.length) {
            growDetails(direction.length);
        }
        final int row = size++;
        instrumentId[row] = MarketEvent.NONE;
        direction[row] = Side.NONE;
        positionSize[row] = MarketEvent.ABSENT;
        averagePrice[row] = MarketEvent.ABSENT;
        floatingProfitLoss[row] = MarketEvent.ABSENT;
        clearDetails(row);
        return row;
    }

    private void clearDetails(final int row) {
        kind[row] = Text.ABSENT;
        sizeCurrency[row] = MarketEvent.ABSENT;
        markPrice[row] = MarketEvent.ABSENT;
        indexPrice[row] = MarketEvent.ABSENT;
        settlementPrice[row] = MarketEvent.ABSENT;
        initialMargin[row] = MarketEvent.ABSENT;
        maintenanceMargin[row] = MarketEvent.ABSENT;
        openOrdersMargin[row] = MarketEvent.ABSENT;
        realizedProfitLoss[row] = MarketEvent.ABSENT;
        totalProfitLoss[row] = MarketEvent.ABSENT;
        averagePriceUsd[row] = MarketEvent.ABSENT;
        floatingProfitLossUsd[row] = MarketEvent.ABSENT;
        estimatedLiquidationPrice[row] = MarketEvent.ABSENT;
        leverage[row] = MarketEvent.ABSENT;
        realizedFunding[row] = Double.NaN;
        interestValue[row] = Double.NaN;
        delta[row] = Double.NaN;
        gamma[row] = Double.NaN;
        vega[row] = Double.NaN;
        theta[row] = Double.NaN;
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
        copyDetails(other, count);
        size = count;
    }

    private void copyDetails(final PositionColumns other, final int count) {
        if (kind.length < count) {
            growDetails(direction.length);
        }
        System.arraycopy(other.kind, 0, kind, 0, count);
        System.arraycopy(other.sizeCurrency, 0, sizeCurrency, 0, count);
        System.arraycopy(other.markPrice, 0, markPrice, 0, count);
        System.arraycopy(other.indexPrice, 0, indexPrice, 0, count);
        System.arraycopy(other.settlementPrice, 0, settlementPrice, 0, count);
        System.arraycopy(other.initialMargin, 0, initialMargin, 0, count);
        System.arraycopy(other.maintenanceMargin, 0, maintenanceMargin, 0, count);
        System.arraycopy(other.openOrdersMargin, 0, openOrdersMargin, 0, count);
        System.arraycopy(other.realizedProfitLoss, 0, realizedProfitLoss, 0, count);
        System.arraycopy(other.totalProfitLoss, 0, totalProfitLoss, 0, count);
        System.arraycopy(other.averagePriceUsd, 0, averagePriceUsd, 0, count);
        System.arraycopy(other.floatingProfitLossUsd, 0, floatingProfitLossUsd, 0, count);
        System.arraycopy(other.estimatedLiquidationPrice, 0, estimatedLiquidationPrice, 0, count);
        System.arraycopy(other.leverage, 0, leverage, 0, count);
        System.arraycopy(other.realizedFunding, 0, realizedFunding, 0, count);
        System.arraycopy(other.interestValue, 0, interestValue, 0, count);
        System.arraycopy(other.delta, 0, delta, 0, count);
        System.arraycopy(other.gamma, 0, gamma, 0, count);
        System.arraycopy(other.vega, 0, vega, 0, count);
        System.arraycopy(other.theta, 0, theta, 0, count);
    }

    private void grow(final int capacity) {
        instrumentId = Arrays.copyOf(instrumentId, capacity);
        direction = Arrays.copyOf(direction, capacity);
        positionSize = Arrays.copyOf(positionSize, capacity);
        averagePrice = Arrays.copyOf(averagePrice, capacity);
        floatingProfitLoss = Arrays.copyOf(floatingProfitLoss, capacity);
    }

    private void growDetails(final int capacity) {
        kind = Arrays.copyOf(kind, capacity);
        sizeCurrency = Arrays.copyOf(sizeCurrency, capacity);
        markPrice = Arrays.copyOf(markPrice, capacity);
        indexPrice = Arrays.copyOf(indexPrice, capacity);
        settlementPrice = Arrays.copyOf(settlementPrice, capacity);
        initialMargin = Arrays.copyOf(initialMargin, capacity);
        maintenanceMargin = Arrays.copyOf(maintenanceMargin, capacity);
        openOrdersMargin = Arrays.copyOf(openOrdersMargin, capacity);
        realizedProfitLoss = Arrays.copyOf(realizedProfitLoss, capacity);
        totalProfitLoss = Arrays.copyOf(totalProfitLoss, capacity);
        averagePriceUsd = Arrays.copyOf(averagePriceUsd, capacity);
        floatingProfitLossUsd = Arrays.copyOf(floatingProfitLossUsd, capacity);
        estimatedLiquidationPrice = Arrays.copyOf(estimatedLiquidationPrice, capacity);
        leverage = Arrays.copyOf(leverage, capacity);
        realizedFunding = Arrays.copyOf(realizedFunding, capacity);
        interestValue = Arrays.copyOf(interestValue, capacity);
        delta = Arrays.copyOf(delta, capacity);
        gamma = Arrays.copyOf(gamma, capacity);
        vega = Arrays.copyOf(vega, capacity);
        theta = Arrays.copyOf(theta, capacity);
    }
}
