/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

import java.io.Console;

/** What is at the other end of standard output. */
public final class Terminal {
    private static final boolean INTERACTIVE = isInteractive(System.console());

    private Terminal() {}

    /** True when a person reads along, as far as one can tell. */
    public static boolean isInteractive() {
        return INTERACTIVE;
    }

    /** True when colours are wanted: a terminal, and nobody asked for none. */
    public static boolean hasColours() {
        final String noColour = System.getenv("NO_COLOR");
        return INTERACTIVE
                && (noColour == null || noColour.isEmpty())
                && !"dumb".equals(System.getenv("TERM"));
    }

    /** From JDK 22 on there is always a console, and it knows whether it is a terminal. */
    private static boolean isInteractive(final Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (final ReflectiveOperationException e) {
            return true;
        }
    }

    public static String good(final String text) {
        return coloured("32", text);
    }

    public static String bad(final String text) {
        return coloured("1;31", text);
    }

    public static String heading(final String text) {
        return coloured("1", text);
    }

    private static String coloured(final String code, final String text) {
        return hasColours() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
