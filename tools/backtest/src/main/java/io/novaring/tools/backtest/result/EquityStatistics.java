/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.result.Figures.Drawdown;
import io.novaring.tools.backtest.result.Figures.Money;
import io.novaring.tools.backtest.result.Figures.Sharpe;
import java.util.List;

/** What is told of the total in dollars over time. */
final class EquityStatistics {
    /** Fewer say nothing. */
    static final int SAMPLES_MIN = 30;

    private static final int HOURS = 24;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final double YEAR_NS = 365.0 * 24 * 3_600 * 1e9;

    private final long intervalNs;
    private final Curve total;
    private final Curve realised;
    private final Curve unrealised;
    private final Curve fees;
    private final Curve funding;
    private final Curve fall;
    private long peak;
    private long peakNs = MarketEvent.ABSENT;
    private long deepest;
    private long deepestFromNs = MarketEvent.ABSENT;
    private long deepestToNs = MarketEvent.ABSENT;
    private long observed;
    private long samples;
    private double mean;
    private final long[] byHour = new long[HOURS];
    private final boolean[] isHourSeen = new boolean[HOURS];
    private long counted;
    private boolean isFirstWhole = true;
    private double squares;

    EquityStatistics(final long intervalNs, final int curvePointsMax) {
        this.intervalNs = intervalNs;
        this.total = new Curve("total", curvePointsMax);
        this.realised = new Curve("realised", curvePointsMax);
        this.unrealised = new Curve("unrealised", curvePointsMax);
        this.fees = new Curve("fees", curvePointsMax);
        this.funding = new Curve("funding", curvePointsMax);
        this.fall = new Curve("drawdown", curvePointsMax);
    }

    /** The first event's time. */
    void begin(final long timeNs) {
        isFirstWhole = Math.floorMod(timeNs, intervalNs) == 0;
    }

    /** The state as it is now. */
    void add(final long timeNs, final Money usd) {
        add(timeNs, usd.total());
        realised.add(timeNs, usd.realised());
        unrealised.add(timeNs, usd.unrealised());
        fees.add(timeNs, -usd.fees());
        funding.add(timeNs, usd.funding());
    }

    /** The total as it is now, between two looks at its parts. */
    void add(final long timeNs, final long value) {
        // What comes to a full hour was made in the one before.
        final int hour = (int) Math.floorMod(Math.floorDiv(timeNs - 1, HOUR_NS), (long) HOURS);
        byHour[hour] += value - counted;
        isHourSeen[hour] = true;
        counted = value;
        if (peakNs == MarketEvent.ABSENT || value > peak) {
            // The money there was before counts as a peak of nothing gained.
            peak = peakNs == MarketEvent.ABSENT ? Math.max(0, value) : value;
            peakNs = timeNs;
        }
        if (peak - value > deepest) {
            deepest = peak - value;
            deepestFromNs = peakNs;
            deepestToNs = timeNs;
        }
        total.add(timeNs, value);
        fall.add(timeNs, value - peak);
    }

    /**
     * So many intervals have ended, and nothing changed in any but the first of them. A first one
     * that the run was not in from its start is left out.
     */
    void observe(final long value, final long intervals) {
        if (isFirstWhole) {
            observe((value - observed) / 1e9);
        }
        isFirstWhole = true;
        observed = value;
        for (long i = 1; i < intervals; i++) {
            observe(0);
        }
    }

    private void observe(final double change) {
        samples++;
        final double off = change - mean;
        mean += off / samples;
        squares += off * (change - mean);
    }

    /** Change of the total in an hour of the day. */
    long ofHour(final int hour) {
        return byHour[hour];
    }

    boolean isHourSeen(final int hour) {
        return isHourSeen[hour];
    }

    Drawdown drawdown() {
        return new Drawdown(deepest, deepestFromNs, deepestToNs);
    }

    Sharpe sharpe() {
        if (samples < SAMPLES_MIN) {
            return new Sharpe(null, intervalNs, samples, "fewer than " + SAMPLES_MIN + " samples");
        }
        final double deviation = Math.sqrt(squares / (samples - 1));
        if (deviation == 0) {
            return new Sharpe(null, intervalNs, samples, "no interval differs from another");
        }
        final double ratio = mean / deviation * Math.sqrt(YEAR_NS / intervalNs);
        return new Sharpe(ratio, intervalNs, samples, null);
    }

    List<Curve> curves() {
        return List.of(total, realised, unrealised, fees, funding, fall);
    }
}
