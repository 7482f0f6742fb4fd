/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.result;

import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.result.Results.Figure;
import io.novaring.bench.pack.result.Results.Goal;
import io.novaring.bench.pack.result.Results.PartResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What moved between two results: ranges over rounds that do not touch. */
public final class Comparison {
    private Comparison() {}

    public static String of(final Results before, final Results after) {
        final StringBuilder text = new StringBuilder();
        text.append("before: ").append(TextTable.title(before)).append('\n');
        text.append("after:  ").append(TextTable.title(after)).append('\n');
        for (final Map.Entry<String, String> fact : before.machine().entrySet()) {
            final String other = after.machine().get(fact.getKey());
            if (!fact.getKey().startsWith("load") && !fact.getValue().equals(other)) {
                text.append("another ").append(fact.getKey()).append(": ").append(fact.getValue());
                text.append(", then ").append(other).append('\n');
            }
        }
        final Map<String, Spread> old = spreads(before);
        int moved = 0;
        int compared = 0;
        for (final Map.Entry<String, Spread> figure : spreads(after).entrySet()) {
            final Spread was = old.get(figure.getKey());
            final Spread is = figure.getValue();
            if (was == null || was.rounds() == 0 || is.rounds() == 0) {
                continue;
            }
            compared++;
            if (is.min() > was.max() || is.max() < was.min()) {
                moved++;
                text.append(
                        String.format(
                                Locale.ROOT,
                                "  %s: %s, was %s: %+.0f %%%n",
                                figure.getKey(),
                                is,
                                was,
                                (is.median() / was.median() - 1) * 100));
            }
        }
        return text.append(moved)
                .append(" of ")
                .append(compared)
                .append(" figures moved beyond the range of their rounds\n")
                .toString();
    }

    private static Map<String, Spread> spreads(final Results results) {
        final Map<String, Spread> spreads = new LinkedHashMap<>();
        for (final PartResult part : results.parts()) {
            for (final Goal goal : part.goals()) {
                spreads.put("goal " + goal.goal() + ", " + goal.what(), goal.spread());
            }
            for (final Figure figure : part.figures()) {
                final String unit = figure.unit().isEmpty() ? "" : " (" + figure.unit() + ")";
                spreads.put(part.name() + ", " + figure.name() + unit, figure.spread());
            }
        }
        return spreads;
    }
}
