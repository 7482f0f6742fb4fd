/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.result.Curve;
import io.novaring.tools.backtest.result.DurationCounts;
import io.novaring.tools.backtest.result.Figures.Adverse;
import io.novaring.tools.backtest.result.Figures.Money;
import io.novaring.tools.backtest.result.Figures.OfHour;
import io.novaring.tools.backtest.result.Figures.OfInstrument;
import io.novaring.tools.backtest.result.RunResult;
import io.novaring.tools.backtest.result.RunResult.InstrumentCharts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the page draws, as JSON: times in microseconds from the first event, plain numbers. */
final class ChartData {
    /** Instruments with charts of their own: those with the most fills. */
    static final int INSTRUMENTS_MAX = 6;

    private static final double PERCENTILE_MAX = 4;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RunResult result;
    private final long baseNs;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final ArrayNode charts;

    private ChartData(final RunResult result) {
        this.result = result;
        this.baseNs = result.figures().fromNs();
        json.put("baseMs", baseNs / 1_000_000.0);
        json.put("spanUs", (result.figures().toNs() - baseNs) / 1_000);
        charts = json.putArray("charts");
    }

    static ObjectNode of(final RunResult result) {
        final ChartData data = new ChartData(result);
        data.instruments(true);
        if (result.figures().activity().fills() > 0 || hasMoney(result)) {
            data.profit();
        }
        data.instruments(false);
        data.adverse(result.figures().adverse());
        data.answers(result.answers());
        data.hours(result.figures().byHour());
        return data.json;
    }

    /** A position that was held before makes profit without a fill. */
    private static boolean hasMoney(final RunResult result) {
        return !result.figures().usd().equals(new Money(0, 0, 0, 0))
                || result.figures().drawdown().amount() > 0;
    }

    /** The instruments shown: of more, those that turned over the most fills' value. */
    static Set<String> shown(final RunResult result) {
        return result.figures().byInstrument().stream()
                .sorted(
                        Comparator.comparingLong(OfInstrument::turnover)
                                .reversed()
                                .thenComparing(one -> one.contract().instrument()))
                .limit(INSTRUMENTS_MAX)
                .map(one -> one.contract().instrument())
                .collect(Collectors.toSet());
    }

    private void instruments(final boolean isPrice) {
        final Set<String> shown = shown(result);
        final Map<String, FillMarks> marks = isPrice ? marks() : Map.of();
        for (int i = 0; i < result.charts().size(); i++) {
            final InstrumentCharts one = result.charts().get(i);
            if (!shown.contains(one.instrument())) {
                continue;
            }
            if (isPrice) {
                price(i, one, marks.get(one.instrument()));
            } else {
                inventory(i, one);
                queue(i, one);
            }
        }
    }

    private void price(final int number, final InstrumentCharts one, final FillMarks marks) {
        final ObjectNode chart =
                chart("price-" + number, one.instrument() + ": price and fills", "", 300, false);
        final ArrayNode series = chart.putArray("series");
        curve(series, one.bid(), "bid", 0, true);
        curve(series, one.ask(), "ask", 1, true);
        if (marks != null) {
            marks.write(chart.putArray("marks"), baseNs);
        }
    }

    private Map<String, FillMarks> marks() {
        final Map<String, FillMarks> marks = new HashMap<>();
        try {
            result.fills()
                    .forEach(
                            line -> {
                                final JsonNode fill = parse(line);
                                marks.computeIfAbsent(
                                                fill.get("instrument").asText(),
                                                name -> new FillMarks())
                                        .add(
                                                fill.get("timeNs").asLong(),
                                                new BigDecimal(fill.get("price").asText()),
                                                new BigDecimal(fill.get("amount").asText()),
                                                "buy".equals(fill.get("side").asText()));
                            });
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the rows of fills", e);
        }
        return marks;
    }

    private static JsonNode parse(final String line) {
        try {
            return MAPPER.readTree(line);
        } catch (final IOException e) {
            throw new UncheckedIOException("a row is no JSON: " + line, e);
        }
    }

    private void profit() {
        final List<Curve> total = result.total();
        final ObjectNode profit = chart("profit", "Profit", "USD", 240, true);
        final ArrayNode series = profit.putArray("series");
        curve(series, total.get(0), "total", 0, true).put("strong", true);
        curve(series, total.get(1), "realised", 4, true);
        curve(series, total.get(2), "unrealised", 2, true);
        // Lines that lie on zero all the time only hide others.
        if (isAny(total.get(3))) {
            curve(series, total.get(3), "fees", 1, true);
        }
        if (isAny(total.get(4))) {
            curve(series, total.get(4), "funding", 3, true);
        }
        final ObjectNode fall = chart("drawdown", "Drawdown", "USD", 130, true);
        curve(fall.putArray("series"), total.get(5), "below the peak", 5, true).put("area", true);
    }

    private static boolean isAny(final Curve curve) {
        return Arrays.stream(curve.points()[1]).anyMatch(value -> value != 0);
    }

