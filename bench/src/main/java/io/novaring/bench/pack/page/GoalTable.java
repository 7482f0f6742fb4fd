/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.page;

import io.novaring.bench.pack.result.Goals;
import io.novaring.bench.pack.result.Results;
import io.novaring.bench.pack.result.Results.Goal;
import io.novaring.bench.pack.result.TextTable;
import java.util.List;

/** The table of goals: each with what it means, and its rows. */
final class GoalTable {
    private static final int COLUMNS = 7;

    private GoalTable() {}

    static void draw(final Results results, final StringBuilder page) {
        final List<Goal> goals = TextTable.sorted(results);
        page.append("<h2>Goals</h2>\n");
        if (goals.isEmpty()) {
            page.append("<p>No part that ran has a goal.</p>\n");
            return;
        }
        page.append("<div class=\"wide\"><table><thead><tr><th>what</th>");
        page.append("<th class=\"n\">target</th><th class=\"n\">median</th>");
        page.append("<th class=\"n\">least to greatest</th>");
        page.append("<th>beside the target</th><th class=\"n\">rounds</th><th></th>");
        page.append("</tr></thead>\n<tbody>\n");
        int last = 0;
        for (final Goal goal : goals) {
            if (goal.goal() != last) {
                group(goal.goal(), page);
                last = goal.goal();
            }
            row(goal, page);
        }
        page.append("</tbody></table></div>\n");
        page.append("<p class=\"soft\">In the drawings the shaded side meets the target, the line");
        page.append(" goes from the least round to the greatest, the dot is the median; the ends");
        page.append(" stand for an eighth of the target and eight times it, or more.</p>\n");
    }

    private static void group(final int goal, final StringBuilder page) {
        final Goals.Meaning meaning = Goals.of(goal);
        page.append("<tr class=\"group\"><th colspan=\"").append(COLUMNS).append("\">");
        page.append(goal).append(". ").append(Text.escape(meaning.title())).append("<p>");
        page.append(Text.escape(meaning.sentence())).append("</p></th></tr>\n");
    }

    private static void row(final Goal goal, final StringBuilder page) {
        final boolean hasFigure = goal.spread().rounds() > 0;
        page.append("<tr><td>").append(Text.escape(goal.what()));
        if (!goal.excludes().isEmpty()) {
            page.append("<small>Not in it: ").append(Text.escape(goal.excludes()));
            page.append("</small>");
        }
        page.append("</td>");
        Text.cell(page, TextTable.target(goal).toString().replace("<=", "≤").replace(">=", "≥"));
        Text.cell(page, hasFigure ? Text.number(goal.spread().median()) : "");
        Text.cell(
                page,
                hasFigure
                        ? Text.number(goal.spread().min())
                                + " to "
                                + Text.number(goal.spread().max())
                        : "");
        page.append("<td>").append(SpreadBar.draw(goal)).append("</td>");
        final int dropped = goal.spread().dropped();
        Text.cell(page, goal.spread().rounds() + (dropped == 0 ? "" : ", " + dropped + " dropped"));
        page.append("<td><span class=\"word ").append(hasFigure ? goal.verdict() : "no");
        page.append("\">").append(mark(goal)).append(goal.verdict()).append("</span></td></tr>\n");
    }

    private static String mark(final Goal goal) {
        return switch (goal.verdict()) {
            case "met" -> "✓ ";
            case "missed" -> "✗ ";
            default -> "";
        };
    }
}
