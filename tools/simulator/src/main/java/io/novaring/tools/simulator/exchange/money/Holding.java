/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.money;

import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Kind;

/**
 * What an account has of one instrument, and what its open orders could make of it.
 *
 * <p>A fill's flow is its value, negative for a sale. Flows gather as cost; what is closed takes
 * its share of the cost along, and both together are realised: cost and flow for inverse contracts,
 * the negative of that for all others. So the flows of all accounts, which are zero together, are
 * realised to the last unit.
 */
public final class Holding {
    public final Instrument instrument;

    private final boolean inverse;
    private boolean traded;
    private long size;
    private long cost;
    private long sessionCost;
    private long settlementPrice;
    private long sessionRealized;
    private long totalRealized;
    private long funding;
    private long totalFunding;
    private long openBuy;
    private long openSell;
    private long openBuyValue;

    Holding(final Instrument instrument) {
        this.instrument = instrument;
        this.inverse = Values.isInverse(instrument);
        this.settlementPrice = instrument.markPrice();
    }

    /** Signed. */
    public long size() {
        return size;
    }

    /** Whether an order of that side makes the position smaller. */
    public boolean reduces(final boolean isBuy) {
        return isBuy ? size < 0 : size > 0;
    }

    /** Whether there ever was a position. */
    public boolean wasTraded() {
        return traded;
    }

    boolean isFuture() {
        return !instrument.option && instrument.kind != Kind.SPOT;
    }

    /** Of this session, funding included. */
    long sessionRealized() {
        return sessionRealized;
    }

    /** Since the start, without funding. */
    public long totalRealized() {
        return totalRealized;
    }

    /** What the fills that made the position were worth, signed. */
    public long cost() {
        return cost;
    }

    long openBuyValue() {
        return openBuyValue;
    }

    long openSell() {
        return openSell;
    }

    /** Takes a fill; returns what it realised of this session. */
    long apply(final boolean isBuy, final long amount, final long value) {
        traded = true;
        final long change = isBuy ? amount : -amount;
        final long flow = isBuy ? value : -value;
        if (size == 0 || size > 0 == isBuy) {
            size += change;
            cost += flow;
            sessionCost += flow;
            return 0;
        }
        final long absolute = Math.abs(size);
        final long closed = Math.min(amount, absolute);
        final long closedFlow = closed == amount ? flow : Values.over(flow, closed, amount);
        final long costShare = closed == absolute ? cost : Values.over(cost, closed, absolute);
        final long sessionShare =
                closed == absolute ? sessionCost : Values.over(sessionCost, closed, absolute);
        final long realized = sign(sessionShare + closedFlow);
        size += change;
        cost += flow - closedFlow - costShare;
        sessionCost += flow - closedFlow - sessionShare;
        sessionRealized += realized;
        totalRealized += sign(costShare + closedFlow);
        return realized;
    }

    /** What would be realised now, of this session. */
    long sessionUnrealized() {
        return size == 0 ? 0 : sign(sessionCost + closingFlow(instrument.markPrice()));
    }

    /** What would be realised now, against the average price. */
    long unrealized() {
        return size == 0 ? 0 : sign(cost + closingFlow(instrument.markPrice()));
    }

    /** Of an option: what the position is worth now, signed. */
    long value() {
        return -closingFlow(instrument.markPrice());
    }

    /** Of a perpetual; negative is paid. */
    public void addFunding(final long amount) {
        funding += amount;
        totalFunding += amount;
        sessionRealized += amount;
    }

    /** Since the start; negative is paid. */
    public long totalFunding() {
        return totalFunding;
    }

    /** The session ends at this price: returns what goes into the balance. */
    long settle(final long price) {
        final long paid =
                sessionRealized + (size == 0 ? 0 : sign(sessionCost + closingFlow(price)));
        sessionCost = size == 0 ? 0 : -closingFlow(price);
        settlementPrice = price;
        sessionRealized = 0;
        funding = 0;
        return paid;
    }

    /**
     * As {@link #settle}, with what is paid given: the side that takes what rounding leaves of all
     * others.
     */
    void settleFor(final long price, final long paid) {
        sessionCost = sign(sessionRealized) + sessionCost - sign(paid);
        settlementPrice = price;
        sessionRealized = 0;
        funding = 0;
    }

    /** As {@link #deliver}, with what is paid given. */
    void deliverFor() {
        size = 0;
        cost = 0;
        sessionCost = 0;
        sessionRealized = 0;
        funding = 0;
    }

    /** The contract ends at this price: returns what goes into the balance. */
    long deliver(final long price) {
        final long flow = size == 0 ? 0 : closingFlow(price);
        final long paid = instrument.option ? -flow : settle(price);
        totalRealized += sign(cost + flow);
        size = 0;
        cost = 0;
        sessionCost = 0;
        return paid;
    }

    /**
     * What is realised and not in the balance yet, and what the position cost: of all accounts
     * together it is what balances have gained or lost.
     */
    long bookValue() {
        return isFuture() ? sessionRealized + sign(sessionCost) : 0;
    }

    /** Open orders need more, or with negative numbers less. */
    public void reserve(final boolean isBuy, final long amount, final long value) {
        if (isBuy) {
            openBuy += amount;
            openBuyValue += value;
        } else {
            openSell += amount;
        }
    }

    long initialMargin() {
        return Margins.initial(instrument, size);
    }

    long maintenanceMargin() {
        return Margins.maintenance(instrument, size);
    }

    /** With whatever the open orders could make of the position. */
    long projectedInitialMargin() {
        if (instrument.kind == Kind.SPOT) {
            return openBuyValue;
        }
        final long ifBought = Margins.initial(instrument, size + openBuy);
        final long ifSold = Margins.initial(instrument, size - openSell);
        final long worst = Math.max(initialMargin(), Math.max(ifBought, ifSold));
        return instrument.option ? worst + openBuyValue : worst;
    }

    private long closingFlow(final long price) {
        final long value = Values.of(instrument, price, Math.abs(size));
        return size > 0 ? -value : value;
    }

    private long sign(final long flow) {
        return inverse ? flow : -flow;
    }

    /** As the venue tells it. */
    public Position position() {
        final long mark = instrument.markPrice();
        final long absolute = Math.abs(size);
        final long average =
                inverse
                        ? Values.over(absolute, Values.ONE, Math.abs(cost))
                        : Values.over(Math.abs(cost), Values.ONE, absolute);
        final long coins = inverse ? Values.over(size, Values.ONE, mark) : size;
        final long initial = initialMargin();
        return new Position(
                instrument,
                size,
                coins,
                average,
                mark,
                instrument.currency.indexPrice(),
                settlementPrice,
                Margins.delta(instrument, coins),
                initial,
                maintenanceMargin(),
                sessionUnrealized(),
                sessionRealized,
                unrealized(),
                funding,
                projectedInitialMargin() - initial,
                0);
    }
}
