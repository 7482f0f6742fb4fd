/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.result;

import io.novaring.bench.pack.Row;
import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.result.Results.Curve;
import io.novaring.bench.pack.result.Results.Figure;
import io.novaring.bench.pack.result.Results.Goal;
import io.novaring.bench.pack.result.Results.Latency;
import io.novaring.bench.pack.result.Results.PartResult;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Gathers what one part tells. Any thread. */
public final class Figures {
    private final List<Goal> goals = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<Latency> latencies = new ArrayList<>();
    private final List<Curve> curves = new ArrayList<>();
    private int looks;
    private int looksDropped;
    private double foreignMax;
    private long hiccupP99MaxNs;

    public synchronized void goal(final Row row) {
        goals.add(
                new Goal(
                        row.goal(),
                        row.what(),
                        row.target().value(),
                        row.target().isAtMost(),
                        row.target().unit(),
                        row.spread(),
                        row.isMet(),
                        row.excludes()));
    }

    public synchronized void figure(final String name, final Spread spread, final String unit) {
        figures.add(new Figure(name, spread, unit));
    }

    public synchronized void latency(
            final String group, final String series, final Histogram histogram) {
        latencies.add(Histograms.latency(group, series, histogram));
    }

    public synchronized void curve(final Curve curve) {
        if (curve.x().length != curve.y().length) {
            throw new IllegalArgumentException(
                    curve.diagram()
                            + ", "
                            + curve.series()
                            + ": "
                            + curve.x().length
                            + " places, but "
                            + curve.y().length
                            + " figures");
        }
        curves.add(curve);
    }

    /** A look at the machine over a round, and what it showed. */
    public synchronized void look(final boolean wasQuiet, final double foreign, final long p99Ns) {
        looks++;
        if (wasQuiet) {
            foreignMax = Math.max(foreignMax, foreign);
            hiccupP99MaxNs = Math.max(hiccupP99MaxNs, p99Ns);
        } else {
            looksDropped++;
        }
    }

    /** What has been told until now. */
    public synchronized PartResult result(
            final String name, final String summary, final double seconds, final String failure) {
        return new PartResult(
                name,
                summary,
                seconds,
                failure,
                looks,
                looksDropped,
                foreignMax,
                hiccupP99MaxNs,
                List.copyOf(goals),
                List.copyOf(figures),
                List.copyOf(latencies),
                List.copyOf(curves));
    }
}
