/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.result.Figures.Money;
import io.novaring.tools.backtest.result.Figures.OfInstrument;
import io.novaring.tools.backtest.result.RunResult.InstrumentCharts;
import java.util.ArrayList;
import java.util.List;

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
    private final List<ForeignFees> foreignFees = new ArrayList<>();
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

    /** Fees paid in a currency that the instrument is not settled in. */
    static final class ForeignFees {
        final UsdPrice currency;
        long amount;

        private ForeignFees(final UsdPrice currency) {
            this.currency = currency;
        }
    }

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

    List<ForeignFees> foreignFees() {
        return foreignFees;
    }

    /**
     * The market moved, or a fill was told: looks what a position is valued at now.
     *
     * @return true when that is another price.
     */
    boolean revalue() {
        final long told = market.valuation();
        final boolean isAnother = told != MarketEvent.ABSENT && told != price;
        price = isAnother ? told : price;
        if (contract.isInverse() && price != MarketEvent.ABSENT) {
            usd.imply(price);
        }
        return isAnother;
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
        return price;
    }

    /**
     * @param fee in {@code paidIn}, above zero was paid.
     */
    void fill(
            final long nowNs,
            final boolean isBuy,
            final long fillPrice,
            final long amount,
            final long fee,
            final UsdPrice paidIn) {
        adjustPending(nowNs);
        fund(nowNs);
        hold(nowNs);
        if (price == MarketEvent.ABSENT) {
            price = fillPrice;
        }
        revalue();
        final boolean isOwnCurrency = paidIn == usd;
        account.fill(isBuy, fillPrice, amount, isOwnCurrency ? fee : 0);
        if (!isOwnCurrency) {
            foreign(paidIn).amount += fee;
        }
        trips.fill(nowNs, isBuy, fillPrice, amount, isOwnCurrency ? fee : usd.from(paidIn, fee));
        turnover += amount;
        turnoverValue += contract.value(fillPrice, amount);
        held(nowNs);
    }

    private ForeignFees foreign(final UsdPrice currency) {
        for (final ForeignFees fees : foreignFees) {
            if (fees.currency == currency) {
                return fees;
            }
        }
        final ForeignFees made = new ForeignFees(currency);
        foreignFees.add(made);
        return made;
    }

    /** The venue says what funding came to in its session. */
    void fundingTold(final long nowNs, final long told, final long session) {
        fund(nowNs);
        account.fundingTold(told, session);
    }

    /** The contract has ended: the position is gone, at what the index was. */
    void deliver(final long nowNs, final long indexPrice) {
        final long index = market.delivery() == MarketEvent.ABSENT ? indexPrice : market.delivery();
        if (index == MarketEvent.ABSENT) {
            adjust(nowNs, 0);
        } else {
            price = contract.delivered(index);
            adjust(nowNs, 0, price);
        }
    }

    /** The venue's position is not ours: theirs is taken, at what it is valued at. */
    void adjust(final long nowNs, final long position) {
        if (position == account.position()) {
            pendingPosition = MarketEvent.ABSENT;
        } else if (price == MarketEvent.ABSENT) {
            pendingPosition = position;
        } else {
            adjust(nowNs, position, price);
        }
    }

    private void adjust(final long nowNs, final long position, final long at) {
        pendingPosition = MarketEvent.ABSENT;
        if (position == account.position()) {
            return;
        }
        fund(nowNs);
        hold(nowNs);
        trips.take(nowNs, position - account.position(), at);
        account.adjust(position, at);
        held(nowNs);
    }

    /** Takes a position that was told before any price was. */
    void adjustPending(final long nowNs) {
        if (pendingPosition != MarketEvent.ABSENT && price != MarketEvent.ABSENT) {
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

    /** In the settlement currency; fees in others are not in it. */
    Money money() {
        return new Money(account.realised(), unrealised(), account.fees(), account.funding());
    }

    private long unrealised() {
        return price == MarketEvent.ABSENT ? 0 : account.unrealised(price);
    }

    /** As the total of {@link #money}, without an object. */
    long total() {
        return account.realised() + unrealised() - account.fees() + account.funding();
    }

    /** In dollars, with all fees. */
    Money moneyUsd() {
        final Money own = usd.of(money());
        long fees = own.fees();
        for (int i = 0; i < foreignFees.size(); i++) {
            fees += foreignFees.get(i).currency.of(foreignFees.get(i).amount);
        }
        return new Money(own.realised(), own.unrealised(), fees, own.funding());
    }

    /** As the total of {@link #moneyUsd}, without an object: each part is rounded by itself. */
    long totalUsd() {
        long total = usd.of(account.realised()) + usd.of(unrealised()) - usd.of(account.fees());
        total += usd.of(account.funding());
        for (int i = 0; i < foreignFees.size(); i++) {
            total -= foreignFees.get(i).currency.of(foreignFees.get(i).amount);
        }
        return total;
    }

    OfInstrument figures(final long fromNs, final long toNs) {
        hold(toNs);
        return new OfInstrument(
                contract,
                money(),
                moneyUsd(),
                account.position(),
                inventoryMax,
                toNs > fromNs ? heldTime / (toNs - fromNs) / 1e9 : Double.NaN,
                turnover,
                turnoverValue,
                valuation(),
                contract.isPerpetual() ? account.isFundingTold() ? "account" : "ticker" : "none",
                account.adjustments());
    }

    private String valuation() {
        final String told = market.valuationName();
        return "none".equals(told) && price != MarketEvent.ABSENT ? "last" : told;
    }
}
