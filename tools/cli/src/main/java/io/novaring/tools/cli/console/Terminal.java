/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

import java.io.BufferedReader;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

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

    /** Columns of the terminal, as far as one can tell; 0 without one. */
    public static int width() {
        if (!INTERACTIVE) {
            return 0;
        }
        final String told = System.getenv("COLUMNS");
        if (told != null && told.matches("[1-9][0-9]{1,4}")) {
            return Integer.parseInt(told);
        }
        return ofTerminal();
    }

    /** As the program of the system tells that knows it. */
    private static int ofTerminal() {
        try {
            final Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(new File("/dev/tty"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (BufferedReader lines = stty.inputReader(StandardCharsets.US_ASCII)) {
                final String line = lines.readLine();
                return line != null && line.matches("[0-9]+ [0-9]{1,5}")
                        ? Integer.parseInt(line.substring(line.indexOf(' ') + 1))
                        : 0;
            }
        } catch (final IOException e) {
            // No such program: a line is as long as it is.
            return 0;
        }
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
