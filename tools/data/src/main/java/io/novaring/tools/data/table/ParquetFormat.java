/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import io.novaring.codec.SymbolTable;
import io.novaring.codec.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Parquet files by DuckDB: rows are collected in tables of a database in memory, which goes to disk
 * where it grows beyond its bound, and each table is copied to its file. Numbers are collected as
 * they are and become times and decimals in the copy.
 */
final class ParquetFormat implements FileFormat {
    private static final String MEMORY_MAX = "768MB";

    private final SymbolTable channels;
    private final DuckDBConnection connection;
    private long tableCount;

    ParquetFormat(final SymbolTable channels, final Path folder) throws IOException {
        this(channels, folder, new Properties());
    }

    private ParquetFormat(final SymbolTable channels, final Path folder, final Properties settings)
            throws IOException {
        this.channels = channels;
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("memory_limit", MEMORY_MAX);
        settings.setProperty("temp_directory", folder.resolve("duckdb").toString());
        try {
            final Connection opened = DriverManager.getConnection("jdbc:duckdb:", settings);
            connection = opened.unwrap(DuckDBConnection.class);
        } catch (final SQLException e) {
            throw new IOException("DuckDB does not start: " + e.getMessage(), e);
        }
    }

    /** One thread writes: equal rows become equal files. */
    static ParquetFormat single(final SymbolTable channels, final Path folder) throws IOException {
        final Properties settings = new Properties();
        settings.setProperty("threads", "1");
        return new ParquetFormat(channels, folder, settings);
    }

    @Override
    public TableFile create(final Path path, final List<Column> columns, final String instrument)
            throws IOException {
        final String name = instrument == null ? "NULL" : literal(instrument);
        return new ParquetFile(path, columns, "CAST(" + name + " AS VARCHAR) AS instrument, ");
    }

    /** Begins a file of these columns alone. */
    TableFile create(final Path path, final List<Column> columns) throws IOException {
        return new ParquetFile(path, columns, "");
    }

    private void run(final String sql) throws IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (final SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    static String literal(final String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (final SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private final class ParquetFile implements TableFile {
        private final Path path;
        private final List<Column> columns;
        private final String first;
        private final String table;

        // Channels that rows name.
        private final BitSet symbols = new BitSet();

        /**
         * @param first SQL of what comes before the columns.
         */
        ParquetFile(final Path path, final List<Column> columns, final String first)
                throws IOException {
            this.path = path;
            this.columns = columns;
            this.first = first;
            table = "t" + tableCount++;
            final StringBuilder sql = new StringBuilder("CREATE TABLE " + table + " (");
            for (int i = 0; i < columns.size(); i++) {
                sql.append(i == 0 ? "" : ", ").append('c').append(i);
                sql.append(
                        switch (columns.get(i).type()) {
                            case TEXT -> " VARCHAR";
                            case DOUBLE -> " DOUBLE";
                            case FLAG -> " BOOLEAN";
                            case WORD, SYMBOL, INT -> " INTEGER";
                            default -> " BIGINT";
                        });
            }
            run(sql.append(')').toString());
        }

        @Override
        public void write(final RowBatch batch) throws IOException {
            try (DuckDBAppender appender =
                    connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table)) {
                for (int row = 0; row < batch.rows(); row++) {
                    appender.beginRow();
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
                default -> appender.append(number);
            }
        }

        @Override
        public void finish() throws IOException {
            final StringBuilder sql = new StringBuilder("COPY (SELECT ");
            sql.append(first);
            for (int i = 0; i < columns.size(); i++) {
                sql.append(i == 0 ? "" : ", ").append(value(columns.get(i), "c" + i));
                sql.append(" AS \"").append(columns.get(i).name()).append('"');
            }
            sql.append(" FROM ").append(table).append(") TO ");
            sql.append(literal(path.toString()));
            run(sql.append(" (FORMAT parquet, COMPRESSION zstd)").toString());
            run("DROP TABLE " + table);
        }

        private String value(final Column column, final String name) {
            return switch (column.type()) {
                case TIME -> "make_timestamp_ns(" + name + ")";
                // Exact: integers times 10^-9, in decimals that are wide enough.
                case DECIMAL ->
                        "CAST(CAST("
                                + name
                                + " AS DECIMAL(19,0)) * CAST('0.000000001' AS DECIMAL(10,9))"
                                + " AS DECIMAL(19,9))";
                case WORD -> {
                    final StringBuilder words = new StringBuilder("CASE " + name);
                    for (int i = 0; i < column.words().size(); i++) {
                        words.append(" WHEN ").append(i).append(" THEN ");
                        words.append(literal(column.words().get(i)));
                    }
                    yield words.append(" END").toString();
                }
                case SYMBOL -> {
                    final StringBuilder words = new StringBuilder("CASE " + name);
                    // Without a channel there is no case, and a CASE needs one.
                    words.append(" WHEN -1 THEN ''");
                    for (int id = symbols.nextSetBit(0); id >= 0; id = symbols.nextSetBit(id + 1)) {
                        words.append(" WHEN ").append(id).append(" THEN ");
                        words.append(literal(channels.name(id)));
                    }
                    yield words.append(" END").toString();
                }
                default -> name;
            };
        }

        @Override
        public void abandon() {
            // The database goes with its connection.
        }
    }
}
