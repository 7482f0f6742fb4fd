/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import io.novaring.codec.SymbolTable;
import io.novaring.codec.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Rows in a table of DuckDB on their way to somewhere else. Words and channels are numbers here,
 * and become texts in the query that takes them from here. One thread.
 */
final class StagedRows {
    /** The column of the instrument's number, where rows have one. */
    static final String INSTRUMENT = "i";

    private final DuckDBConnection connection;
    private final SymbolTable channels;
    private final String database;
    private final String table;
    private final List<Column> columns;
    private final boolean hasInstrument;

    // Channels that rows name.
    private final BitSet symbols = new BitSet();

    /**
     * Makes the table.
     *
     * @param hasInstrument whether its rows are of several instruments.
     */
    StagedRows(
            final DuckDBConnection connection,
            final SymbolTable channels,
            final String database,
            final boolean hasInstrument,
            final String table,
            final List<Column> columns)
            throws IOException {
        this.connection = connection;
        this.channels = channels;
        this.database = database;
        this.hasInstrument = hasInstrument;
        this.table = table;
        this.columns = columns;
        final StringBuilder sql = new StringBuilder("CREATE TABLE " + name() + " (");
        sql.append(hasInstrument ? INSTRUMENT + " INTEGER, " : "");
        for (int i = 0; i < columns.size(); i++) {
            final ColumnType type = columns.get(i).type();
            final boolean isCode = type == ColumnType.WORD || type == ColumnType.SYMBOL;
            sql.append(i == 0 ? "" : ", ").append('c').append(i).append(' ');
            sql.append(isCode ? "INTEGER" : sqlType(type));
        }
        DuckDb.run(connection, sql.append(')').toString());
    }

    private String name() {
        return database + '.' + DuckDBConnection.DEFAULT_SCHEMA + '.' + table;
    }

    /** What a column is to a reader. */
    static String sqlType(final ColumnType type) {
        return switch (type) {
            case TIME -> "TIMESTAMP_NS";
            case DECIMAL -> "DECIMAL(19,9)";
            case LONG -> "BIGINT";
            case INT -> "INTEGER";
            case DOUBLE -> "DOUBLE";
            case FLAG -> "BOOLEAN";
            case WORD, SYMBOL, TEXT -> "VARCHAR";
        };
    }

    /**
     * @param instrument the number of the one of all these rows, below 0 for none; of no meaning
     *     where rows have none.
     */
    void add(final RowBatch batch, final int instrument) throws IOException {
        try (DuckDBAppender appender =
                connection.createAppender(database, DuckDBConnection.DEFAULT_SCHEMA, table)) {
            for (int row = 0; row < batch.rows(); row++) {
                appender.beginRow();
                if (hasInstrument && instrument < 0) {
                    appender.appendNull();
                } else if (hasInstrument) {
                    appender.append(instrument);
                }
                for (int at = 0; at < columns.size(); at++) {
                    if (batch.isNull(at, row)) {
                        appender.appendNull();
                    } else {
                        append(appender, batch, at, row);
                    }
                }
                appender.endRow();
            }
        } catch (final SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void append(
            final DuckDBAppender appender, final RowBatch batch, final int at, final int row)
            throws SQLException {
        final long number = batch.number(at, row);
        switch (columns.get(at).type()) {
            case TEXT ->
                    appender.append(
                            new String(
                                    batch.textBytes(at),
                                    Text.offset(number),
                                    Text.length(number),
                                    StandardCharsets.UTF_8));
            case DOUBLE -> appender.append(batch.real(at, row));
            case FLAG -> appender.append(number != 0);
            case SYMBOL -> {
                symbols.set((int) number);
                appender.append((int) number);
            }
            case WORD, INT -> appender.append((int) number);
            case TIME -> appender.appendEpochNanos(number);
            // The low and the high half of 128 bits.
            case DECIMAL -> appender.appendDecimal(number, number >> (Long.SIZE - 1));
            case LONG -> appender.append(number);
        }
    }

    /**
     * The query for all rows, in their order.
     *
     * @param first SQL of what comes before the columns, with a comma behind; or nothing.
     */
    String select(final String first) {
        final StringBuilder sql = new StringBuilder("SELECT ").append(first);
        for (int i = 0; i < columns.size(); i++) {
            sql.append(i == 0 ? "" : ", ").append(value(columns.get(i), "c" + i));
            sql.append(" AS ").append(DuckDb.quoted(columns.get(i).name()));
        }
        return sql.append(" FROM ").append(name()).toString();
    }

    private String value(final Column column, final String name) {
        return switch (column.type()) {
            case WORD -> {
                final StringBuilder words = new StringBuilder("[");
                for (final String word : column.words()) {
                    words.append(words.length() == 1 ? "" : ", ").append(DuckDb.literal(word));
                }
                yield words.append("][").append(name).append(" + 1]").toString();
            }
            case SYMBOL -> {
                final StringBuilder words = new StringBuilder("CASE ").append(name);
                // Without a channel there is no case, and a CASE needs one.
                words.append(" WHEN -1 THEN ''");
                for (int id = symbols.nextSetBit(0); id >= 0; id = symbols.nextSetBit(id + 1)) {
                    words.append(" WHEN ").append(id).append(" THEN ");
                    words.append(DuckDb.literal(channels.name(id)));
                }
                yield words.append(" END").toString();
            }
            default -> name;
        };
    }

    /** Removes all rows; the table stays. */
    void clear() throws IOException {
        DuckDb.run(connection, "TRUNCATE " + name());
        symbols.clear();
    }

    /** Removes the table. */
    void drop() throws IOException {
        DuckDb.run(connection, "DROP TABLE " + name());
    }
}
