/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.tools.data.table.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tables of an export; docs/data.md describes them. */
public enum ExportTable {
    TRADES(Columns.trades()),
    QUOTES(Columns.quotes()),
    DELTAS(Columns.deltas()),
    SNAPSHOTS(Columns.snapshots()),
    TICKERS(Columns.tickers()),
    ORDERS(Columns.orders()),
    LATENCIES(Columns.latencies());

    private final List<Column> columns;

    ExportTable(final List<Column> columns) {
        this.columns = columns;
    }

    List<Column> columns() {
        return columns;
    }

    /** Names of all columns, in their order. */
    public List<String> columnNames() {
        final String[] names = new String[columns.size() + 1];
        names[0] = "instrument";
        for (int i = 0; i < columns.size(); i++) {
            names[i + 1] = columns.get(i).name();
        }
        return List.of(names);
    }

    /** As it is written on a command line and named in a folder. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException which names what there is.
     */
    public static ExportTable ofWord(final String word) {
        for (final ExportTable table : values()) {
            if (table.word().equalsIgnoreCase(word)) {
                return table;
            }
        }
        throw new IllegalArgumentException(
                "no such table: "
                        + word
                        + "; there are "
                        + String.join(
                                ", ", Arrays.stream(values()).map(ExportTable::word).toList()));
    }
}
