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
 * @param byHour hours of the day that the run was in, from 0.
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
        long notLiveNs,
        List<OfHour> byHour) {
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
     * @param usdPriceFrom {@code index}, {@code contract} when no index was told but the price of
     *     an inverse contract, {@code dollar}, or {@code none}.
     * @param account what the venue said of it; null when it said nothing.
     */
    public record OfCurrency(
            String currency,
            Money money,
            long usdPrice,
            String usdPriceFrom,
            AccountTold account) {}

    /**
     * What the venue said an account was worth, against what is counted here.
     *
     * @param firstEquity when it was told first.
     * @param lastEquity when it was told last.
     * @param unexplained change between the two that is not in our total: deposits, trades before
     *     the run was followed, prices that moved between its look and ours, rounding.
     */
    public record AccountTold(long firstEquity, long lastEquity, long unexplained) {}

    /**
     * An hour of the day, all days together.
     *
     * @param hour from 0, UTC.
     * @param usd change of the total in dollars.
     * @param valueUsd of fills.
     */
    public record OfHour(int hour, long usd, long fills, double valueUsd) {}

    /**
     * @param position at the end.
     * @param usd in dollars, each part at the last price of its currency: those of all instruments
     *     are together those of the run.
     * @param inventoryMax largest size of a position, either way.
     * @param inventoryAverage size of the position, weighted by time.
     * @param turnover sum of the amounts of fills.
     * @param turnoverValue sum of their values in the settlement currency.
     * @param valuation what open positions were valued at: {@code mark}, {@code mid}, {@code last}
     *     price they were known at, or {@code none}.
     * @param fundingFrom {@code account} when the venue told what it came to, {@code ticker} when
     *     it was counted by rate and time, {@code none} where there is none.
     * @param adjustments how often the venue's position was not the sum of fills and was taken.
     */
    public record OfInstrument(
            Contract contract,
            Money money,
            Money usd,
            long position,
            long inventoryMax,
            double inventoryAverage,
            long turnover,
            long turnoverValue,
            String valuation,
            String fundingFrom,
            long adjustments) {}

    /**
     * Counts.
     *
     * @param orders that were asked for.
     * @param sentOrders of them that were handed to the socket.
     * @param filledOrders of those sent that traded at all.
     * @param fillRatio filled orders of those sent.
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
     * What the middle was against us some time after a fill: below zero it was in our favour.
     *
     * @param horizonNs 0 for the moment of the fill.
     * @param average in basis points of the fill's price, weighted by value; above zero is a loss.
     * @param count fills with a middle at the horizon.
     * @param missing fills without.
     */
    public record Adverse(long horizonNs, double average, long count, long missing) {}

    /** To a thousandth of themselves, the largest exactly; ABSENT when there are none. */
    public record Answers(
            long count, long p50Ns, long p90Ns, long p99Ns, long p999Ns, long maxNs) {}
}
