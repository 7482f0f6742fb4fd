/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.sql;

import io.novaring.tools.data.export.ExportSettings;
import io.novaring.tools.data.export.ExportTable;
import io.novaring.tools.data.export.TableWriter;
import io.novaring.tools.data.export.TableWriters;
import io.novaring.tools.data.table.DuckDb;
import io.novaring.tools.data.table.OwnerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/**
 * A database for a few questions, in a folder of its own that is gone with it. Tables come first:
 * rows of a recording, or an export's files; then it is {@linkplain #lock locked}, then asked. One
 * thread, but for {@link #cancel()}.
 */
public final class SqlDatabase implements AutoCloseable {
    private static final String PREFIX = "novaring-sql-";

    private final Path folder;
    private final DuckDBConnection connection;
    private volatile Statement running;
    private volatile boolean isCancelled;

    private SqlDatabase(final Path folder, final DuckDBConnection connection) {
        this.folder = folder;
        this.connection = connection;
    }

    /**
     * Opens an empty one.
     *
     * @param parent where its folder goes.
     * @param memoryMb that DuckDB may take; beyond that it goes on in files.
     */
    public static SqlDatabase open(final Path parent, final long memoryMb) throws IOException {
        final Path folder = Files.createTempDirectory(parent, PREFIX);
        try {
            return new SqlDatabase(
                    folder, DuckDb.open(folder.resolve("tables.duckdb"), folder, memoryMb, 0));
        } catch (final IOException e) {
            OwnerFiles.delete(folder);
            throw e;
        }
    }

    /**
     * The tables that a query needs. What the query has wrong is found here, before any work, where
     * that can be done: names of tables and columns, types, grammar.
     *
     * @param isFree whether the query may read and write files.
     */
    public Set<ExportTable> tablesOf(final String sql, final boolean isFree)
            throws IOException, QueryException {
        final QueryTables named = QueryTables.of(connection, sql);
        if (named.isSelect()) {
            try (DuckDBConnection scratch = DuckDb.open(null, folder, 64, 1)) {
                TableWriters.createEmpty(scratch);
                lock(scratch, isFree);
                try (PreparedStatement prepared = scratch.prepareStatement(sql)) {
                    prepared.getMetaData();
                } catch (final SQLException e) {
                    throw new QueryException(e);
                }
            } catch (final SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        return named.tables();
    }

    /** Takes rows of a recording; to be finished before anything is asked. */
    public TableWriter writer(final ExportSettings settings) {
        return TableWriters.into(connection, settings);
    }

    /** Makes the tables of an export of Parquet files known; the files stay where they are. */
    public void view(final ExportFolder export) throws IOException {
        for (final ExportTable table : export.tables()) {
            DuckDb.run(
                    connection,
                    "CREATE VIEW "
                            + DuckDb.quoted(table.word())
                            + " AS FROM read_parquet("
                            + DuckDb.literal(export.files(table))
                            + ", hive_partitioning=false)");
        }
        DuckDb.run(
                connection,
                "SET allowed_directories=[" + DuckDb.literal(export.folder() + "/") + ']');
    }

    /**
     * From here on settings stay as they are.
     *
     * @param isFree whether queries may read and write files; else they see the tables alone.
     */
    public void lock(final boolean isFree) throws IOException {
        lock(connection, isFree);
    }

    private static void lock(final DuckDBConnection database, final boolean isFree)
            throws IOException {
        if (!isFree) {
            DuckDb.run(database, "SET enable_external_access=false");
        }
        DuckDb.run(database, "SET lock_configuration=true");
    }

    /**
     * Asks; of several statements the last one's rows are the answer. To be closed before the next.
     */
    public SqlResult query(final String sql) throws QueryException {
        try {
            final Statement statement = connection.createStatement();
            running = statement;
            if (isCancelled) {
                statement.cancel();
            }
            return SqlResult.of(statement, sql);
        } catch (final SQLException e) {
            throw new QueryException(e);
        }
    }

    /** Ends what is asked, with an exception there. Any thread. */
    public void cancel() {
        isCancelled = true;
        final Statement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (final SQLException e) {
                // It has come to its end.
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (final SQLException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            OwnerFiles.delete(folder);
        }
    }
}
