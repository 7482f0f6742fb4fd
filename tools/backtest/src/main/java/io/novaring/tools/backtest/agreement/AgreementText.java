/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.agreement.Agreement.OfInstrument;
import io.novaring.tools.backtest.agreement.Agreement.Tally;
import io.novaring.tools.backtest.report.Words;
import java.util.ArrayList;
import java.util.List;

/** Agreement in tables of plain text, and the words that tables and page have in common. */
public final class AgreementText {
    static final List<String> COLUMNS =
            List.of(
                    "Orders of",
                    "Queue model",
                    "Live fills",
                    "Fills",
                    "Agree",
                    "Found",
                    "Right",
                    "Apart 50 %",
                    "99 %",
                    "Parted after",
                    "Orders agree",
                    "Profit apart",
                    "Position apart");

    private AgreementText() {}

    /** A row for each backtest, and below why fills differ in each. */
    public static String of(final List<Compared> runs) {
        final List<List<String>> rows = new ArrayList<>();
        rows.add(COLUMNS);
        runs.forEach(run -> rows.add(row(run)));
        final StringBuilder text = new StringBuilder(table(rows));
        for (final Compared run : runs) {
            final List<List<String>> reasons = new ArrayList<>();
            for (final Tally tally : run.agreement().tallies()) {
                reasons.add(
                        List.of(
                                "  " + tally.reason().word(),
                                Words.count(tally.live()),
                                Words.count(tally.backtest()),
                                tally.reason().meaning()));
            }
            if (!reasons.isEmpty()) {
                reasons.add(0, List.of("  Reason", "Live only", "Backtest only", ""));
                text.append('\n').append(run.run()).append(", ").append(run.queue()).append(":\n");
                text.append(table(reasons));
            }
        }
        // Words are a page's, too, where figure and unit must not part.
        return text.toString().replace('\u00a0', ' ');
    }

    static List<String> row(final Compared run) {
        final Agreement all = run.agreement();
        final Share fills = all.fills();
        return List.of(
                run.run(),
                run.queue(),
                Words.count(fills.live()),
                Words.count(fills.backtest()),
                Words.percent(fills.ofAmount()),
                Words.percent(fills.recall()),
                Words.percent(fills.precision()),
                Words.duration(all.fillApart().p50Ns()),
                Words.duration(all.fillApart().p99Ns()),
                parted(all),
                Words.percent(all.orders().ofCount()),
                signed(all.profit().get(0).difference()),
                positions(all));
    }

    private static String parted(final Agreement all) {
        return all.partedNs() == MarketEvent.ABSENT
                ? "never"
                : Words.duration(all.partedNs() - all.fromNs());
    }

    private static String signed(final long dollars) {
        return (dollars > 0 ? "+" : "") + Words.dollars(dollars);
    }

    private static String positions(final Agreement all) {
        long max = 0;
        for (final OfInstrument one : all.instruments()) {
            max = Math.max(max, one.apartMax());
        }
        return Words.exact(max);
    }

    /** The first column is aligned to the left, and the last of two or more words. */
    private static String table(final List<List<String>> rows) {
        final int columns = rows.get(0).size();
        final int[] widths = new int[columns];
        for (final List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        final StringBuilder text = new StringBuilder();
        for (final List<String> row : rows) {
            final StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                final boolean isWords = i == 0 || isText(rows, i);
                final String space = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : "  ")
                        .append(isWords ? "" : space)
                        .append(row.get(i))
                        .append(isWords ? space : "");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static boolean isText(final List<List<String>> rows, final int column) {
        return rows.stream()
                .skip(1)
                .allMatch(row -> row.get(column).chars().noneMatch(Character::isDigit));
    }
}
