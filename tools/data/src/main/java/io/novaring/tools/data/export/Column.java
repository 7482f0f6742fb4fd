/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import java.util.List;

/**
 * One column of a table.
 *
 * @param words what a {@link ColumnType#WORD} may be; empty for other types.
 */
record Column(String name, ColumnType type, List<String> words) {
    static Column of(final String name, final ColumnType type) {
        return new Column(name, type, List.of());
    }

    static Column words(final String name, final List<String> words) {
        return new Column(name, ColumnType.WORD, words);
    }

    boolean isText() {
        return type == ColumnType.TEXT;
    }
}
