/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.page;

import io.novaring.bench.pack.result.Results;
import io.novaring.bench.pack.result.Results.Curve;
import io.novaring.bench.pack.result.Results.Figure;
import io.novaring.bench.pack.result.Results.Goal;
import io.novaring.bench.pack.result.Results.Latency;
import io.novaring.bench.pack.result.Results.PartResult;
import io.novaring.bench.pack.result.TextTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as one page of HTML, which is XML too and asks for nothing from anywhere. */
public final class Page {
    private static final String STYLE = "page.css";

    private final Results results;
    private final StringBuilder page = new StringBuilder();

    private Page(final Results results) {
        this.results = results;
    }

    public static String of(final Results results) {
        return new Page(results).draw();
    }

    private String draw() {
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width\"/>\n");
        page.append("<title>NovaRing, measured ").append(day()).append("</title>\n<style>\n");
        page.append(style()).append("</style>\n</head>\n<body>\n<main>\n");
        head();
        GoalTable.draw(results, page);
        latencies();
        curves();
        figures();
        machine();
        repeat();
        page.append("<footer>Written by <code>bench/run</code>. How to read it: ");
        page.append("<code>docs/latency.md</code> of the same commit.</footer>\n");
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private String day() {
        return Text.escape(results.date().replaceFirst("T.*", ""));
    }

