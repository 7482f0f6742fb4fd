/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/**
 * Databases of DuckDB that keep to themselves: nothing is fetched from a network, memory is bounded
 * and what is beyond goes to files in a folder of the caller's.
 */
public final class DuckDb {
    /** What a database without a file is called. */
    static final String MEMORY = "memory";

    private DuckDb() {}

    /**
     * Opens one.
     *
     * @param file null for one in memory.
     * @param folder for what does not fit in memory; deleted by the caller.
     * @param threads that work on a statement; 0 for as many as there are processors.
     */
    public static DuckDBConnection open(
            final Path file, final Path folder, final long memoryMb, final int threads)
            throws IOException {
        final Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("memory_limit", memoryMb + "MB");
        settings.setProperty("temp_directory", folder.resolve("duckdb").toString());
        if (threads > 0) {
            settings.setProperty("threads", Integer.toString(threads));
        }
        // Rows of a result come as they are read, and are not collected first.
        settings.setProperty("jdbc_stream_results", "true");
        try {
            return DriverManager.getConnection(
                            "jdbc:duckdb:" + (file == null ? "" : file), settings)
                    .unwrap(DuckDBConnection.class);
        } catch (final SQLException e) {
            throw new IOException("DuckDB does not start: " + e.getMessage(), e);
        }
    }

    public static void run(final DuckDBConnection connection, final String sql) throws IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (final SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A text as SQL writes it. */
    public static String literal(final String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A name as SQL writes it. */
    public static String quoted(final String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
