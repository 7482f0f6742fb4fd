/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

/** What one market event did to one instrument: reused for the next event. */
final class Step {
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
    final LevelChanges bids = new LevelChanges();
    final LevelChanges asks = new LevelChanges();
    Instrument instrument;

    void begin(final Instrument moved) {
        instrument = moved;
        topChanged = false;
        tickerChanged = false;
        prevChangeId = moved.changeId;
        tradeCount = 0;
        bids.clear();
        asks.clear();
    }

    LevelChanges changes(final BookSide side) {
        return side == instrument.bids ? bids : asks;
    }

    boolean isEmpty() {
        return bids.count() == 0 && asks.count() == 0;
    }
}
