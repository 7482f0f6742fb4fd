/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

/**
 * How much of two sets agrees. A share is {@code NaN} when there is nothing to take it of.
 *
 * @param live how many the live run has.
 * @param backtest how many the backtest has.
 * @param liveFound of the live run's, those of which at least a part is in the backtest.
 * @param backtestFound of the backtest's, those of which at least a part is in the live run.
 * @param ofAmount what agrees of what either has, by amount; of several instruments the average,
 *     each weighted by how many either has.
 */
public record Share(long live, long backtest, long liveFound, long backtestFound, double ofAmount) {
    /** What agrees of what either has, by number. */
    public double ofCount() {
        final long common = Math.min(liveFound, backtestFound);
        return ratio(common, live + backtest - common);
    }

    /** Share of the live run's that the backtest has, too. */
    public double recall() {
        return ratio(liveFound, live);
    }

    /** Share of the backtest's that the live run has, too. */
    public double precision() {
        return ratio(backtestFound, backtest);
    }

    private static double ratio(final long part, final long all) {
        return all == 0 ? Double.NaN : (double) part / all;
    }

    /** Counts of one instrument while they are made. */
    static final class Count {
        private long live;
        private long backtest;
        private long liveFound;
        private long backtestFound;
        private double liveAmount;
        private double backtestAmount;
        private double matchedAmount;

        void add(final Entry entry) {
            if (entry.isLive) {
                live++;
                liveAmount += entry.amount;
            } else {
                backtest++;
                backtestAmount += entry.amount;
            }
        }

        void match(final Entry one, final Entry other, final long amount) {
            matchedAmount += amount;
            found(one);
            found(other);
        }

        private void found(final Entry entry) {
            if (!entry.isFound) {
                entry.isFound = true;
                if (entry.isLive) {
                    liveFound++;
                } else {
                    backtestFound++;
                }
            }
        }

        double liveAmount() {
            return liveAmount;
        }

        double backtestAmount() {
            return backtestAmount;
        }

        double matchedAmount() {
            return matchedAmount;
        }

        Share share() {
            final double union = liveAmount + backtestAmount - matchedAmount;
            final double ofAmount = union <= 0 ? Double.NaN : Math.min(1, matchedAmount / union);
            return new Share(live, backtest, liveFound, backtestFound, ofAmount);
        }
    }

    /** All of them together. */
    static Share sum(final Iterable<Share> parts) {
        long live = 0;
        long backtest = 0;
        long liveFound = 0;
        long backtestFound = 0;
        double weighted = 0;
        long weight = 0;
        for (final Share one : parts) {
            live += one.live;
            backtest += one.backtest;
            liveFound += one.liveFound;
            backtestFound += one.backtestFound;
            if (!Double.isNaN(one.ofAmount)) {
                final long either = one.live + one.backtest;
                weighted += one.ofAmount * either;
                weight += either;
            }
        }
        final double ofAmount = weight == 0 ? Double.NaN : Math.min(1, weighted / weight);
        return new Share(live, backtest, liveFound, backtestFound, ofAmount);
    }
}
