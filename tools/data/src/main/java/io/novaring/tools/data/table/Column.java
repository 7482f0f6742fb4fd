/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import java.util.List;

/**
 * One column of a table.
 *
 * @param words what a {@link ColumnType#WORD} may be; empty for other types.
 */
public record Column(String name, ColumnType type, List<String> words) {
    public static Column of(final String name, final ColumnType type) {
        return new Column(name, type, List.of());
    }

    public static Column words(final String name, final List<String> words) {
        return new Column(name, ColumnType.WORD, words);
    }

    public boolean isText() {
        return type == ColumnType.TEXT;
    }
}
