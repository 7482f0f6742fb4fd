/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import io.novaring.tools.backtest.result.Figures;
import io.novaring.tools.backtest.result.Figures.Money;
import io.novaring.tools.backtest.result.Figures.OfInstrument;
import io.novaring.tools.backtest.result.RunIdentity;
import io.novaring.tools.backtest.result.RunResult;
import io.novaring.tools.backtest.result.RunResult.RoundTrip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The page for people: one file that needs nothing else, no network, and of a browser only what all
 * have. Figures and tables are there without scripts; charts are drawn by one.
 */
final class HtmlReport {
    private static final int TRIPS_MAX = 10;

    private final RunResult result;
    private final Figures figures;
    private final StringBuilder page = new StringBuilder(1 << 16);

    private HtmlReport(final RunResult result) {
        this.result = result;
        this.figures = result.figures();
    }

    static String of(final RunResult result) {
        return new HtmlReport(result).write();
    }

    private String write() {
        final RunIdentity identity = result.identity();
        final String journal = identity.journal() == null ? "live" : identity.journal().name();
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src")
                .append(" 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n")
                .append("<title>")
                .append(Html.text(identity.strategy() + " on " + journal))
                .append("</title>\n<style>\n")
                .append(Html.resource("report.css"))
                .append("</style>\n</head>\n<body>\n<header>\n<h1>")
                .append(Html.text(identity.strategy()))
                .append(" <span class=\"soft\">on ")
                .append(Html.text(journal))
                .append("</span></h1>\n<p class=\"soft\">")
                .append(Html.text(Words.time(figures.fromNs()) + " to "))
                .append(Html.text(Words.time(figures.toNs()) + " UTC · "))
                .append(Html.text(Words.duration(figures.toNs() - figures.fromNs()) + " · "))
                .append(Html.text(Words.count(figures.events()) + " events"))
                .append("</p>\n</header>\n<main>\n");
        final List<Headline> headlines = Headline.of(figures);
        if (figures.activity().fills() == 0) {
            list("Nothing was traded", "silence", Silence.of(result));
        }
        cards(headlines);
        charts();
        instruments();
        trips();
        list("Limits of this run", "limits", Notes.of(result));
        settings(identity);
        definitions(headlines);
        page.append("</main>\n<footer>Prices, amounts and money are exact; curves keep the")
                .append(" extremes of what they leave out. All of it is in the files beside this")
                .append(" page.</footer>\n<script type=\"application/json\" id=\"data\">")
                .append(Html.scriptJson(ChartData.of(result).toString()))
                .append("</script>\n<script>\n")
                .append(Html.resource("report.js"))
                .append("</script>\n</body>\n</html>\n");
        return page.toString();
    }

    private void cards(final List<Headline> headlines) {
        page.append("<section class=\"cards\" aria-label=\"Figures\">\n");
        for (final Headline one : headlines) {
            page.append("<div class=\"card\" title=\"")
                    .append(Html.text(one.definition()))
                    .append("\"><div class=\"name\">")
                    .append(Html.text(one.name()))
                    .append("</div><div class=\"value ")
                    .append(one.tone())
                    .append("\">")
                    .append(Html.text(one.value()))
                    .append("</div><div class=\"part\">")
                    .append(Html.text(one.part()))
                    .append("</div></div>\n");
        }
        page.append("</section>\n");
    }

    private void charts() {
        page.append("<h2>Over time</h2>\n<div class=\"tools\" role=\"toolbar\"")
                .append(" aria-label=\"Time shown by all charts\">\n");
        button("in", "Zoom in");
        button("out", "Zoom out");
        button("left", "Earlier");
        button("right", "Later");
        button("all", "All");
        page.append("<output id=\"when\"></output></div>\n<div id=\"charts\"></div>\n")
                .append("<noscript><p>The charts need scripts to be allowed.</p></noscript>\n");
    }

    private void button(final String id, final String name) {
        page.append("<button type=\"button\" id=\"")
                .append(id)
                .append("\">")
                .append(name)
                .append("</button>\n");
    }

