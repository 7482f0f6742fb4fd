/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.data;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.data.sql.QueryException;
import io.novaring.tools.data.sql.SqlResult;
import io.novaring.tools.data.sql.SqlResult.Kind;
import java.io.PrintWriter;

/** Writes the rows of an answer as lines for programs, as they come. */
final class ResultPrinter {
    /** Rows between two looks at whether somebody still reads. */
    private static final int LOOK_EVERY = 1 << 10;

    private final PrintWriter out;

    /** Whether a person sees the lines, whose terminal obeys what is in them. */
    private final boolean isShown;

    ResultPrinter(final PrintWriter out, final boolean isShown) {
        this.out = out;
        this.isShown = isShown;
    }

    /** As of RFC 4180, with a line of names; nothing is null, two quotes are an empty text. */
    void csv(final SqlResult result) throws QueryException {
        final StringBuilder line = new StringBuilder();
        for (final String name : result.names()) {
            line.append(line.length() == 0 ? "" : ",").append(csv(name));
        }
        end(line);
        for (long row = 1; result.next(); row++) {
            for (int i = 0; i < result.names().size(); i++) {
                final String text = result.text(i);
                line.append(i == 0 ? "" : ",").append(text == null ? "" : csv(text));
            }
            end(line);
            if (isLeft(row)) {
                return;
            }
        }
    }

    private static String csv(final String text) {
        final boolean isPlain =
                !text.isEmpty()
                        && text.chars()
                                .noneMatch(
                                        c ->
                                                c == '"' || c == ',' || c == '\n' || c == '\r'
                                                        || c == ' ');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** An object a line. */
    void ndjson(final SqlResult result) throws QueryException {
        final StringBuilder line = new StringBuilder();
        for (long row = 1; result.next(); row++) {
            for (int i = 0; i < result.names().size(); i++) {
                line.append(i == 0 ? '{' : ',');
                quoted(line, result.names().get(i)).append(':');
                value(line, result, i);
            }
            end(line.append('}'));
            if (isLeft(row)) {
                return;
            }
        }
    }

    private static void value(final StringBuilder line, final SqlResult result, final int at)
            throws QueryException {
        final String text = result.text(at);
        final Kind kind = result.kind(at);
        if (text == null) {
            line.append("null");
        } else if (kind == Kind.TRUTH || kind == Kind.NUMBER && isJson(text)) {
            line.append(text);
        } else {
            quoted(line, text);
        }
    }

    /** NaN and infinity are no numbers of JSON. */
    private static boolean isJson(final String number) {
        final char last = number.charAt(number.length() - 1);
        return last >= '0' && last <= '9';
    }

    private static StringBuilder quoted(final StringBuilder line, final String text) {
        line.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, line);
        return line.append('"');
    }

    private void end(final StringBuilder line) {
        line.append('\n');
        final String text = line.toString();
        out.print(isShown ? Printable.ofLines(text) + '\n' : text);
        line.setLength(0);
    }

    private boolean isLeft(final long row) {
        return (row & LOOK_EVERY - 1) == 0 && out.checkError();
    }
}
