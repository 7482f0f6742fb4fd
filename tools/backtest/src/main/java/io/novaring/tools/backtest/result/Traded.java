/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.result.Figures.Money;
import io.novaring.tools.backtest.result.Figures.OfInstrument;
import io.novaring.tools.backtest.result.RunResult.InstrumentCharts;

/** One instrument that there were orders or a position in. */
final class Traded {
    final Contract contract;
    final MarketView market;
    final InstrumentAccount account;
    final RoundTrips trips;
    final InstrumentCharts charts;

    /** Orders of ours that may trade. */
    int openOrders;

    private final UsdPrice usd;
    private long price = MarketEvent.ABSENT;
    private long fundedNs = MarketEvent.ABSENT;
    private long heldSinceNs;
    private double heldTime;
    private long inventoryMax;
    private long turnover;
    private long turnoverValue;
    private long notLiveSinceNs = MarketEvent.ABSENT;
    private long notLiveNs;
    private long pendingPosition = MarketEvent.ABSENT;
    private String notLiveCause = "";

    Traded(
            final Contract contract,
            final MarketView market,
            final UsdPrice usd,
            final RoundTrips.Worst worst,
            final int curvePointsMax,
            final long nowNs) {
        this.contract = contract;
        this.market = market;
        this.usd = usd;
        this.account = new InstrumentAccount(contract);
        this.trips = new RoundTrips(contract, worst);
        this.charts =
                new InstrumentCharts(
                        contract.instrument(),
                        new Curve("bid", curvePointsMax),
                        new Curve("ask", curvePointsMax),
                        new Curve("inventory", curvePointsMax),
                        new Curve("queueBid", curvePointsMax),
                        new Curve("queueAsk", curvePointsMax));
        this.heldSinceNs = nowNs;
        charts.inventory().add(nowNs, 0);
    }

    UsdPrice usd() {
        return usd;
    }

    /** Pays funding up to now, at what was told until now. */
    void fund(final long nowNs) {
        final boolean isDue =
                contract.isPerpetual()
                        && account.position() != 0
                        && fundedNs != MarketEvent.ABSENT
                        && market.rate() != MarketEvent.ABSENT
                        && price() != MarketEvent.ABSENT;
        if (isDue && nowNs > fundedNs) {
            account.fund(price(), market.rate(), nowNs - fundedNs);
        }
        fundedNs = nowNs;
    }

    /** What the position is valued at: what was told last, ABSENT before anything was. */
    long price() {
        final long told = market.valuation();
        if (told != MarketEvent.ABSENT) {
            price = told;
        }
        return price;
    }

    void fill(
            final long nowNs,
            final boolean isBuy,
            final long fillPrice,
            final long amount,
            final long fee) {
        adjustPending(nowNs);
        fund(nowNs);
        hold(nowNs);
        account.fill(isBuy, fillPrice, amount, fee);
        trips.fill(nowNs, isBuy, fillPrice, amount, fee);
        turnover += amount;
        turnoverValue += contract.value(fillPrice, amount);
        if (price() == MarketEvent.ABSENT) {
            price = fillPrice;
        }
        held(nowNs);
    }

    /** The venue's position is not ours: theirs is taken, at what it is valued at. */
    void adjust(final long nowNs, final long position) {
        if (position == account.position()) {
            return;
        }
        fund(nowNs);
        hold(nowNs);
        final long told = market.endPrice();
        final long at = told == MarketEvent.ABSENT ? price() : told;
        if (at == MarketEvent.ABSENT) {
            pendingPosition = position;
        } else {
            pendingPosition = MarketEvent.ABSENT;
            account.adjust(position, at);
            trips.forget();
        }
        held(nowNs);
    }

    /** Takes a position that was told before any price was. */
    void adjustPending(final long nowNs) {
        if (pendingPosition != MarketEvent.ABSENT && price() != MarketEvent.ABSENT) {
            adjust(nowNs, pendingPosition);
        }
    }

    private void hold(final long nowNs) {
        heldTime += (double) Math.abs(account.position()) * (nowNs - heldSinceNs);
        heldSinceNs = nowNs;
    }

    private void held(final long nowNs) {
        inventoryMax = Math.max(inventoryMax, Math.abs(account.position()));
        charts.inventory().add(nowNs, account.position());
    }

    boolean isHeld() {
        return account.position() != 0;
    }

    /**
     * Looks whether the book may be believed while it matters.
     *
     * @return true when a stretch has ended: {@link #stretchFromNs} says when it began.
     */
    boolean watchBook(final long nowNs, final String cause) {
        final boolean isBad = !market.isLive() && (openOrders > 0 || isHeld());
        if (isBad && notLiveSinceNs == MarketEvent.ABSENT) {
            notLiveSinceNs = nowNs;
            notLiveCause = cause;
            return false;
        }
        return !isBad && notLiveSinceNs != MarketEvent.ABSENT;
    }

    boolean isInStretch() {
        return notLiveSinceNs != MarketEvent.ABSENT;
    }

    /** Ends the stretch; its row. */
    String endStretch(final JsonRow row, final long nowNs) {
        final long fromNs = notLiveSinceNs;
        notLiveSinceNs = MarketEvent.ABSENT;
        notLiveNs += nowNs - fromNs;
        return row.clear()
                .text("instrument", contract.instrument())
                .whole("fromNs", fromNs)
                .whole("toNs", nowNs)
                .whole("durationNs", nowNs - fromNs)
                .text("began", notLiveCause)
                .exact("position", account.position())
                .whole("openOrders", openOrders)
                .end();
    }

    long notLiveNs() {
        return notLiveNs;
    }

    Money money() {
        final long at = price();
        return new Money(
                account.realised(),
                at == MarketEvent.ABSENT ? 0 : account.unrealised(at),
                account.fees(),
                account.funding());
    }

    OfInstrument figures(final long fromNs, final long toNs) {
        hold(toNs);
        return new OfInstrument(
                contract,
                money(),
                account.position(),
                inventoryMax,
                toNs > fromNs ? heldTime / (toNs - fromNs) / 1e9 : Double.NaN,
                turnover,
                turnoverValue,
                market.valuationName(),
                account.adjustments());
    }
}
