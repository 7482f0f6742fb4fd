/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.backtest;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.Backtest;
import io.novaring.tools.backtest.JournalFacts;
import io.novaring.tools.backtest.RunOutcome;
import io.novaring.tools.backtest.report.ResultWriter;
import io.novaring.tools.backtest.result.Figures;
import io.novaring.tools.backtest.result.RunResult;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Table;
import io.novaring.tools.cli.console.Units;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures of a run for a terminal. */
final class RunText {
    private static final int NOTES_MAX = 5;
    private static final int NOTE_LENGTH_MAX = 300;

    private RunText() {}

    /**
     * All that is told of a run that ended.
     *
     * @param tookNs how long it took, with the look at the journal before it.
     */
    static String of(
            final Backtest backtest, final RunOutcome outcome, final long tookNs, final Path out) {
        final RunResult result = outcome.result();
        return Printable.of(result.identity().strategy())
                + " on "
                + journals(backtest)
                + ", "
                + Units.instant(result.figures().fromNs())
                + " to "
                + Units.instant(result.figures().toNs())
                + '\n'
                + figures(result.figures())
                + notes(backtest.notes())
                + pace(outcome.eventCount(), tookNs)
                + "; hash "
                + result.identity().stateHash()
                + "\nreport: "
                + Printable.of(out.resolve(ResultWriter.REPORT).toString())
                + '\n';
    }

    static String journals(final Backtest backtest) {
        return Printable.of(
                backtest.facts().stream()
                        .map(JournalFacts::name)
                        .collect(Collectors.joining(", ")));
    }

    static String pace(final long events, final long tookNs) {
        return Units.count(events)
                + " events in "
                + Units.duration(tookNs)
                + ", "
                + Units.rough((long) (events * 1e9 / Math.max(1, tookNs)))
                + " events/s";
    }

    static String figures(final Figures figures) {
        final Table table = new Table("  ", "", " ", "");
        money(table, figures);
        table.row(
                "drawdown",
                dollars(figures.drawdown().amount()),
                figures.drawdown().toNs() == MarketEvent.ABSENT
                        ? ""
                        : "down to " + Units.instant(figures.drawdown().toNs()));
        table.row("Sharpe ratio", sharpe(figures.sharpe()), basis(figures.sharpe()));
        activity(table, figures);
        for (final Figures.OfInstrument one : figures.byInstrument()) {
            table.row(
                    "position",
                    Decimals.toString(one.position()),
                    Printable.of(one.contract().instrument())
                            + ", at most "
                            + Decimals.toString(one.inventoryMax()));
        }
        final Figures.Answers answers = figures.answers();
        if (answers.count() > 0) {
            table.row(
                    "answers",
                    Units.duration(answers.p50Ns()),
                    "99%: "
                            + Units.duration(answers.p99Ns())
                            + ", of "
                            + Units.count(answers.count()));
        }
        if (figures.notLiveNs() > 0) {
            table.row(
                    "book not LIVE",
                    Units.duration(figures.notLiveNs()),
                    "while there were orders or a position in it");
        }
        final String text = table.toString();
        return text.substring(text.indexOf('\n') + 1);
    }

    private static void money(final Table table, final Figures figures) {
        final Figures.Money usd = figures.usd();
        table.row(
                "profit",
                dollars(usd.total()),
                "realised "
                        + dollars(usd.realised())
                        + ", unrealised "
                        + dollars(usd.unrealised())
                        + ", fees "
                        + dollars(usd.fees())
                        + ", funding "
                        + dollars(usd.funding()));
        for (final Figures.OfCurrency one : figures.byCurrency()) {
            table.row("", Decimals.toString(one.money().total()), Printable.of(one.currency()));
        }
    }

    private static void activity(final Table table, final Figures figures) {
        final Figures.Activity activity = figures.activity();
        table.row(
                "orders",
                Units.count(activity.orders()),
                Units.count(activity.edits())
                        + " edits, "
                        + Units.count(activity.cancels())
                        + " cancels; refused "
                        + Units.count(activity.refused())
                        + ", rejected by the venue "
                        + Units.count(activity.rejected()));
        table.row(
                "fills",
                Units.count(activity.fills()),
                percent(activity.makerShare())
                        + " of their value as maker; "
                        + percent(activity.fillRatio())
                        + " of orders filled");
        table.row(
                "round trips",
                Units.count(figures.roundTrips().count()),
                percent(figures.roundTrips().hitRate()) + " won");
    }

    /** At most a few, each on a line of its own. */
    static String notes(final List<String> notes) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < notes.size() && i < NOTES_MAX; i++) {
            text.append("note: ").append(Printable.of(notes.get(i), NOTE_LENGTH_MAX)).append('\n');
        }
        if (notes.size() > NOTES_MAX) {
            text.append("note: and ")
                    .append(Units.count(notes.size() - NOTES_MAX))
                    .append(" more that cannot be traded\n");
        }
        return text.toString();
    }

    static String dollars(final long scaled) {
        final String amount = String.format(Locale.ROOT, "%,.2f", Math.abs(scaled) / 1e9);
        return (scaled < 0 && !"0.00".equals(amount) ? "-$" : "$") + amount;
    }

    static String percent(final double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f%%", share * 100);
    }

    private static String sharpe(final Figures.Sharpe sharpe) {
        return sharpe.ratio() == null ? "-" : String.format(Locale.ROOT, "%.2f", sharpe.ratio());
    }

    private static String basis(final Figures.Sharpe sharpe) {
        return sharpe.reason() == null
                ? "of "
                        + Units.count(sharpe.samples())
                        + " changes, one every "
                        + Units.time(sharpe.intervalNs())
                        + ", for a year"
                : sharpe.reason();
    }
}