    private void instruments() {
        final List<List<String>> rows = new ArrayList<>();
        for (final OfInstrument one : figures.byInstrument()) {
            final Money money = one.money();
            rows.add(
                    List.of(
                            one.contract().instrument(),
                            one.contract().currency(),
                            Words.dollars(one.usd().total()),
                            Words.exact(money.total()),
                            Words.exact(money.realised()),
                            Words.exact(money.unrealised()),
                            Words.exact(money.fees()),
                            Words.exact(money.funding()),
                            Words.exact(one.position()),
                            Words.exact(one.inventoryMax()),
                            Words.exact(one.turnover())));
        }
        table(
                "By instrument, in the currency of its settlement",
                2,
                List.of(
                        "Instrument",
                        "Currency",
                        "In dollars",
                        "Total",
                        "Realised",
                        "Unrealised",
                        "Fees",
                        "Funding",
                        "Position",
                        "Largest",
                        "Turnover"),
                rows);
    }

    private void trips() {
        final List<List<String>> rows = new ArrayList<>();
        for (final RoundTrip trip : result.worst().stream().limit(TRIPS_MAX).toList()) {
            rows.add(
                    List.of(
                            trip.instrument(),
                            Words.time(trip.openedNs()),
                            Words.duration(trip.closedNs() - trip.openedNs()),
                            Words.exact(trip.amount()),
                            Words.exact(trip.openPrice()),
                            Words.exact(trip.closePrice()),
                            Words.exact(trip.profit()) + " " + trip.currency()));
        }
        table(
                "Worst round trips",
                2,
                List.of("Instrument", "Opened", "Held", "Amount", "In at", "Out at", "Profit"),
                rows);
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
                .append("\"><table><thead><tr>");
        for (int i = 0; i < names.size(); i++) {
            cell("th scope=\"col\"", "th", i >= words, names.get(i));
        }
        page.append("</tr></thead><tbody>\n");
        for (final List<String> row : rows) {
            page.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                cell("td", "td", i >= words, row.get(i));
            }
            page.append("</tr>\n");
        }
        page.append("</tbody></table></div>\n");
    }

    private void cell(
            final String opening, final String closing, final boolean isNumber, final String text) {
        page.append('<')
                .append(opening)
                .append(isNumber ? " class=\"n\">" : ">")
                .append(Html.text(text))
                .append("</")
                .append(closing)
                .append('>');
    }

    private void list(final String title, final String kind, final List<String> lines) {
        page.append("<section class=\"")
                .append(kind)
                .append("\">\n<h2>")
                .append(Html.text(title))
                .append("</h2>\n<ul>\n");
        lines.forEach(line -> page.append("<li>").append(Html.text(line)).append("</li>\n"));
        page.append("</ul>\n</section>\n");
    }

    private void settings(final RunIdentity identity) {
        final List<List<String>> rows = new ArrayList<>();
        words(rows, "strategy", identity.parameters());
        words(rows, "run", identity.settings());
        rows.add(List.of("run", "seed", Long.toString(identity.seed())));
        if (identity.journal() != null) {
            rows.add(List.of("journal", "name", identity.journal().name()));
            rows.add(List.of("journal", "runs", Integer.toString(identity.journal().runs())));
            rows.add(
                    List.of(
                            "journal",
                            "sequences",
                            identity.journal().firstSequence()
                                    + " to "
                                    + identity.journal().lastSequence()));
            rows.add(List.of("journal", "state hash", identity.journal().stateHash()));
        }
        rows.add(List.of("run", "state hash", identity.stateHash()));
        words(rows, "version", identity.versions());
        table("Settings", 3, List.of("Of", "Name", "Value"), rows);
    }

    private static void words(
            final List<List<String>> rows, final String group, final Map<String, String> words) {
        words.forEach((name, value) -> rows.add(List.of(group, name, value)));
    }

    private void definitions(final List<Headline> headlines) {
        page.append("<h2>Definitions</h2>\n<details><summary>What each figure is</summary><dl>\n");
        for (final Headline one : headlines) {
            page.append("<dt>")
                    .append(Html.text(one.name()))
                    .append("</dt><dd>")
                    .append(Html.text(one.definition()))
                    .append("</dd>\n");
        }
        page.append("</dl></details>\n");
    }
}
