/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import java.math.BigInteger;

/**
 * What one instrument has made and lost, in its settlement currency. A fill's flow is its value,
 * negative for a sale; the flows of what is open gather as its cost. What is closed takes its share
 * of the cost along, and both together are realised. Each value is rounded once, to 9 decimals, as
 * the venue does, so nothing is lost between the parts.
 */
final class InstrumentAccount {
    private static final long FUNDING_PERIOD_NS = 8 * 3_600_000_000_000L;
    private static final BigInteger FUNDING_UNIT =
            BigInteger.valueOf(FUNDING_PERIOD_NS).multiply(BigInteger.valueOf(Decimals.SCALE));

    private final Contract contract;
    private long position;
    private long cost;
    private long realised;
    private long fees;
    private long adjustments;
    private BigInteger fundingUnits = BigInteger.ZERO;
    private long funding;
    private BigInteger unitsAtTold;
    private long toldFunding = MarketEvent.ABSENT;
    private long toldSession = MarketEvent.ABSENT;

    InstrumentAccount(final Contract contract) {
        this.contract = contract;
    }

    /** Above zero is long. */
    long position() {
        return position;
    }

    long realised() {
        return realised;
    }

    long fees() {
        return fees;
    }

    /** Above zero was received. */
    long funding() {
        return funding;
    }

    /** How often {@link #adjust} changed anything. */
    long adjustments() {
        return adjustments;
    }

    /** Takes a fill; its fee is in the settlement currency. */
    void fill(final boolean isBuy, final long price, final long amount, final long fee) {
        fees += fee;
        apply(isBuy, price, amount);
    }

    private void apply(final boolean isBuy, final long price, final long amount) {
        final long value = contract.value(price, amount);
        final long change = isBuy ? amount : -amount;
        final long flow = isBuy ? value : -value;
        if (position == 0 || position > 0 == isBuy) {
            position += change;
            cost += flow;
            return;
        }
        final long open = Math.abs(position);
        final long closed = Math.min(amount, open);
        final long closedFlow = closed == amount ? flow : Exact.over(flow, closed, amount);
        final long closedCost = closed == open ? cost : Exact.over(cost, closed, open);
        realised += sign(closedCost + closedFlow);
        position += change;
        cost += flow - closedFlow - closedCost;
    }

    /**
     * The position is another than fills say: the rest is taken to have come or gone at a price.
     */
    void adjust(final long newPosition, final long price) {
        final long change = newPosition - position;
        if (change != 0) {
            adjustments++;
            apply(change > 0, price, Math.abs(change));
        }
    }

    /** What closing the position at a price would realise. */
    long unrealised(final long price) {
        if (position == 0) {
            return 0;
        }
        final long value = contract.value(price, Math.abs(position));
        return sign(cost + (position > 0 ? -value : value));
    }

    /**
     * Funding of a stretch of time in which position, price and rate were the same. Longs pay a
     * positive rate. Kept without rounding, so that short stretches lose nothing.
     *
     * @param rate of eight hours, scaled.
     */
    void fund(final long price, final long rate, final long passedNs) {
        final long value = contract.value(price, Math.abs(position));
        final long signed = position > 0 ? -value : value;
        fundingUnits =
                fundingUnits.add(
                        BigInteger.valueOf(signed)
                                .multiply(BigInteger.valueOf(rate))
                                .multiply(BigInteger.valueOf(passedNs)));
        funding = Exact.rounded(fundingUnits, FUNDING_UNIT);
    }

    /**
     * The venue says what funding has come to in its session: what it adds since it last said so
     * takes the place of what was counted since. Where a new session began, which starts at 0, what
     * was counted stays.
     *
     * @param told of the session, scaled; above zero was received.
     * @param session price that the last session ended at; another one is another session.
     */
    void fundingTold(final long told, final long session) {
        if (toldFunding != MarketEvent.ABSENT && session == toldSession) {
            fundingUnits =
                    unitsAtTold.add(BigInteger.valueOf(told - toldFunding).multiply(FUNDING_UNIT));
            funding = Exact.rounded(fundingUnits, FUNDING_UNIT);
        }
        unitsAtTold = fundingUnits;
        toldFunding = told;
        toldSession = session;
    }

    /** Whether the venue has said what funding came to. */
    boolean isFundingTold() {
        return toldFunding != MarketEvent.ABSENT;
    }

    private long sign(final long flow) {
        return contract.isInverse() ? flow : -flow;
    }
}
