/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * Parquet files by DuckDB: rows are collected in tables of a database in memory, which goes to disk
 * where it grows beyond its bound, and each table is copied to its file.
 */
final class ParquetFormat implements FileFormat {
    private static final long MEMORY_MB = 768;

    private final SymbolTable channels;
    private final DuckDBConnection connection;
    private long tableCount;

    /**
     * @param threads 1, and equal rows become equal files; 0 for as many as there are processors.
     */
    ParquetFormat(final SymbolTable channels, final Path folder, final int threads)
            throws IOException {
        this.channels = channels;
        connection = DuckDb.open(null, folder, MEMORY_MB, threads);
        try {
            // Nothing of it is for others: to end a transaction with each batch costs as much
            // again.
            connection.setAutoCommit(false);
        } catch (final SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public TableFile create(final Path path, final List<Column> columns, final String instrument)
            throws IOException {
        final String name = instrument == null ? "NULL" : DuckDb.literal(instrument);
        return new ParquetFile(path, columns, "CAST(" + name + " AS VARCHAR) AS instrument, ");
    }

    /** Begins a file of these columns alone. */
    TableFile create(final Path path, final List<Column> columns) throws IOException {
        return new ParquetFile(path, columns, "");
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
        private final String first;
        private final StagedRows rows;

        /**
         * @param first SQL of what comes before the columns.
         */
        ParquetFile(final Path path, final List<Column> columns, final String first)
                throws IOException {
            this.path = path;
            this.first = first;
            rows =
                    new StagedRows(
                            connection,
                            channels,
                            DuckDb.MEMORY,
                            false,
                            "t" + tableCount++,
                            columns);
        }

        @Override
        public void write(final RowBatch batch) throws IOException {
            rows.add(batch, MarketEvent.NONE);
        }

        @Override
        public long finish() throws IOException {
            DuckDb.run(
                    connection,
                    "COPY ("
                            + rows.select(first)
                            + ") TO "
                            + DuckDb.literal(path.toString())
                            + " (FORMAT parquet, COMPRESSION zstd)");
            rows.drop();
            return Files.size(path);
        }

        @Override
        public void abandon() {
            // The database goes with its connection.
        }
    }
}
