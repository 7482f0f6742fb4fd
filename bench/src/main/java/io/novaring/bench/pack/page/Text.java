/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.page;

import io.novaring.bench.pack.Spread;
import java.util.Locale;

/** Numbers and words as a page shows them. */
final class Text {
    private Text() {}

    /** Text that may stand between tags and in quoted attributes. */
    static String escape(final String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A place in a drawing. */
    static String pixel(final double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }

    /** A duration in the unit that leaves it few digits. */
    static String nanoseconds(final double ns) {
        if (ns < 1_000) {
            return shortest(ns) + " ns";
        }
        if (ns < 1_000_000) {
            return shortest(ns / 1_000) + " µs";
        }
        return ns < 1e9 ? shortest(ns / 1e6) + " ms" : shortest(ns / 1e9) + " s";
    }

    /** Nanoseconds, or so many for each of something. */
    static boolean isDuration(final String unit) {
        return unit.equals("ns") || unit.startsWith("ns ") || unit.startsWith("ns/");
    }

    /** A cell of a table that holds a number. */
    static void cell(final StringBuilder page, final String number) {
        page.append("<td class=\"n\">").append(escape(number)).append("</td>");
    }

    /** As in a table: three significant digits. */
    static String number(final double value) {
        return Double.isNaN(value) ? "" : Spread.format(value);
    }

    /** A value of an axis. */
    static String tick(final double value, final String unit) {
        if (isDuration(unit)) {
            return nanoseconds(value);
        }
        if (value >= 1e6) {
            return shortest(value / 1e6) + " M";
        }
        return value >= 10_000 ? shortest(value / 1_000) + " k" : shortest(value);
    }

    /** Three digits at most, without those that say nothing. */
    static String shortest(final double value) {
        final String text = Spread.format(value);
        return text.indexOf('.') < 0 ? text : text.replaceFirst("\\.?0+$", "");
    }
}
