/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.codec.Decimals;
import io.novaring.tools.backtest.agreement.Agreement.Drawing;
import io.novaring.tools.backtest.agreement.Agreement.Example;
import io.novaring.tools.backtest.agreement.Agreement.OfInstrument;
import io.novaring.tools.backtest.agreement.Agreement.Part;
import io.novaring.tools.backtest.agreement.Agreement.Tally;
import io.novaring.tools.backtest.report.Html;
import io.novaring.tools.backtest.report.Words;
import io.novaring.tools.backtest.result.Curve;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Agreement as a page that needs nothing else, in the look of the report. */
final class AgreementPage {
    private static final int INSTRUMENTS_MAX = 4;
    private static final List<String[]> DEFINITIONS =
            List.of(
                    new String[] {
                        "Agree",
                        "Fills of one instrument, side and price that are within the window in both"
                                + " runs: their amount, of the amount that either run has."
                    },
                    new String[] {"Found", "Live fills that the backtest has, at least in part."},
                    new String[] {"Right", "The backtest's fills that the live run has."},
                    new String[] {
                        "Apart", "Time between the two fills of a pair, as the runs received them."
                    },
                    new String[] {
                        "Orders agree",
                        "Orders and edits asked for at the same price within the window, of those"
                                + " that either run asked for."
                    },
                    new String[] {"Profit", "The backtest's less the live run's, in dollars."},
                    new String[] {
                        "Position apart", "The largest difference of the positions at one time."
                    },
                    new String[] {
                        "Recorded orders",
                        "The orders of the live run, sent again at their times: what then differs"
                                + " is the model of the venue alone. A strategy of its own quotes"
                                + " otherwise from the first difference on."
                    });

    private final List<Compared> runs;

    /** The first run of each kind of orders. */
    private final List<Compared> shown;

    private final long baseNs;
    private final StringBuilder page = new StringBuilder(1 << 16);

    private AgreementPage(final List<Compared> runs) {
        this.runs = runs;
        final Map<String, Compared> first = new LinkedHashMap<>();
        runs.forEach(run -> first.putIfAbsent(run.run(), run));
        shown = List.copyOf(first.values());
        baseNs = runs.isEmpty() ? 0 : runs.get(0).agreement().fromNs();
    }

    static String of(final String title, final List<Compared> runs) {
        return new AgreementPage(runs).write(title);
    }

    private String write(final String title) {
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src")
                .append(" 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n")
                .append("<title>")
                .append(Html.text("Agreement: " + title))
                .append("</title>\n<style>\n")
                .append(Html.resource("report.css"))
                .append("</style>\n</head>\n<body>\n<header>\n<h1>Agreement <span class=\"soft\">")
                .append(Html.text(title))
                .append("</span></h1>\n<p class=\"soft\">")
                .append(Html.text(span()))
                .append("</p>\n</header>\n<main>\n");
        cards();
        final List<List<String>> rows = new ArrayList<>();
        runs.forEach(run -> rows.add(AgreementText.row(run)));
        table("Live run and backtests", 2, AgreementText.COLUMNS, rows);
        charts();
        shown.forEach(this::details);
        definitions();
        page.append("</main>\n<footer>Times are those at which the runs received what they did.")
                .append(" All of it is in agreement.json beside this page.</footer>\n")
                .append("<script type=\"application/json\" id=\"data\">")
                .append(Html.scriptJson(data().toString()))
                .append("</script>\n<script>\n")
                .append(Html.resource("report.js"))
                .append("</script>\n</body>\n</html>\n");
        return page.toString();
    }

    private String span() {
        if (runs.isEmpty()) {
            return "";
        }
        final Agreement all = runs.get(0).agreement();
        return Words.time(all.fromNs())
                + " to "
                + Words.time(all.toNs())
                + " UTC · "
                + Words.duration(all.toNs() - all.fromNs())
                + " · window "
                + Words.duration(all.settings().windowNs());
    }

