/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.data;

import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Table;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.data.sql.QueryException;
import io.novaring.tools.data.sql.SqlResult;
import io.novaring.tools.data.sql.SqlResult.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The first rows of an answer as a table for people, cut to what fits, and says what is not. */
final class ResultTable {
    private static final int GAP = 2;
    private static final int CELL_MIN = 24;
    private static final String NOTHING = "-";

    private final int width;
    private final int rowsMax;
    private final List<String[]> lines = new ArrayList<>();
    private long count;

    /**
     * @param width characters of a line; 0 for as many as there are.
     * @param rowsMax rows that are shown; the others are counted.
     */
    ResultTable(final int width, final int rowsMax) {
        this.width = width;
        this.rowsMax = rowsMax;
    }

    /** Lines, each ended by a line feed. */
    String of(final SqlResult result) throws QueryException {
        final int columns = result.names().size();
        while (result.next()) {
            count++;
            if (count > rowsMax) {
                continue;
            }
            final String[] row = new String[columns];
            for (int i = 0; i < columns; i++) {
                final String text = result.text(i);
                row[i] = text == null ? NOTHING : text;
            }
            add(row);
        }
        if (columns == 0) {
            return "done; there are no rows\n";
        }
        final int[] widths = widths(result);
        final int shown = fitting(widths);
        final String[] headings = new String[shown];
        for (int i = 0; i < shown; i++) {
            final Kind kind = result.kind(i);
            final boolean isRight = kind == Kind.NUMBER || kind == Kind.DECIMAL;
            // A blank in front is not of the name: it asks for the right side.
            final String name = Printable.of(result.names().get(i).strip(), widths[i]);
            headings[i] = (isRight ? " " : "") + name;
        }
        final Table table = new Table("", headings);
        for (final String[] row : lines) {
            final Object[] cells = new Object[shown];
            for (int i = 0; i < shown; i++) {
                cells[i] = Printable.of(row[i], widths[i]);
            }
            table.row(cells);
        }
        return table + notes(result, shown);
    }

    /** A text of several lines, such as a plan, goes on in rows below. */
    private void add(final String[] row) {
        String[] rest = row;
        while (rest != null) {
            final String[] first = new String[row.length];
            String[] more = null;
            for (int i = 0; i < row.length; i++) {
                final int end = rest[i].indexOf('\n');
                first[i] = Printable.of(end < 0 ? rest[i] : rest[i].substring(0, end));
                if (end >= 0) {
                    more = more == null ? blanks(row.length) : more;
                    more[i] = rest[i].substring(end + 1);
                }
            }
            lines.add(first);
            rest = more;
        }
    }

    private static String[] blanks(final int count) {
        final String[] row = new String[count];
        Arrays.fill(row, "");
        return row;
    }

    private int[] widths(final SqlResult result) {
        final int[] widths = new int[result.names().size()];
        int all = -GAP;
        for (int i = 0; i < widths.length; i++) {
            widths[i] = result.names().get(i).length();
            for (final String[] row : lines) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
            all += widths[i] + GAP;
        }
        if (width > 0 && all > width) {
            for (int i = 0; i < widths.length; i++) {
                final Kind kind = result.kind(i);
                // Half a number or time would be a wrong one.
                if (kind == Kind.TEXT || kind == Kind.BYTES) {
                    widths[i] = Math.min(widths[i], Math.max(CELL_MIN, width / 3));
                }
            }
        }
        return widths;
    }

    /** How many columns fit; always one. */
    private int fitting(final int[] widths) {
        int used = -GAP;
        for (int i = 0; i < widths.length; i++) {
            used += widths[i] + GAP;
            if (width > 0 && used > width && i > 0) {
                return i;
            }
        }
        return widths.length;
    }

    private String notes(final SqlResult result, final int shown) {
        final StringBuilder notes = new StringBuilder();
        notes.append('(').append(Units.count(count)).append(count == 1 ? " row" : " rows");
        if (count > rowsMax) {
            notes.append("; the first ").append(Units.count(rowsMax)).append(" are shown");
        }
        notes.append(")\n");
        final List<String> hidden = result.names().subList(shown, result.names().size());
        if (!hidden.isEmpty()) {
            notes.append("without the columns that do not fit: ");
            notes.append(hidden.stream().map(Printable::of).collect(Collectors.joining(", ")));
            notes.append("; --format csv has all\n");
        }
        return notes.toString();
    }
}
