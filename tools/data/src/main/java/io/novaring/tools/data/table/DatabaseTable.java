/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/**
 * A table of a database with rows of all instruments. Rows wait in memory and are moved by the
 * hundred thousand. One thread.
 */
public final class DatabaseTable {
    /** Several groups of rows as DuckDB stores them. */
    private static final long WAITING_MAX = 1L << 19;

    private static final String STAGING = "staging";

    private final DuckDBConnection connection;
    private final String name;
    private final StagedRows waiting;
    private final List<String> instruments = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private long waitingCount;

    /** Makes the table, without a row. */
    public DatabaseTable(
            final DuckDBConnection connection,
            final SymbolTable channels,
            final String name,
            final List<Column> columns)
            throws IOException {
        this.connection = connection;
        this.name = DuckDb.quoted(name);
        create(connection, name, columns);
        DuckDb.run(connection, "ATTACH IF NOT EXISTS ':memory:' AS " + STAGING);
        waiting = new StagedRows(connection, channels, STAGING, true, name, columns);
    }

    /** Makes a table of the instrument and these columns. */
    public static void create(
            final DuckDBConnection connection, final String name, final List<Column> columns)
            throws IOException {
        final StringBuilder sql = new StringBuilder("CREATE TABLE ").append(DuckDb.quoted(name));
        sql.append(" (instrument VARCHAR");
        for (final Column column : columns) {
            sql.append(", ").append(DuckDb.quoted(column.name()));
            sql.append(' ').append(StagedRows.sqlType(column.type()));
        }
        DuckDb.run(connection, sql.append(')').toString());
    }

    /**
     * What takes rows of an instrument; they are in the table behind {@link #finish()}.
     *
     * @param instrument null for rows that have none.
     */
    public TableFile rowsOf(final String instrument) {
        final int number =
                instrument == null
                        ? MarketEvent.NONE
                        : numbers.computeIfAbsent(
                                instrument,
                                added -> {
                                    instruments.add(added);
                                    return instruments.size() - 1;
                                });
        return new TableFile() {
            @Override
            public void write(final RowBatch batch) throws IOException {
                waiting.add(batch, number);
                waitingCount += batch.rows();
                if (waitingCount >= WAITING_MAX) {
                    move();
                }
            }

            @Override
            public long finish() {
                return 0;
            }

            @Override
            public void abandon() {
                // The table is not there for long.
            }
        };
    }

    private void move() throws IOException {
        final StringBuilder names = new StringBuilder("[");
        for (final String instrument : instruments) {
            names.append(names.length() == 1 ? "" : ", ").append(DuckDb.literal(instrument));
        }
        final String instrument =
                instruments.isEmpty() ? "NULL, " : names + "][" + StagedRows.INSTRUMENT + " + 1], ";
        DuckDb.run(connection, "INSERT INTO " + name + ' ' + waiting.select(instrument));
        waiting.clear();
        waitingCount = 0;
    }

    /** Moves what waits. */
    public void finish() throws IOException {
        if (waitingCount > 0) {
            move();
        }
        waiting.drop();
    }
}
