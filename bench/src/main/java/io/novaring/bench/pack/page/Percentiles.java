/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.page;

import io.novaring.bench.pack.result.Histograms;
import io.novaring.bench.pack.result.Results.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Latencies of a group over their percentiles, and the usual percentiles as a table. */
final class Percentiles {
    private static final int STEPS_PER_HALF = 5;

    /** One in so many is slower: where percentiles stand on the axis. */
    private static final double[] RARITIES = {1, 2, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private static final String[] LABELS = {
        "0 %", "50 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %", "99.9999 %"
    };

    private Percentiles() {}

    static void draw(final String group, final List<Latency> latencies, final StringBuilder page) {
        final List<LineChart.Tick> ticks = new ArrayList<>();
        for (int i = 0; i < RARITIES.length; i++) {
            ticks.add(new LineChart.Tick(RARITIES[i], LABELS[i]));
        }
        final LineChart chart =
                new LineChart(
                        group,
                        new LineChart.Axis("percentile", "", ticks),
                        new LineChart.Axis("latency", "ns", List.of()));
        for (final Latency latency : latencies) {
            line(chart, latency);
        }
        page.append(chart.draw());
        table(latencies, page);
    }

    private static void line(final LineChart chart, final Latency latency) {
        final Histogram histogram = Histograms.of(latency);
        final List<double[]> points = new ArrayList<>();
        for (final HistogramIterationValue value : histogram.percentiles(STEPS_PER_HALF)) {
            final double slower = 1 - value.getPercentileLevelIteratedTo() / 100;
            // The last, at 100 %, would stand at no place of the axis: beyond it is but one value.
            final double rarity =
                    slower * histogram.getTotalCount() < 1 ? histogram.getTotalCount() : 1 / slower;
            points.add(new double[] {rarity, Math.max(1, value.getValueIteratedTo())});
        }
        final double[] x = new double[points.size()];
        final double[] y = new double[points.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = points.get(i)[0];
            y[i] = points.get(i)[1];
        }
        chart.line(latency.series(), x, y);
    }

    private static void table(final List<Latency> latencies, final StringBuilder page) {
        page.append("<div class=\"wide\"><table><thead><tr><th></th>");
        for (final String name : latencies.get(0).percentilesNs().keySet()) {
            page.append("<th class=\"n\">").append(Text.escape(name)).append("</th>");
        }
        page.append("<th class=\"n\">messages</th></tr></thead>\n<tbody>\n");
        for (final Latency latency : latencies) {
            page.append("<tr><th>").append(Text.escape(latency.series())).append("</th>");
            for (final Map.Entry<String, Long> each : latency.percentilesNs().entrySet()) {
                Text.cell(page, Text.nanoseconds(each.getValue()));
            }
            Text.cell(page, Text.number(latency.count()));
            page.append("</tr>\n");
        }
        page.append("</tbody></table></div>\n");
    }
}
