/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import java.util.Arrays;

/** What one market event did to one instrument: reused for the next event. */
public final class Step {
    private static final int TRADES_FIRST = 4;

    boolean topChanged;
    boolean tickerChanged;
    boolean takerBuys;
    long prevChangeId;
    int tradeCount;
    long[] tradePrices = new long[TRADES_FIRST];
    long[] tradeAmounts = new long[TRADES_FIRST];
    long[] tradeIds = new long[TRADES_FIRST];
    long[] tradeSequences = new long[TRADES_FIRST];
    int[] tickDirections = new int[TRADES_FIRST];
    Instrument instrument;

    public final LevelChanges bids = new LevelChanges();
    public final LevelChanges asks = new LevelChanges();

    Step() {}

    void begin(final Instrument moved) {
        instrument = moved;
        topChanged = false;
        tickerChanged = false;
        prevChangeId = moved.changeId;
        tradeCount = 0;
        bids.clear();
        asks.clear();
    }

    void addTrade(
            final long price,
            final long amount,
            final long id,
            final long sequence,
            final int tickDirection) {
        if (tradeCount == tradePrices.length) {
            final int capacity = 2 * tradeCount;
            tradePrices = Arrays.copyOf(tradePrices, capacity);
            tradeAmounts = Arrays.copyOf(tradeAmounts, capacity);
            tradeIds = Arrays.copyOf(tradeIds, capacity);
            tradeSequences = Arrays.copyOf(tradeSequences, capacity);
            tickDirections = Arrays.copyOf(tickDirections, capacity);
        }
        tradePrices[tradeCount] = price;
        tradeAmounts[tradeCount] = amount;
        tradeIds[tradeCount] = id;
        tradeSequences[tradeCount] = sequence;
        tickDirections[tradeCount] = tickDirection;
        tradeCount++;
    }

    /** What it happened to. */
    public Instrument instrument() {
        return instrument;
    }

    /** Whether the best bid or ask is another now, by price or amount. */
    public boolean topChanged() {
        return topChanged;
    }

    public boolean tickerChanged() {
        return tickerChanged;
    }

    /** Of the change to the same book before this one. */
    public long prevChangeId() {
        return prevChangeId;
    }

    /** 0 when nothing was traded. */
    public int tradeCount() {
        return tradeCount;
    }

    /** Of every trade of this event. */
    public boolean takerBuys() {
        return takerBuys;
    }

    public long tradePrice(final int trade) {
        return tradePrices[trade];
    }

    public long tradeAmount(final int trade) {
        return tradeAmounts[trade];
    }

    public long tradeId(final int trade) {
        return tradeIds[trade];
    }

    public long tradeSequence(final int trade) {
        return tradeSequences[trade];
    }

    public int tickDirection(final int trade) {
        return tickDirections[trade];
    }

    LevelChanges changes(final BookSide side) {
        return side == instrument.bids ? bids : asks;
    }

    /** Whether the book is as it was before. */
    public boolean isEmpty() {
        return bids.count() == 0 && asks.count() == 0;
    }
}
