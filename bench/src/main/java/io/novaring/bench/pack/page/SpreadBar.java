/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.page;

import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.result.Results.Goal;

/**
 * A figure beside its target: the line goes from the least to the greatest round, the dot is the
 * median, the stroke the target, and what meets it is shaded.
 */
final class SpreadBar {
    private static final int WIDTH = 150;
    private static final int HEIGHT = 20;
    private static final int EDGE = 5;

    /** How many times the target, or what part of it, the ends stand for; more lies on them. */
    private static final double REACH = 8;

    private SpreadBar() {}

    static String draw(final Goal goal) {
        final Spread spread = goal.spread();
        final double target = goal.target();
        if (spread.rounds() == 0 || target <= 0) {
            return "";
        }
        final Scale scale = new Scale(target / REACH, target * REACH, EDGE, WIDTH - EDGE);
        final String stroke = Text.pixel(scale.place(target));
        final String from = goal.isAtMost() ? "0" : stroke;
        final String width =
                Text.pixel(goal.isAtMost() ? scale.place(target) : WIDTH - scale.place(target));
        return "<svg class=\"bar\" viewBox=\"0 0 "
                + WIDTH
                + ' '
                + HEIGHT
                + "\" width=\""
                + WIDTH
                + "\" height=\""
                + HEIGHT
                + "\" role=\"img\" aria-label=\""
                + Text.escape(spread.toString())
                + "\"><rect class=\"zone\" x=\""
                + from
                + "\" y=\"1\" width=\""
                + width
                + "\" height=\"18\"/><path class=\"goal\" d=\"M"
                + stroke
                + " 1V19\"/><path class=\"span\" d=\"M"
                + place(scale, spread.min())
                + " 10H"
                + place(scale, spread.max())
                + "\"/><circle class=\"dot"
                + (goal.isMet() ? "" : " bad")
                + "\" cx=\""
                + place(scale, spread.median())
                + "\" cy=\"10\" r=\"4.5\"/></svg>";
    }

    private static String place(final Scale scale, final double value) {
        return Text.pixel(scale.place(Math.min(scale.to(), Math.max(scale.from(), value))));
    }
}
