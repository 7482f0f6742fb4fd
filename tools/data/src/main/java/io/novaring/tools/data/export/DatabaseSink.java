/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.codec.SymbolTable;
import io.novaring.tools.data.table.DatabaseTable;
import io.novaring.tools.data.table.TableFile;
import java.io.IOException;
import org.duckdb.DuckDBConnection;

/** Tables of a database, one each for all days and instruments; the database is the caller's. */
final class DatabaseSink implements TableSink {
    private final DuckDBConnection database;
    private final SymbolTable channels;
    private final DatabaseTable[] tables = new DatabaseTable[ExportTable.values().length];

    DatabaseSink(final DuckDBConnection database, final SymbolTable channels) {
        this.database = database;
        this.channels = channels;
    }

    @Override
    public TableFile begin(final ExportTable table, final long day, final String instrument)
            throws IOException {
        final int at = table.ordinal();
        if (tables[at] == null) {
            tables[at] = new DatabaseTable(database, channels, table.word(), table.columns());
        }
        return tables[at].rowsOf(instrument);
    }

    @Override
    public void finish() throws IOException {
        for (final DatabaseTable table : tables) {
            if (table != null) {
                table.finish();
            }
        }
    }

    @Override
    public void close() {
        // The database is not ours.
    }
}
