/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.result.Figures;
import io.novaring.tools.backtest.result.Figures.Activity;
import io.novaring.tools.backtest.result.Figures.Answers;
import io.novaring.tools.backtest.result.Figures.Money;
import io.novaring.tools.backtest.result.RunIdentity;
import io.novaring.tools.backtest.result.RunResult;
import java.util.Map;

/**
 * The identity and the figures of a run as JSON: keys in a fixed order, exact numbers as strings,
 * what there is no figure for as null. No time of a clock and no path is in it.
 */
public final class SummaryJson {
    private static final int FORMAT = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private SummaryJson() {}

    /** As it stands in the file: indented, ending with a new line. */
    public static String text(final RunResult result) {
        final DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(INDENTER);
        printer.indentArraysWith(INDENTER);
        try {
            return MAPPER.writer(printer).writeValueAsString(of(result)) + "\n";
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values could not be written", e);
        }
    }

    /** All of it, to be added to. */
    public static ObjectNode of(final RunResult result) {
        final ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT);
        identity(json, result.identity());
        figures(json.putObject("figures"), result.figures());
        final ObjectNode rows = json.putObject("rows");
        rows.put("orders", result.orders().count());
        rows.put("fills", result.fills().count());
        rows.put("pnl", result.pnl().count());
        rows.put("latency", result.latency().count());
        rows.put("books", result.books().count());
        return json;
    }

    private static void identity(final ObjectNode json, final RunIdentity identity) {
        json.put("strategy", identity.strategy());
        words(json.putObject("parameters"), identity.parameters());
        words(json.putObject("settings"), identity.settings());
        json.put("seed", identity.seed());
        final RunIdentity.Journal journal = identity.journal();
        if (journal == null) {
            json.putNull("journal");
        } else {
            json.putObject("journal")
                    .put("name", journal.name())
                    .put("runs", journal.runs())
                    .put("firstSequence", journal.firstSequence())
                    .put("lastSequence", journal.lastSequence())
                    .put("stateHash", journal.stateHash());
        }
        words(json.putObject("versions"), identity.versions());
        json.put("stateHash", identity.stateHash());
    }

    private static void words(final ObjectNode json, final Map<String, String> words) {
        words.forEach(json::put);
    }

    private static void figures(final ObjectNode json, final Figures figures) {
        time(json, "fromNs", figures.fromNs());
        time(json, "toNs", figures.toNs());
        json.put("events", figures.events());
        money(json.putObject("usd"), figures.usd());
        final ArrayNode currencies = json.putArray("currencies");
        for (final Figures.OfCurrency one : figures.byCurrency()) {
            final ObjectNode node = currencies.addObject().put("currency", one.currency());
            money(node, one.money());
            exact(node, "usdPrice", one.usdPrice());
            node.put("usdPriceFrom", one.usdPriceFrom());
            if (one.account() == null) {
                node.putNull("account");
            } else {
                final ObjectNode account = node.putObject("account");
                exact(account, "firstEquity", one.account().firstEquity());
                exact(account, "lastEquity", one.account().lastEquity());
                exact(account, "unexplained", one.account().unexplained());
            }
        }
        final ArrayNode instruments = json.putArray("instruments");
        figures.byInstrument().forEach(one -> instrument(instruments.addObject(), one));
        activity(json.putObject("activity"), figures.activity());
        final ObjectNode trips = json.putObject("roundTrips");
        trips.put("count", figures.roundTrips().count()).put("won", figures.roundTrips().won());
        share(trips, "hitRate", figures.roundTrips().hitRate());
        share(json, "timeInMarket", figures.timeInMarket());
        final ObjectNode drawdown = json.putObject("drawdown");
        exact(drawdown, "amount", figures.drawdown().amount());
        time(drawdown, "fromNs", figures.drawdown().fromNs());
        time(drawdown, "toNs", figures.drawdown().toNs());
        json.putObject("sharpe")
                .put("ratio", figures.sharpe().ratio())
                .put("intervalNs", figures.sharpe().intervalNs())
                .put("samples", figures.sharpe().samples())
                .put("reason", figures.sharpe().reason());
        final ArrayNode adverse = json.putArray("adverseSelection");
        for (final Figures.Adverse one : figures.adverse()) {
            final ObjectNode node = adverse.addObject().put("horizonNs", one.horizonNs());
            share(node, "averageBps", one.average());
            node.put("count", one.count()).put("missing", one.missing());
        }
        answers(json.putObject("answers"), figures.answers());
        json.put("notLiveNs", figures.notLiveNs());
        final ArrayNode hours = json.putArray("byHour");
        for (final Figures.OfHour one : figures.byHour()) {
            final ObjectNode node = hours.addObject().put("hourUtc", one.hour());
            exact(node, "totalUsd", one.usd());
            node.put("fills", one.fills()).put("valueUsd", one.valueUsd());
        }
    }

    private static void instrument(final ObjectNode node, final Figures.OfInstrument one) {
        node.put("instrument", one.contract().instrument())
                .put("kind", one.contract().kind().name())
                .put("currency", one.contract().currency());
        money(node, one.money());
        exact(node, "totalUsd", one.usd().total());
        exact(node, "position", one.position());
        exact(node, "inventoryMax", one.inventoryMax());
        share(node, "inventoryAverage", one.inventoryAverage());
        exact(node, "turnover", one.turnover());
        exact(node, "turnoverValue", one.turnoverValue());
        node.put("valuation", one.valuation())
                .put("fundingFrom", one.fundingFrom())
                .put("adjustments", one.adjustments());
    }

    private static void activity(final ObjectNode node, final Activity activity) {
        node.put("orders", activity.orders())
                .put("sentOrders", activity.sentOrders())
                .put("filledOrders", activity.filledOrders())
                .put("rejected", activity.rejected())
                .put("edits", activity.edits())
                .put("cancels", activity.cancels())
                .put("refused", activity.refused())
                .put("throttled", activity.throttled())
                .put("fills", activity.fills());
        share(node, "fillRatio", activity.fillRatio());
        node.put("makerFills", activity.makerFills());
        share(node, "makerShare", activity.makerShare());
    }

    private static void answers(final ObjectNode node, final Answers answers) {
        node.put("count", answers.count());
        time(node, "p50Ns", answers.p50Ns());
        time(node, "p90Ns", answers.p90Ns());
        time(node, "p99Ns", answers.p99Ns());
        time(node, "p999Ns", answers.p999Ns());
        time(node, "maxNs", answers.maxNs());
    }

    private static void money(final ObjectNode node, final Money money) {
        exact(node, "total", money.total());
        exact(node, "realised", money.realised());
        exact(node, "unrealised", money.unrealised());
        exact(node, "fees", money.fees());
        exact(node, "funding", money.funding());
    }

    private static void exact(final ObjectNode node, final String key, final long scaled) {
        node.put(key, scaled == MarketEvent.ABSENT ? null : Decimals.toString(scaled));
    }

    private static void time(final ObjectNode node, final String key, final long timeNs) {
        node.put(key, timeNs == MarketEvent.ABSENT ? null : (Long) timeNs);
    }

    private static void share(final ObjectNode node, final String key, final double share) {
        node.put(key, Double.isNaN(share) ? null : (Double) share);
    }
}
