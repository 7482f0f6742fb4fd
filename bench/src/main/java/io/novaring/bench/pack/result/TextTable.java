/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.result;

import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.Target;
import io.novaring.bench.pack.result.Results.Figure;
import io.novaring.bench.pack.result.Results.Goal;
import io.novaring.bench.pack.result.Results.PartResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as text for a terminal. */
public final class TextTable {
    private static final int INDENT = 4;

    private TextTable() {}

    public static String of(final Results results) {
        final StringBuilder text = new StringBuilder();
        text.append(title(results)).append('\n');
        for (final Map.Entry<String, String> fact : results.machine().entrySet()) {
            text.append(String.format(Locale.ROOT, "  %-22s %s%n", fact.getKey(), fact.getValue()));
        }
        goals(results, text);
        for (final PartResult part : results.parts()) {
            if (!part.figures().isEmpty()) {
                text.append('\n').append(part.name()).append(", figures without a goal\n");
            }
            for (final Figure figure : part.figures()) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "  %-60s %s %s%n",
                                figure.name(),
                                figure.spread(),
                                figure.unit()));
            }
        }
        for (final PartResult part : results.parts()) {
            if (!part.failure().isEmpty()) {
                text.append('\n').append(part.name()).append(" FAILED: ").append(part.failure());
                text.append('\n');
            }
        }
        return text.toString();
    }

    /** Date, commit and how it was run, in one line. */
    public static String title(final Results results) {
        return results.date()
                + ", commit "
                + results.commit()
                + (results.isClean() ? "" : " with changes that are not committed")
                + (results.isQuick() ? ", quick" : "");
    }

    /** The goals of all parts, in the order of their numbers. */
    public static List<Goal> sorted(final Results results) {
        final List<Goal> goals = new ArrayList<>();
        results.parts().forEach(part -> goals.addAll(part.goals()));
        goals.sort(Comparator.comparingInt(Goal::goal));
        return goals;
    }

    private static void goals(final Results results, final StringBuilder text) {
        final List<Goal> goals = sorted(results);
        int widest = "what".length();
        for (final Goal goal : goals) {
            widest = Math.max(widest, goal.what().length());
        }
        final String format = "%4s  %-" + widest + "s  %-14s %-24s %6s %7s  %s%n";
        text.append('\n');
        text.append(
                String.format(format, "goal", "what", "target", "figure", "rounds", "dropped", ""));
        for (final Goal goal : goals) {
            final Spread spread = goal.spread();
            text.append(
                    String.format(
                            format,
                            goal.goal() == 0 ? "" : String.valueOf(goal.goal()),
                            goal.what(),
                            target(goal),
                            spread.rounds() == 0 ? "" : spread,
                            spread.rounds(),
                            spread.dropped(),
                            goal.verdict()));
            if (!goal.excludes().isEmpty()) {
                text.append(" ".repeat(INDENT + 2));
                text.append("without: ").append(goal.excludes()).append('\n');
            }
        }
    }

    /** As a part names it. */
    public static Target target(final Goal goal) {
        return new Target(goal.target(), goal.isAtMost(), goal.unit());
    }
}
