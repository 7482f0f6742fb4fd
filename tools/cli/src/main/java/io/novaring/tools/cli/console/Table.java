/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of cells in columns that fit. A column whose heading starts with a blank is right-aligned.
 */
public final class Table {
    private static final String GAP = "  ";

    private final String indent;
    private final boolean[] rightAligned;
    private final List<String[]> rows = new ArrayList<>();

    public Table(final String indent, final String... headings) {
        this.indent = indent;
        rightAligned = new boolean[headings.length];
        final String[] row = new String[headings.length];
        for (int i = 0; i < headings.length; i++) {
            rightAligned[i] = headings[i].startsWith(" ");
            row[i] = headings[i].strip();
        }
        rows.add(row);
    }

    public Table row(final Object... cells) {
        final String[] row = new String[rightAligned.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = String.valueOf(cells[i]);
        }
        rows.add(row);
        return this;
    }

    /** Lines, each ended by a line feed and without trailing blanks. */
    @Override
    public String toString() {
        final int[] widths = new int[rightAligned.length];
        for (final String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        final StringBuilder out = new StringBuilder();
        for (final String[] row : rows) {
            final StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < row.length; i++) {
                final String blanks = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? "" : GAP);
                line.append(rightAligned[i] ? blanks + row[i] : row[i] + blanks);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }
}
