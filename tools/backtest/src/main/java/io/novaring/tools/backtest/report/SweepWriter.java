/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.codec.Decimals;
import io.novaring.tools.backtest.result.Figures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts the summaries of many runs into one table: {@code sweep.csv} for programs, {@code
 * sweep.html} for people. Rows stand in the order they are given. One thread.
 */
public final class SweepWriter {
    /** The table for programs. */
    public static final String CSV = "sweep.csv";

    /** The page for people. */
    public static final String PAGE = "sweep.html";

    /**
     * One run.
     *
     * @param parameters of the strategy, by name.
     */
    public record Row(Map<String, String> parameters, Figures figures) {}

    private SweepWriter() {}

    /**
     * @param directory made when it is not there; earlier files of these names are replaced.
     * @param title what was run on what.
     */
    public static void write(final Path directory, final String title, final List<Row> rows)
            throws IOException {
        Files.createDirectories(directory);
        final Set<String> parameters = new TreeSet<>();
        rows.forEach(row -> parameters.addAll(row.parameters().keySet()));
        replace(directory.resolve(CSV), csv(parameters, rows));
        replace(directory.resolve(PAGE), page(title, parameters, rows));
    }

    private static void replace(final Path file, final String text) throws IOException {
        final Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.write(partial, text.getBytes(StandardCharsets.UTF_8));
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** By name, as they stand in the table; empty where there is no figure. */
    public static Map<String, String> figures(final Figures figures) {
        final Map<String, String> words = new LinkedHashMap<>();
        words.put("profitUsd", Decimals.toString(figures.usd().total()));
        words.put("realisedUsd", Decimals.toString(figures.usd().realised()));
        words.put("unrealisedUsd", Decimals.toString(figures.usd().unrealised()));
        words.put("feesUsd", Decimals.toString(figures.usd().fees()));
        words.put("fundingUsd", Decimals.toString(figures.usd().funding()));
        words.put("drawdownUsd", Decimals.toString(figures.drawdown().amount()));
        final Double sharpe = figures.sharpe().ratio();
        words.put("sharpe", sharpe == null ? "" : sharpe.toString());
        words.put("orders", Long.toString(figures.activity().orders()));
        words.put("fills", Long.toString(figures.activity().fills()));
        words.put("fillRatio", share(figures.activity().fillRatio()));
        words.put("makerShare", share(figures.activity().makerShare()));
        words.put("hitRate", share(figures.roundTrips().hitRate()));
        words.put("roundTrips", Long.toString(figures.roundTrips().count()));
        words.put("timeInMarket", share(figures.timeInMarket()));
        for (final Figures.Adverse one : figures.adverse()) {
            words.put("adverse" + one.horizonNs() / 1_000_000_000L + "sBps", share(one.average()));
        }
        words.put("refused", Long.toString(figures.activity().refused()));
        return words;
    }

    private static String share(final double share) {
        return Double.isNaN(share) ? "" : Double.toString(share);
    }

    private static String csv(final Set<String> parameters, final List<Row> rows) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            final Map<String, String> figures = figures(rows.get(i).figures());
            if (i == 0) {
                final List<String> names = new ArrayList<>(parameters);
                names.addAll(figures.keySet());
                line(text, names);
            }
            final List<String> cells = new ArrayList<>();
            for (final String name : parameters) {
                cells.add(rows.get(i).parameters().getOrDefault(name, ""));
            }
            cells.addAll(figures.values());
            line(text, cells);
        }
        return text.toString();
    }

    private static void line(final StringBuilder text, final List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            final String cell = cells.get(i);
            final boolean isQuoted =
                    cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            text.append(i == 0 ? "" : ",")
                    .append(isQuoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        text.append('\n');
    }

    private static String page(
            final String title, final Set<String> parameters, final List<Row> rows) {
        final ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("parameters", parameters.size());
        final ArrayNode names = data.putArray("names");
        parameters.forEach(names::add);
        final ArrayNode table = data.putArray("rows");
        for (int i = 0; i < rows.size(); i++) {
            final Map<String, String> figures = figures(rows.get(i).figures());
            if (i == 0) {
                figures.keySet().forEach(names::add);
            }
            final ArrayNode cells = table.addArray();
            for (final String name : parameters) {
                cells.add(rows.get(i).parameters().getOrDefault(name, ""));
            }
            figures.values().forEach(cells::add);
        }
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                + " style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n<title>"
                + Html.text(title)
                + "</title>\n<style>\n"
                + Html.resource("report.css")
                + "</style>\n</head>\n<body>\n<header>\n<h1>"
                + Html.text(title)
                + "</h1>\n<p class=\"soft\">"
                + Html.text(Words.count(rows.size()) + " runs")
                + "</p>\n</header>\n<main>\n<div class=\"tools\">\n"
                + "<label>Across <select id=\"x\"></select></label>\n"
                + "<label>up <select id=\"y\"></select></label>\n"
                + "<label>colour <select id=\"tone\"></select></label>\n"
                + "</div>\n<figure><figcaption id=\"caption\"></figcaption>"
                + "<svg id=\"scatter\" role=\"img\" aria-label=\"Runs by the chosen figures\">"
                + "</svg></figure>\n<h2>Runs</h2>\n<div class=\"table\" tabindex=\"0\""
                + " role=\"region\" aria-label=\"Runs\"><table id=\"runs\"></table></div>\n"
                + "<noscript><p>The table needs scripts to be allowed; it is in sweep.csv, too."
                + "</p></noscript>\n</main>\n<footer></footer>\n"
                + "<script type=\"application/json\" id=\"data\">"
                + Html.scriptJson(data.toString())
                + "</script>\n<script>\n"
                + Html.resource("sweep.js")
                + "</script>\n</body>\n</html>\n";
    }
}
