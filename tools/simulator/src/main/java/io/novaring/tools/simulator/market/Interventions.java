/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

/**
 * How orders of accounts change a book: between {@link #begin} and {@link #end}, or within an event
 * of the market that {@link RestingOrders} is told of. Public trades and changes of levels come of
 * it like those of the market itself. Simulator thread only.
 */
public final class Interventions {
    // At full speed a day's volume passes 64 bits within the minute: it starts again, exactly.
    private static final long FIGURE_MAX = Currency.scaled(1_000_000_000L);

    private long bidPrice;
    private long bidAmount;
    private long askPrice;
    private long askAmount;
    private boolean compared;
    private final Step step;
    private final BookSide bids = new BookSide(true);
    private final BookSide asks = new BookSide(false);

    Interventions(final Step step) {
        this.step = step;
    }

    /** An account's order is about to change one book. */
    public void begin(final Instrument instrument, final boolean takerBuys, final long nowMs) {
        open(instrument, nowMs);
        compare();
        step.takerBuys = takerBuys;
    }

    /** What came of it; valid until the next event. Empty when the book is as it was. */
    public Step end() {
        close();
        step.tickerChanged = step.topChanged || step.tradeCount > 0;
        remember();
        raise(1);
        return step;
    }

    /** Shows more, or with a negative change less, of the orders of accounts at a price. */
    public void show(
            final Instrument instrument,
            final boolean atBids,
            final long price,
            final long change) {
        instrument.joinedLevels += instrument.side(atBids).show(price, change);
    }

    /** The market's own part of a level is traded away. */
    public void take(
            final Instrument instrument,
            final boolean atBids,
            final long price,
            final long amount) {
        final BookSide side = instrument.side(atBids);
        final int index = side.find(price);
        side.setOwn(index, side.own(index) - amount);
    }

    /** Records a public trade of the current event; returns its index in {@link #step()}. */
    public int trade(final long price, final long amount) {
        final Instrument instrument = step.instrument;
        final int sign = Long.compare(price, instrument.lastPrice);
        if (sign != 0) {
            instrument.lastTickDirection = sign > 0 ? 0 : 2;
        } else {
            instrument.lastTickDirection |= 1;
        }
        step.addTrade(
                price,
                amount,
                ++instrument.currency.counters.tradeId,
                ++instrument.tradeSequence,
                instrument.lastTickDirection);
        instrument.lastPrice = price;
        instrument.lowPrice = Math.min(instrument.lowPrice, price);
        instrument.highPrice = Math.max(instrument.highPrice, price);
        instrument.openInterest = (instrument.openInterest + amount) % FIGURE_MAX;
        final long dollars = instrument.dollars(price, amount);
        instrument.volumeUsd = (instrument.volumeUsd + dollars) % FIGURE_MAX;
        instrument.volume = (instrument.volume + instrument.coins(price, amount)) % FIGURE_MAX;
        return step.tradeCount - 1;
    }

    /** The current event. */
    public Step step() {
        return step;
    }

    void open(final Instrument instrument, final long nowMs) {
        bidPrice = instrument.bids.bestPrice();
        bidAmount = instrument.bids.bestAmount();
        askPrice = instrument.asks.bestPrice();
        askAmount = instrument.asks.bestAmount();
        step.begin(instrument);
        instrument.timestampMs = nowMs;
        compared = false;
        if (instrument.isJoined()) {
            compare();
        }
    }

    // A price may be touched more than once by an order: what changed is found by comparing.
    private void compare() {
        compared = true;
        bids.copyFrom(step.instrument.bids);
        asks.copyFrom(step.instrument.asks);
    }

    void close() {
        final Instrument instrument = step.instrument;
        if (compared) {
            step.bids.difference(bids, instrument.bids);
            step.asks.difference(asks, instrument.asks);
        }
        step.topChanged =
                bidPrice != instrument.bids.bestPrice()
                        || bidAmount != instrument.bids.bestAmount()
                        || askPrice != instrument.asks.bestPrice()
                        || askAmount != instrument.asks.bestAmount();
    }

    /** Once the event's mark price is known, as its messages have it. */
    void remember() {
        final Instrument instrument = step.instrument;
        for (int i = 0; i < step.tradeCount; i++) {
            instrument.trades.add(
                    step.tradeIds[i],
                    step.tradeSequences[i],
                    instrument.timestampMs,
                    step.tradePrices[i],
                    step.tradeAmounts[i],
                    instrument.markPrice,
                    instrument.currency.indexPrice,
                    2L * step.tickDirections[i] + (step.takerBuys ? 1 : 0));
        }
    }

    /** A book that is as it was keeps its change id: no message says it has another. */
    void raise(final int by) {
        final Currency.Counters counters = step.instrument.currency.counters;
        if (!step.isEmpty()) {
            counters.changeId += by;
            step.instrument.changeId = counters.changeId;
        }
    }
}
