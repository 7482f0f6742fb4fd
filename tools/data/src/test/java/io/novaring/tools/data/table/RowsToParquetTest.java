/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a backtest as another reader sees them. */
final class RowsToParquetTest {
    private static final String FILL =
            "{\"sequence\":7,\"timeNs\":1795314092941000001,\"venueNs\":null,"
                    + "\"instrument\":\"BTC-PERPETUAL\",\"label\":\"\",\"tradeId\":\"it's \\\"\\u00e9\","
                    + "\"price\":\"9223372036.854775807\",\"amount\":\"-0.000000001\",\"fee\":0.1}\n";

    @TempDir private Path folder;

    @Test
    void shouldKeepEveryDigit() throws IOException, SQLException {
        final Path rows = Files.writeString(folder.resolve("fills.ndjson"), FILL);
        final Path parquet = folder.resolve("fills.parquet");

        assertEquals(1, RowsToParquet.write(rows, parquet));

        final List<Object> row =
                query(
                        "SELECT sequence, epoch_ns(timeNs), venueNs, label, tradeId, price, amount,"
                                + " fee, mid10s, typeof(timeNs), typeof(price) FROM '"
                                + parquet
                                + "'");
        assertEquals(
                Arrays.asList(
                        7L,
                        1_795_314_092_941_000_001L,
                        null,
                        "",
                        "it's \"\u00e9",
                        new BigDecimal("9223372036.854775807"),
                        new BigDecimal("-0.000000001"),
                        new BigDecimal("0.100000000"),
                        null,
                        "TIMESTAMP_NS",
                        "DECIMAL(19,9)"),
                row);
    }

    @Test
    void shouldHaveItsColumnsWithoutARow() throws IOException, SQLException {
        for (final String name : List.of("orders", "fills", "pnl", "latency", "books")) {
            final Path rows = Files.createFile(folder.resolve(name + ".ndjson"));
            final Path parquet = folder.resolve(name + ".parquet");

            assertEquals(0, RowsToParquet.write(rows, parquet));

            assertEquals(List.of(0L), query("SELECT count(*) FROM '" + parquet + "'"));
            assertEquals(
                    (long) ResultRows.ofFile(name + ".ndjson").columns().size(),
                    query("SELECT count(*) FROM (DESCRIBE FROM '" + parquet + "')").get(0));
        }
    }

    @Test
    void shouldMakeEqualFilesOfEqualRows() throws IOException, SQLException {
        // More than a row group of DuckDB, which has 122,880 rows.
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < 150_000; i++) {
            text.append("{\"timeNs\":").append(i).append(",\"instrument\":\"X").append(i % 7);
            text.append("\",\"total\":\"").append(i).append(".5\"}\n");
        }
        final Path rows = Files.writeString(folder.resolve("pnl.ndjson"), text);
        final Path one = folder.resolve("one.parquet");
        final Path other = folder.resolve("other.parquet");

        RowsToParquet.write(rows, one);
        RowsToParquet.write(rows, other);

        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other));
        assertEquals(
                List.of(150_000L, new BigDecimal("11250000000.000000000"), true),
                query(
                        "SELECT count(*), sum(total), bool_and(epoch_ns(timeNs) = file_row_number)"
                                + " FROM read_parquet('"
                                + one
                                + "', file_row_number=true)"));
    }

    @Test
    void shouldSayWhichRowIsNotAsDescribed() throws IOException {
        refuse("{\"price\":\"0.0000000001\"}", "more than 9 decimals");
        refuse("{\"price\":\"9223372036.854775808\"}", "too large");
        refuse("{\"prize\":\"1\"}", "not known: prize");
        refuse("{\"timeNs\":1.5}", "timeNs = 1.5");
        refuse("{\"timeNs\":\"1\"}", "timeNs = 1");
        refuse("{\"label\":7}", "label = 7");
        refuse("{\"label\":{\"a\":1}}", "label");
        refuse("{\"label\":\"a\"", "not JSON");
        refuse("[]", "no object");
        refuse("", "no object");
        refuse("{} {}", "more than one");
    }

    @Test
    void shouldKnowFilesByTheirNames() {
        final IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                RowsToParquet.write(
                                        folder.resolve("x.ndjson"), folder.resolve("x.parquet")));

        assertTrue(refused.getMessage().contains("pnl.ndjson"), refused.getMessage());
    }

    private void refuse(final String line, final String why) throws IOException {
        final Path rows = Files.writeString(folder.resolve("fills.ndjson"), FILL + line + "\n");
        final Path parquet = Files.writeString(folder.resolve("fills.parquet"), "as it was");

        final IOException refused =
                assertThrows(IOException.class, () -> RowsToParquet.write(rows, parquet));

        assertTrue(refused.getMessage().contains("fills.ndjson, line 2, "), refused.getMessage());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        assertEquals("as it was", Files.readString(parquet));
        try (Stream<Path> left = Files.list(folder)) {
            assertFalse(left.anyMatch(path -> path.toString().contains("parquet.")));
        }
    }

    private static List<Object> query(final String sql) throws SQLException {
        final List<Object> row = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.add(result.getObject(i));
            }
        }
        return row;
    }
}
