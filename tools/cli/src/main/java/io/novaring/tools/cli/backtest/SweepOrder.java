/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.backtest;

import io.novaring.tools.backtest.report.SweepWriter;
import io.novaring.tools.backtest.result.RecorderSettings;
import io.novaring.tools.backtest.result.RunIdentity;
import io.novaring.tools.backtest.result.RunRecorder;
import io.novaring.tools.backtest.result.RunResult;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * By which figure runs are shown.
 *
 * @param isUp whether the least comes first.
 */
record SweepOrder(String figure, boolean isUp) {
    static final String USUAL = "profitUsd";

    private static final String UP = ":up";

    /**
     * @throws IllegalArgumentException when there is none of that name; the message says which
     *     there are.
     */
    static SweepOrder of(final String text) {
        final boolean isUp = text.endsWith(UP);
        final String figure = isUp ? text.substring(0, text.length() - UP.length()) : text;
        final List<String> names = names();
        if (!names.contains(figure)) {
            throw new IllegalArgumentException(
                    "there is no figure '"
                            + figure
                            + "'; there are "
                            + String.join(", ", names)
                            + ", each also with "
                            + UP
                            + " behind it");
        }
        return new SweepOrder(figure, isUp);
    }

    /** Those that a run of nothing has, too. */
    private static List<String> names() {
        final RunRecorder nothing =
                new RunRecorder(RecorderSettings.DEFAULT, id -> Integer.toString(id));
        final RunIdentity nobody = new RunIdentity("", Map.of(), Map.of(), 0, null, Map.of(), "");
        try (RunResult result = nothing.finish(nobody)) {
            return List.copyOf(SweepWriter.figures(result.figures()).keySet());
        }
    }

    /** Sorts rows; those without the figure come last, equal ones stay in their order. */
    Comparator<SweepWriter.Row> comparator() {
        final Comparator<BigDecimal> values =
                isUp ? Comparator.naturalOrder() : Comparator.reverseOrder();
        return Comparator.comparing(this::value, Comparator.nullsLast(values));
    }

    private BigDecimal value(final SweepWriter.Row row) {
        final String word = SweepWriter.figures(row.figures()).get(figure);
        return word.isEmpty() ? null : new BigDecimal(word);
    }
}