    private void cards() {
        page.append("<section class=\"cards\" aria-label=\"Figures\">\n");
        for (final Compared run : shown) {
            final Agreement all = run.agreement();
            final String of = run.run() + ", " + run.queue();
            card("Fills that agree", Words.percent(all.fills().ofAmount()), of);
            card(
                    "Found · right",
                    Words.percent(all.fills().recall())
                            + " · "
                            + Words.percent(all.fills().precision()),
                    of);
        }
        page.append("</section>\n");
    }

    private void card(final String name, final String value, final String part) {
        page.append("<div class=\"card\"><div class=\"name\">")
                .append(Html.text(name))
                .append("</div><div class=\"value\">")
                .append(Html.text(value))
                .append("</div><div class=\"part\">")
                .append(Html.text(part))
                .append("</div></div>\n");
    }

    private void charts() {
        page.append("<h2>Over time</h2>\n<div class=\"tools\" role=\"toolbar\"")
                .append(" aria-label=\"Time shown by all charts\">\n");
        final String[] buttons = {
            "in", "Zoom in", "out", "Zoom out", "left", "Earlier", "right", "Later", "all", "All"
        };
        for (int i = 0; i < buttons.length; i += 2) {
            page.append("<button type=\"button\" id=\"")
                    .append(buttons[i])
                    .append("\">")
                    .append(buttons[i + 1])
                    .append("</button>\n");
        }
        page.append("<output id=\"when\"></output></div>\n<div id=\"charts\"></div>\n")
                .append("<noscript><p>The charts need scripts to be allowed.</p></noscript>\n");
    }

    private void details(final Compared run) {
        final Agreement all = run.agreement();
        final String of = " (" + run.run() + ", " + run.queue() + ")";
        final List<List<String>> reasons = new ArrayList<>();
        for (final Tally tally : all.tallies()) {
            reasons.add(
                    List.of(
                            tally.reason().word(),
                            tally.reason().meaning(),
                            Words.count(tally.live()),
                            Words.count(tally.backtest())));
        }
        table(
                "Why fills differ" + of,
                2,
                List.of("Reason", "Meaning", "Live only", "Backtest only"),
                reasons);
        final List<List<String>> examples = new ArrayList<>();
        for (final Example one : all.examples()) {
            examples.add(
                    List.of(
                            one.reason().word(),
                            one.isLive() ? "live" : "backtest",
                            Words.time(one.timeNs()),
                            one.instrument(),
                            one.side(),
                            one.price(),
                            Words.exact(one.amount()),
                            one.otherPrice() == null ? Words.NONE : one.otherPrice(),
                            Words.exact(one.position()),
                            Words.exact(one.otherPosition())));
        }
        table(
                "First of each" + of,
                5,
                List.of(
                        "Reason",
                        "Only",
                        "Time",
                        "Instrument",
                        "Side",
                        "Price",
                        "Amount",
                        "Other's order at",
                        "Position",
                        "Other's"),
                examples);
        final List<List<String>> profit = new ArrayList<>();
        for (final Part part : all.profit()) {
            profit.add(
                    List.of(
                            part.name(),
                            Words.dollars(part.live()),
                            Words.dollars(part.backtest()),
                            Words.dollars(part.difference())));
        }
        table("Profit" + of, 1, List.of("Part", "Live", "Backtest", "Difference"), profit);
    }

    /**
     * @param words how many columns hold words; the others are aligned as numbers.
     */
    private void table(
            final String title,
            final int words,
            final List<String> names,
            final List<List<String>> rows) {
        page.append("<h2>").append(Html.text(title)).append("</h2>\n");
        if (rows.isEmpty()) {
            page.append("<p class=\"soft\">None.</p>\n");
            return;
        }
        page.append("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Html.text(title))
                .append("\"><table><thead>\n");
        row("th", words, names);
        page.append("</thead><tbody>\n");
        rows.forEach(row -> row("td", words, row));
        page.append("</tbody></table></div>\n");
    }

    private void row(final String element, final int words, final List<String> cells) {
        page.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            page.append('<')
                    .append(element)
                    .append("th".equals(element) ? " scope=\"col\"" : "")
                    .append(i >= words ? " class=\"n\">" : ">")
                    .append(Html.text(cells.get(i)))
                    .append("</")
                    .append(element)
                    .append('>');
        }
        page.append("</tr>\n");
    }

