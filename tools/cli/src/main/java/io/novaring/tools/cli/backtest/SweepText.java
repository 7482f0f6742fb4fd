/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.backtest;

import io.novaring.tools.backtest.report.SweepWriter;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Table;
import io.novaring.tools.cli.console.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The runs of a sweep for a terminal, the best first. */
final class SweepText {
    private static final int ROWS_MAX = 20;
    private static final int DECIMALS = 4;
    private static final int WORD_LENGTH_MAX = 20;

    private SweepText() {}

    /**
     * @param swept names of the parameters that differ.
     * @param sorted the rows as they are to be shown.
     */
    static String of(
            final List<String> swept, final String figure, final List<SweepWriter.Row> sorted) {
        final Set<String> figures =
                new LinkedHashSet<>(List.of("profitUsd", "drawdownUsd", "sharpe", "fills"));
        figures.add("makerShare");
        figures.add("hitRate");
        figures.add(figure);
        final List<String> headings = new ArrayList<>();
        swept.forEach(name -> headings.add(' ' + Printable.of(name, WORD_LENGTH_MAX)));
        figures.forEach(name -> headings.add(' ' + name));
        final Table table = new Table("  ", headings.toArray(new String[0]));
        for (int i = 0; i < sorted.size() && i < ROWS_MAX; i++) {
            final List<String> cells = new ArrayList<>();
            for (final String name : swept) {
                cells.add(Printable.of(sorted.get(i).parameters().get(name), WORD_LENGTH_MAX));
            }
            final Map<String, String> words = SweepWriter.figures(sorted.get(i).figures());
            figures.forEach(name -> cells.add(rounded(words.get(name))));
            table.row(cells.toArray());
        }
        return sorted.size() <= ROWS_MAX
                ? table.toString()
                : table
                        + "  and "
                        + Units.count(sorted.size() - ROWS_MAX)
                        + " more in "
                        + SweepWriter.CSV
                        + '\n';
    }

    private static String rounded(final String word) {
        if (word.isEmpty()) {
            return "-";
        }
        final BigDecimal value = new BigDecimal(word);
        return value.scale() <= DECIMALS
                ? value.toPlainString()
                : value.setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
    }
}
