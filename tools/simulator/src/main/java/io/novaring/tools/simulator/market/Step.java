/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

/** What one market event did to one instrument: reused for the next event. */
public final class Step {
    static final int TRADES_MAX = 4;

    boolean topChanged;
    boolean tickerChanged;
    boolean takerBuys;
    long prevChangeId;
    int tradeCount;
    final long[] tradePrices = new long[TRADES_MAX];
    final long[] tradeAmounts = new long[TRADES_MAX];
    final long[] tradeIds = new long[TRADES_MAX];
    final long[] tradeSequences = new long[TRADES_MAX];
    final int[] tickDirections = new int[TRADES_MAX];
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

    boolean isEmpty() {
        return bids.count() == 0 && asks.count() == 0;
    }
}