    private static String style() {
        try (InputStream style = Page.class.getResourceAsStream(STYLE)) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + STYLE, e);
        }
    }

    private void head() {
        page.append("<h1>NovaRing beside its peers</h1>\n<p class=\"soft\">");
        page.append(Text.escape(TextTable.title(results))).append("<br/>");
        page.append(Text.escape(results.machine().getOrDefault("JDK", ""))).append("<br/>");
        page.append(Text.escape(results.machine().getOrDefault("processor", "")));
        page.append(", ").append(Text.escape(results.machine().getOrDefault("processors", "?")));
        page.append(" processors</p>\n");
        int met = 0;
        int missed = 0;
        int without = 0;
        for (final Goal goal : TextTable.sorted(results)) {
            switch (goal.verdict()) {
                case "met" -> met++;
                case "missed" -> missed++;
                default -> without++;
            }
        }
        int looks = 0;
        int dropped = 0;
        double seconds = 0;
        for (final PartResult part : results.parts()) {
            looks += part.looks();
            dropped += part.looksDropped();
            seconds += part.seconds();
        }
        page.append("<ul class=\"tiles\">");
        tile(String.valueOf(met), "targets met");
        tile(String.valueOf(missed), "missed");
        if (without > 0) {
            tile(String.valueOf(without), "without a figure");
        }
        tile(dropped + " of " + looks, "rounds dropped");
        tile(String.format(Locale.ROOT, "%.0f min", seconds / 60), "of measuring");
        page.append("</ul>\n");
        page.append("<p>Every figure is a ratio or a bound taken within one run: ours and what it");
        page.append(" is compared with took turns, round by round, on this machine. A figure is");
        page.append(" the median of the rounds&#8217; ratios, with the least and the greatest.");
        page.append(" A round in which anything else had more than a twentieth of the");
        page.append(" processors, or threads were kept from running for a millisecond");
        page.append(" (p99), is dropped and taken again.</p>\n");
        if (results.isQuick()) {
            page.append("<p class=\"note\">A quick run: three rounds and fewer forks. Good for a");
            page.append(" look, too little for a claim.</p>\n");
        }
        for (final PartResult part : results.parts()) {
            if (!part.failure().isEmpty()) {
                page.append("<p class=\"note\"><b>").append(Text.escape(part.name()));
                page.append("</b> did not run to its end:</p>\n<pre>");
                page.append(Text.escape(part.failure())).append("</pre>\n");
            }
        }
    }

    private void tile(final String number, final String word) {
        page.append("<li><b>").append(number).append("</b><span>").append(word);
        page.append("</span></li>");
    }

    private void latencies() {
        final Map<String, List<Latency>> groups = new LinkedHashMap<>();
        for (final PartResult part : results.parts()) {
            for (final Latency latency : part.latencies()) {
                groups.computeIfAbsent(latency.group(), key -> new ArrayList<>()).add(latency);
            }
        }
        if (groups.isEmpty()) {
            return;
        }
        page.append("<h2>Latencies</h2>\n<p>Measured from the time a message was due, so that a");
        page.append(" stall counts for every message that waited behind it. The axis of");
        page.append(" percentiles is stretched towards the slowest.</p>\n");
        groups.forEach((group, latencies) -> Percentiles.draw(group, latencies, page));
    }

    private void curves() {
        final Map<String, List<Curve>> diagrams = new LinkedHashMap<>();
        for (final PartResult part : results.parts()) {
            for (final Curve curve : part.curves()) {
                diagrams.computeIfAbsent(curve.diagram(), key -> new ArrayList<>()).add(curve);
            }
        }
        if (diagrams.isEmpty()) {
            return;
        }
        page.append("<h2>As work grows</h2>\n<p>Both axes are logarithmic: a level line is a cost");
        page.append(" that does not change, a steep one that grows. The dotted line is what");
        page.append(" would grow in proportion.</p>\n");
        page.append("<div class=\"pair\">\n");
        diagrams.forEach(this::diagram);
        page.append("</div>\n");
    }

    private void diagram(final String title, final List<Curve> curves) {
        final Curve first = curves.get(0);
        final LineChart chart =
                new LineChart(
                                title,
                                new LineChart.Axis(
                                        first.xUnit(),
                                        first.xUnit(),
                                        LineChart.ticksAt(
                                                curves.stream().map(Curve::x).toList(),
                                                first.xUnit())),
                                new LineChart.Axis(first.yUnit(), first.yUnit(), List.of()))
                        .marks();
        if (Text.isDuration(first.yUnit())) {
            chart.guide();
        }
        for (final Curve curve : curves) {
            chart.line(curve.series(), curve.x(), curve.y());
        }
        page.append(chart.draw());
    }

    private void figures() {
        boolean isFirst = true;
        for (final PartResult part : results.parts()) {
            if (part.figures().isEmpty()) {
                continue;
            }
            if (isFirst) {
                page.append("<h2>Other figures</h2>\n<p>Absolute figures hold for this machine");
                page.append(" and hour; they are here to understand the ratios by.</p>\n");
                isFirst = false;
            }
            page.append("<h3>").append(Text.escape(part.name())).append("</h3>\n");
            page.append("<div class=\"wide\"><table><thead><tr><th>what</th>");
            page.append("<th class=\"n\">median</th><th class=\"n\">least</th>");
            page.append("<th class=\"n\">greatest</th><th>unit</th><th class=\"n\">rounds</th>");
            page.append("</tr></thead>\n<tbody>\n");
            part.figures().forEach(this::figure);
            page.append("</tbody></table></div>\n");
        }
    }

    private void figure(final Figure figure) {
        page.append("<tr><td>").append(Text.escape(figure.name())).append("</td>");
        Text.cell(page, Text.number(figure.spread().median()));
        Text.cell(page, Text.number(figure.spread().min()));
        Text.cell(page, Text.number(figure.spread().max()));
        page.append("<td>").append(Text.escape(figure.unit())).append("</td>");
        Text.cell(page, String.valueOf(figure.spread().rounds()));
        page.append("</tr>\n");
    }

    private void machine() {
        page.append("<h2>The machine</h2>\n<div class=\"wide\"><table><tbody>\n");
        for (final Map.Entry<String, String> fact : results.machine().entrySet()) {
            page.append("<tr><th>").append(Text.escape(fact.getKey())).append("</th><td>");
            page.append(Text.escape(fact.getValue())).append("</td></tr>\n");
        }
        page.append("</tbody></table></div>\n<div class=\"wide\"><table><thead><tr><th>part</th>");
        page.append("<th>what it measures</th><th class=\"n\">seconds</th>");
        page.append("<th class=\"n\">looks at the machine</th><th class=\"n\">dropped</th>");
        page.append("<th class=\"n\">others&#8217; share</th><th class=\"n\">hiccups, p99</th>");
        page.append("</tr></thead>\n<tbody>\n");
        for (final PartResult part : results.parts()) {
            page.append("<tr><th>").append(Text.escape(part.name())).append("</th><td>");
            page.append(Text.escape(part.summary())).append("</td>");
            Text.cell(page, String.format(Locale.ROOT, "%.0f", part.seconds()));
            Text.cell(page, String.valueOf(part.looks()));
            Text.cell(page, String.valueOf(part.looksDropped()));
            Text.cell(page, String.format(Locale.ROOT, "%.1f %%", part.foreignMax() * 100));
            Text.cell(page, Text.nanoseconds(part.hiccupP99MaxNs()));
            page.append("</tr>\n");
        }
        page.append("</tbody></table></div>\n<p class=\"soft\">Share and hiccups are the greatest");
        page.append(" of the rounds that counted.</p>\n");
    }

    private void repeat() {
        page.append("<h2>Repeat it</h2>\n<pre>git checkout ").append(Text.escape(results.commit()));
        page.append("\nbench/run").append(results.isQuick() ? " --quick" : "");
        page.append("          # a JDK of version 17 or newer is all it needs\n");
        page.append("bench/run --list     # its parts; bench/run PART runs one</pre>\n");
    }
}
