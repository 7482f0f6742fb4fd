/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

import java.util.Locale;

/**
 * Words of others, fit to be shown: nothing in them is left that a terminal obeys, that starts a
 * line, or that turns the direction of writing.
 */
public final class Printable {
    private Printable() {}

    /** What must not be shown becomes a question mark. */
    public static String of(final String text) {
        final StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(isShown(c) ? c : '?'));
        return out.toString();
    }

    /** As {@link #of}, and lines stay lines. */
    public static String ofLines(final String text) {
        return String.join("\n", text.lines().map(Printable::of).toList());
    }

    /** As {@link #of}, and at most so many characters, with dots where it was cut. */
    public static String of(final String text, final int lengthMax) {
        if (text.length() <= lengthMax) {
            return of(text);
        }
        return of(text.substring(0, Math.max(0, lengthMax - 3))) + "...";
    }

    /** JSON lines that mean the same and hold nothing but line feeds that must not be shown. */
    public static String ofJson(final String lines) {
        if (lines.codePoints().allMatch(c -> c == '\n' || isShown(c))) {
            return lines;
        }
        final StringBuilder out = new StringBuilder(lines.length() + 64);
        lines.codePoints()
                .forEach(
                        c -> {
                            if (c == '\n' || isShown(c)) {
                                out.appendCodePoint(c);
                            } else {
                                for (final char unit : Character.toChars(c)) {
                                    out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                                }
                            }
                        });
        return out.toString();
    }

    private static boolean isShown(final int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    false;
            default -> true;
        };
    }
}