    private void inventory(final int number, final InstrumentCharts one) {
        if (one.inventory().added() < 2) {
            return;
        }
        final ObjectNode chart =
                chart("inventory-" + number, one.instrument() + ": inventory", "", 150, true);
        curve(chart.putArray("series"), one.inventory(), "position", 0, true).put("area", true);
    }

    private void queue(final int number, final InstrumentCharts one) {
        if (one.queueBid().added() + one.queueAsk().added() > 0) {
            final ObjectNode chart =
                    chart(
                            "queue-" + number,
                            one.instrument() + ": amount ahead of our orders",
                            "",
                            150,
                            true);
            final ArrayNode series = chart.putArray("series");
            curve(series, one.queueBid(), "before the bid", 0, true);
            curve(series, one.queueAsk(), "before the ask", 1, true);
        }
    }

    private void adverse(final List<Adverse> adverse) {
        if (adverse.stream().allMatch(one -> one.count() == 0)) {
            return;
        }
        final ObjectNode chart =
                half("adverse", "Adverse selection", "bp", "the middle against us after a fill");
        chart.put("axis", "bars").put("xMax", adverse.size()).put("good", -1).putArray("series");
        final ArrayNode bars = chart.putArray("bars");
        for (final Adverse one : adverse) {
            final String name =
                    one.horizonNs() == 0 ? "at once" : one.horizonNs() / SECOND_NS + " s later";
            final ArrayNode bar = bars.addArray().add(name);
            bar.add(Double.isNaN(one.average()) ? null : (Double) one.average());
            bar.add(
                    Words.count(one.count())
                            + " fills, "
                            + Words.count(one.missing())
                            + " unknown");
        }
    }

    /** Of a run that was in one hour of the day alone there is nothing to compare. */
    private void hours(final List<OfHour> hours) {
        if (hours.size() < 2) {
            return;
        }
        final ObjectNode chart =
                chart("hours", "Profit by hour of the day", "USD", 200, true)
                        .put("label", "Profit by hour of the day")
                        .put("note", "UTC, all days together");
        chart.put("axis", "bars").put("xMax", hours.size()).put("good", 1).putArray("series");
        final ArrayNode bars = chart.putArray("bars");
        for (final OfHour one : hours) {
            bars.addArray()
                    .add(String.format(Locale.ROOT, "%02d", one.hour()))
                    .add(one.usd() / 1e9)
                    .add(Words.count(one.fills()) + " fills");
        }
    }

    private ObjectNode half(
            final String id, final String title, final String unit, final String note) {
        return chart(id, title, unit, 200, true)
                .put("half", true)
                .put("note", note)
                .put("label", title + ": " + note);
    }

    /** Percentiles by the number of nines: 90 at 1, 99 at 2. */
    private void answers(final DurationCounts answers) {
        if (answers.count() == 0) {
            return;
        }
        final ObjectNode chart =
                half(
                        "answers",
                        "Time to an answer",
                        "ms",
                        "of " + Words.count(answers.count()) + " by percentile");
        chart.put("axis", "percentile").put("xMax", PERCENTILE_MAX);
        final ArrayNode ticks = chart.putArray("ticks");
        final String[] names = {"0 %", "90 %", "99 %", "99.9 %", "99.99 %"};
        for (int i = 0; i < names.length; i++) {
            ticks.addArray().add(i).add(names[i]);
        }
        final ObjectNode series = chart.putArray("series").addObject();
        series.put("name", "at most").put("color", 0).put("step", true).put("strong", true);
        final ArrayNode at = series.putArray("t");
        final ArrayNode values = series.putArray("v");
        for (int step = 0; step <= 100; step++) {
            final double nines = step * PERCENTILE_MAX / 100;
            at.add(nines);
            values.add(answers.at(100 - 100 * Math.pow(10, -nines)) / 1e6);
        }
    }

    private ObjectNode chart(
            final String id,
            final String title,
            final String unit,
            final int height,
            final boolean hasZero) {
        return charts.addObject()
                .put("id", id)
                .put("title", title)
                .put("unit", unit)
                .put("height", height)
                .put("zero", hasZero)
                .put("label", title + " over time; arrow keys move the cursor, + and - zoom");
    }

    private ObjectNode curve(
            final ArrayNode list,
            final Curve curve,
            final String name,
            final int color,
            final boolean isStep) {
        final ObjectNode series =
                list.addObject().put("name", name).put("color", color).put("step", isStep);
        final long[][] points = curve.points();
        final ArrayNode times = series.putArray("t");
        final ArrayNode values = series.putArray("v");
        for (int i = 0; i < points[0].length; i++) {
            times.add((points[0][i] - baseNs) / 1_000);
            final long value = points[1][i];
            values.add(
                    value == MarketEvent.ABSENT ? null : new BigDecimal(Decimals.toString(value)));
        }
        return series;
    }
}
