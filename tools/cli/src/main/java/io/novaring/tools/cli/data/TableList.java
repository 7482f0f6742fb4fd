/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.data;

import io.novaring.tools.cli.console.Units;
import io.novaring.tools.data.export.ExportTable;

/** What there is to ask: each table with its rows and columns, in lines that fit. */
final class TableList {
    private static final int WIDTH = 100;
    private static final String INDENT = "    ";

    private final StringBuilder text = new StringBuilder();

    void add(final ExportTable table, final long rows) {
        text.append(table.word()).append(", ").append(Units.count(rows));
        text.append(rows == 1 ? " row\n" : " rows\n");
        final StringBuilder line = new StringBuilder(INDENT);
        for (final String column : table.columnNames()) {
            if (line.length() + column.length() > WIDTH) {
                text.append(line.toString().stripTrailing()).append('\n');
                line.setLength(INDENT.length());
            }
            line.append(column).append(' ');
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
