/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import java.util.List;

/**
 * What a run was worth, in figures. Money, prices and amounts are scaled by 10^9; times are epoch
 * nanoseconds of events. A share is {@code NaN} when there is nothing to take it of. The
 * definitions are in docs/backtest-results.md.
 *
 * @param fromNs first event.
 * @param toNs last event.
 * @param events how many there were.
 * @param usd all instruments together, each currency at the last price of its index.
 * @param byCurrency by settlement currency, by name.
 * @param byInstrument by instrument, by name.
 * @param roundTrips of all instruments.
 * @param timeInMarket share of the time with a position in anything.
 * @param adverse what the middle did after fills, by horizon.
 * @param answers times from a request to its answer.
 * @param notLiveNs how long books were not LIVE while there were orders or a position in them.
 */
public record Figures(
        long fromNs,
        long toNs,
        long events,
        Money usd,
        List<OfCurrency> byCurrency,
        List<OfInstrument> byInstrument,
        Activity activity,
        Trips roundTrips,
        double timeInMarket,
        Drawdown drawdown,
        Sharpe sharpe,
        List<Adverse> adverse,
        Answers answers,
        long notLiveNs) {
    /**
     * The parts of a profit. Costs are positive fees: {@code total = realised + unrealised - fees +
     * funding}.
     *
     * @param funding above zero was received.
     */
    public record Money(long realised, long unrealised, long fees, long funding) {
        public long total() {
            return realised + unrealised - fees + funding;
        }
    }

    /**
     * @param usdPrice of one unit of the currency at the end; ABSENT when none was told.
     */
    public record OfCurrency(String currency, Money money, long usdPrice) {}

    /**
     * @param position at the end.
     * @param inventoryMax largest size of a position, either way.
     * @param inventoryAverage size of the position, weighted by time.
     * @param turnover sum of the amounts of fills.
     * @param turnoverValue sum of their values in the settlement currency.
     * @param valuation what open positions were valued at: {@code mark}, {@code mid} or {@code
     *     none}.
     * @param adjustments how often the venue's position was not the sum of fills and was taken.
     */
    public record OfInstrument(
            Contract contract,
            Money money,
            long position,
            long inventoryMax,
            double inventoryAverage,
            long turnover,
            long turnoverValue,
            String valuation,
            long adjustments) {}

    /**
     * Counts.
     *
     * @param orders that were asked for.
     * @param filledOrders of them that traded at all.
     * @param fillRatio filled orders of those that came to the venue.
     * @param makerShare of the amounts' values of fills.
     */
    public record Activity(
            long orders,
            long sentOrders,
            long filledOrders,
            long rejected,
            long edits,
            long cancels,
            long refused,
            long throttled,
            long fills,
            double fillRatio,
            long makerFills,
            double makerShare) {}

    /**
     * Pairs of an opening and a closing fill, first in, first out.
     *
     * @param won whose profit less its share of both fees was above zero.
     */
    public record Trips(long count, long won, double hitRate) {}

    /**
     * The largest fall of the total from a peak, in dollars.
     *
     * @param amount not below zero.
     * @param fromNs time of the peak; ABSENT when there was no fall.
     * @param toNs time of the trough.
     */
    public record Drawdown(long amount, long fromNs, long toNs) {}

    /**
     * Mean over standard deviation of the change of the total in dollars an interval, a year of 365
     * days of 24 hours, risk-free rate 0.
     *
     * @param ratio null when {@code reason} says why.
     * @param reason null when there is a ratio.
     */
    public record Sharpe(Double ratio, long intervalNs, long samples, String reason) {}

    /**
     * What the middle did against us after a fill: below zero it moved our way.
     *
     * @param average by unit of price, weighted by amount; above zero is a loss.
     * @param count fills with a middle at the horizon.
     * @param missing fills without.
     */
    public record Adverse(long horizonNs, double average, long count, long missing) {}

    /** To a thousandth of themselves, the largest exactly; ABSENT when there are none. */
    public record Answers(
            long count, long p50Ns, long p90Ns, long p99Ns, long p999Ns, long maxNs) {}
}