    private void definitions() {
        page.append("<h2>Definitions</h2>\n<details><summary>What each figure is</summary><dl>\n");
        for (final String[] one : DEFINITIONS) {
            page.append("<dt>")
                    .append(Html.text(one[0]))
                    .append("</dt><dd>")
                    .append(Html.text(one[1]))
                    .append("</dd>\n");
        }
        page.append("</dl></details>\n");
    }

    private ObjectNode data() {
        final ObjectNode json = JsonNodeFactory.instance.objectNode();
        long toNs = baseNs;
        for (final Compared run : runs) {
            toNs = Math.max(toNs, run.agreement().toNs());
        }
        json.put("baseMs", baseNs / 1_000_000.0).put("spanUs", (toNs - baseNs) / 1_000);
        final ArrayNode charts = json.putArray("charts");
        for (int i = 0; i < shown.size(); i++) {
            final Compared run = shown.get(i);
            final List<OfInstrument> instruments = run.agreement().instruments();
            for (int j = 0; j < instruments.size() && j < INSTRUMENTS_MAX; j++) {
                final OfInstrument one = instruments.get(j);
                final Drawing drawing = one.drawing();
                final String of = one.instrument() + ", " + run.run() + ", " + run.queue() + ": ";
                final ObjectNode position =
                        chart(charts, "position-" + i + "-" + j, of + "position", 190);
                curve(position, drawing.livePosition(), 0);
                curve(position, drawing.backtestPosition(), 1);
                final ObjectNode traded =
                        chart(
                                charts,
                                "traded-" + i + "-" + j,
                                of + "traded in all, and fills that only one run has",
                                190);
                curve(traded, drawing.liveTraded(), 0);
                curve(traded, drawing.backtestTraded(), 1);
                final ArrayNode marks = traded.putArray("marks");
                marks(marks, "only live", true, drawing.liveOnly());
                marks(marks, "only backtest", false, drawing.backtestOnly());
            }
        }
        return json;
    }

    private static ObjectNode chart(
            final ArrayNode charts, final String id, final String title, final int height) {
        final ObjectNode chart = charts.addObject();
        chart.put("id", id)
                .put("title", title)
                .put("unit", "")
                .put("height", height)
                .put("zero", true)
                .put("label", title + " over time; arrow keys move the cursor, + and - zoom");
        chart.putArray("series");
        return chart;
    }

    private void curve(final ObjectNode chart, final Curve curve, final int color) {
        final ObjectNode series = chart.withArray("series").addObject();
        series.put("name", curve.name()).put("color", color).put("step", true);
        final ArrayNode times = series.putArray("t");
        final ArrayNode values = series.putArray("v");
        times.add(0);
        values.add(0);
        final long[][] points = curve.points();
        for (int i = 0; i < points[0].length; i++) {
            times.add((points[0][i] - baseNs) / 1_000);
            values.add(new BigDecimal(Decimals.toString(points[1][i])));
        }
    }

    private void marks(
            final ArrayNode list, final String name, final boolean isUp, final List<long[]> marks) {
        final ObjectNode node = list.addObject().put("name", name).put("up", isUp);
        node.put("tone", isUp ? "good" : "bad").put("count", marks.size());
        final ArrayNode times = node.putArray("t");
        final ArrayNode values = node.putArray("v");
        // Fills of one price wait for each other, so that they are told of a little out of order.
        marks.stream()
                .sorted((one, other) -> Long.compare(one[0], other[0]))
                .forEach(
                        mark -> {
                            times.add((mark[0] - baseNs) / 1_000);
                            values.add(new BigDecimal(Decimals.toString(mark[1])));
                        });
    }
}
