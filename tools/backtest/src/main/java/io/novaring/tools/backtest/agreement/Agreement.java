/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import io.novaring.tools.backtest.result.Curve;
import io.novaring.tools.backtest.result.Figures.Money;
import io.novaring.tools.backtest.result.RunResult;
import java.io.IOException;
import java.util.List;

/**
 * What a live run and a backtest have in common. Amounts and prices are scaled by 10^9, times are
 * those at which the runs received what they did. The definitions are in docs/backtest-results.md.
 *
 * @param fromNs the first event of either run.
 * @param toNs the last.
 * @param fills that have a fill of the other run of the same instrument, side and price within the
 *     window; a fill may be matched in part, and by several.
 * @param fillApart how far apart fills that were matched are.
 * @param orders that were sent and have one of the other run of the same instrument, side and price
 *     within the window; an edit counts as an order.
 * @param orderApart how far apart orders that were matched are.
 * @param instruments by name.
 * @param profit parts of the profit in dollars, of both.
 * @param tallies of fills that were not matched, or not wholly, by reason.
 * @param examples of these, by reason and time.
 */
public record Agreement(
        AgreementSettings settings,
        long fromNs,
        long toNs,
        Share fills,
        Apart fillApart,
        Share orders,
        Apart orderApart,
        List<OfInstrument> instruments,
        List<Part> profit,
        List<Tally> tallies,
        List<Example> examples) {
    /** Distances in time of what was matched, in nanoseconds; ABSENT when there are none. */
    public record Apart(long count, long p50Ns, long p99Ns, long maxNs) {}

    /**
     * @param liveAmount of its fills.
     * @param matchedAmount of both.
     * @param apartMax largest difference of the positions, but for one that lasted no time.
     * @param apartAverage difference of the positions, either way, weighted by time from the first
     *     fill of either.
     * @param livePosition behind the last fill.
     * @param drawing of it.
     */
    public record OfInstrument(
            String instrument,
            Share fills,
            Share orders,
            double liveAmount,
            double backtestAmount,
            double matchedAmount,
            long apartMax,
            double apartAverage,
            long livePosition,
            long backtestPosition,
            Drawing drawing) {}

    /**
     * Curves, thinned; of many fills that only one run has the first 2,000, as times and what the
     * run had traded by then.
     */
    public record Drawing(
            Curve livePosition,
            Curve backtestPosition,
            Curve liveTraded,
            Curve backtestTraded,
            List<long[]> liveOnly,
            List<long[]> backtestOnly) {}

    /** One part of the profit. */
    public record Part(String name, long live, long backtest) {
        public long difference() {
            return backtest - live;
        }
    }

    /**
     * @param live fills that only the live run has, or parts of them.
     * @param backtest the same of the backtest.
     */
    public record Tally(
            Reason reason, long live, double liveAmount, long backtest, double backtestAmount) {}

    /**
     * A fill that one run has and the other has not.
     *
     * @param isLive whose it is.
     * @param amount of it that was not matched.
     * @param position of its run before it.
     * @param otherPosition of the other run then.
     * @param otherPrice where the other run had an order on that side then; null when it had none.
     */
    public record Example(
            Reason reason,
            boolean isLive,
            long timeNs,
            long sequence,
            String instrument,
            String side,
            String price,
            long amount,
            String tradeId,
            String orderId,
            long position,
            long otherPosition,
            String otherPrice) {}

    /** As {@link #compare(RunResult, RunResult, AgreementSettings)}, with the defaults. */
    public static Agreement compare(final RunResult live, final RunResult backtest)
            throws IOException {
        return compare(live, backtest, AgreementSettings.DEFAULT);
    }

    /**
     * Reads the rows of both runs once, side by side; memory is bounded by what happened within
     * some windows. Which of the two is called live makes no difference to what is matched.
     *
     * @throws IOException when rows cannot be read.
     */
    public static Agreement compare(
            final RunResult live, final RunResult backtest, final AgreementSettings settings)
            throws IOException {
        return new Comparison(live, backtest, settings).run();
    }

    static List<Part> profit(final Money live, final Money backtest) {
        return List.of(
                new Part("total", live.total(), backtest.total()),
                new Part("realised", live.realised(), backtest.realised()),
                new Part("unrealised", live.unrealised(), backtest.unrealised()),
                new Part("fees", live.fees(), backtest.fees()),
                new Part("funding", live.funding(), backtest.funding()));
    }
}
