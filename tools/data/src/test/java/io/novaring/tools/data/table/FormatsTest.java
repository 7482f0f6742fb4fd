/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Text;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each format gives back to a reader that is not ours. */
final class FormatsTest {
    private static final String INSTRUMENT = "odd 'name', \"x\"/é";
    private static final String CHANNEL = "book.it's.raw";
    private static final List<String> SIDES = List.of("buy", "sell", "zero");
    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("time", ColumnType.TIME),
                    Column.of("price", ColumnType.DECIMAL),
                    Column.of("id", ColumnType.LONG),
                    Column.of("level", ColumnType.INT),
                    Column.of("iv", ColumnType.DOUBLE),
                    Column.of("flag", ColumnType.FLAG),
                    Column.words("side", SIDES),
                    Column.of("channel", ColumnType.SYMBOL),
                    Column.of("text", ColumnType.TEXT));

    private static final long[] PRICES = {
        Long.MAX_VALUE, -Long.MAX_VALUE, 1, -1, 0, Decimals.SCALE, MarketEvent.ABSENT
    };
    private static final String[] TEXTS = {
        "plain", "a,\"b\"\nc", "", null, "it's", "\u00fc\u20ac\ud83d\ude00", " x "
    };

    @TempDir private Path folder;
    private final SymbolTable channels = new SymbolTable(8);

    @Test
    void shouldGiveBackEveryValueInCsv() throws IOException, SQLException {
        final String file = write(ExportFormat.CSV, 1).toString();

        final String types =
                "{'instrument':'VARCHAR','time':'BIGINT','price':'DECIMAL(19,9)','id':'BIGINT',"
                        + "'level':'INTEGER','iv':'DOUBLE','flag':'BOOLEAN','side':'VARCHAR',"
                        + "'channel':'VARCHAR','text':'VARCHAR'}";
        check(
                query(
                        "SELECT * FROM read_csv('"
                                + file
                                + "', header=true, quote='\"', escape='\"', columns="
                                + types
                                + ", force_not_null=['text'])"),
                1,
                false);
    }

    @Test
    void shouldGiveBackEveryValueInParquet() throws IOException, SQLException {
        final String file = write(ExportFormat.PARQUET, 600).toString();

        check(
                query(
                        "SELECT * REPLACE (epoch_ns(time) AS time) FROM read_parquet('"
                                + file
                                + "')"),
                600,
                true);
        assertEquals(
                List.of("TIMESTAMP_NS", "DECIMAL(19,9)"),
                query(
                                "SELECT typeof(time), typeof(price) FROM read_parquet('"
                                        + file
                                        + "') LIMIT 1")
                        .get(0));
    }

    @Test
    void shouldGiveBackEveryValueInArrow() throws IOException {
        final Path file = write(ExportFormat.ARROW, 600);

        final List<List<Object>> rows = new ArrayList<>();
        try (RootAllocator memory = new RootAllocator();
                FileChannel channel = FileChannel.open(file);
                ArrowFileReader reader = new ArrowFileReader(channel, memory)) {
            final VectorSchemaRoot root = reader.getVectorSchemaRoot();
            assertEquals(
                    new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC"),
                    root.getVector("time").getField().getType());
            assertEquals(
                    new ArrowType.Decimal(19, 9, 128),
                    root.getVector("price").getField().getType());
            while (reader.loadNextBatch()) {
                for (int row = 0; row < root.getRowCount(); row++) {
                    final List<Object> values = new ArrayList<>();
                    for (final FieldVector vector : root.getFieldVectors()) {
                        values.add(value(reader, vector, row));
                    }
                    rows.add(values);
                }
            }
        }
        check(rows, 600, true);
    }

    @Test
    void shouldWriteAFileWithoutRows() throws IOException, SQLException {
        for (final ExportFormat format : ExportFormat.values()) {
            final Path file = write(format, 0);

            if (format == ExportFormat.PARQUET) {
                final List<List<Object>> count =
                        query("SELECT count(*), count(price) FROM read_parquet('" + file + "')");
                assertEquals(List.of(0L, 0L), count.get(0));
            } else if (format == ExportFormat.CSV) {
                assertEquals(1, Files.readAllLines(file).size());
            } else {
                try (RootAllocator memory = new RootAllocator();
                        FileChannel channel = FileChannel.open(file);
                        ArrowFileReader reader = new ArrowFileReader(channel, memory)) {
                    assertEquals(10, reader.getVectorSchemaRoot().getFieldVectors().size());
                    assertEquals(0, reader.getRecordBlocks().size());
                }
            }
        }
    }

    private Path write(final ExportFormat format, final int rounds) throws IOException {
        final Path path = folder.resolve(format.fileName());
        final int channel = channels.intern(CHANNEL);
        try (FileFormat files = format.open(channels, folder)) {
            final TableFile file = files.create(path, COLUMNS, INSTRUMENT);
            final RowBatch batch = new RowBatch(COLUMNS);
            for (int i = 0; i < rounds * PRICES.length; i++) {
                if (batch.isFull()) {
                    file.write(batch);
                    batch.clear();
                }
                fill(batch, i, channel);
            }
            if (batch.rows() > 0) {
                file.write(batch);
            }
            file.finish();
        }
        return path;
    }

    private static void fill(final RowBatch batch, final int i, final int channel) {
        final int k = i % PRICES.length;
        final boolean isNull = PRICES[k] == MarketEvent.ABSENT;
        batch.number(isNull ? MarketEvent.ABSENT : 1_795_314_092_941_000_001L + i);
        batch.number(PRICES[k]).number(isNull ? MarketEvent.ABSENT : Long.MAX_VALUE - i);
        batch.code(isNull ? -1 : k).real(isNull ? Double.NaN : -0.1 * k);
        batch.number(isNull ? MarketEvent.ABSENT : k & 1).code(isNull ? -1 : k % 3);
        batch.code(isNull ? -1 : channel);
        if (TEXTS[k] == null) {
            batch.text(null, Text.ABSENT).end();
        } else {
            final byte[] bytes = TEXTS[k].getBytes(StandardCharsets.UTF_8);
            batch.text(bytes, Text.of(0, bytes.length)).end();
        }
    }

    /**
     * @param tellsNull whether null and an empty text are two things to this reader.
     */
    private static void check(
            final List<List<Object>> rows, final int rounds, final boolean tellsNull) {
        assertEquals(rounds * PRICES.length, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            final int k = i % PRICES.length;
            final List<Object> row = rows.get(i);
            assertEquals(INSTRUMENT, row.get(0));
            final String text = TEXTS[k] == null && !tellsNull ? "" : TEXTS[k];
            assertEquals(text, row.get(9), "row " + i);
            if (PRICES[k] == MarketEvent.ABSENT) {
                for (int at = 1; at < 9; at++) {
                    assertNull(row.get(at), "column " + at);
                }
                continue;
            }
            assertEquals(1_795_314_092_941_000_001L + i, row.get(1));
            assertEquals(BigDecimal.valueOf(PRICES[k], 9), row.get(2));
            assertEquals(Long.MAX_VALUE - i, row.get(3));
            assertEquals(k, row.get(4));
            assertEquals(-0.1 * k, row.get(5));
            assertEquals((k & 1) == 1, row.get(6));
            assertEquals(SIDES.get(k % 3), row.get(7));
            assertEquals(CHANNEL, row.get(8));
        }
    }

    private static Object value(
            final ArrowFileReader reader, final FieldVector vector, final int row)
            throws IOException {
        if (vector.isNull(row)) {
            return null;
        }
        if (vector.getField().getDictionary() != null) {
            try (var decoded =
                    DictionaryEncoder.decode(
                            vector, reader.lookup(vector.getField().getDictionary().getId()))) {
                return decoded.getObject(row).toString();
            }
        }
        final Object value = vector.getObject(row);
        return value instanceof org.apache.arrow.vector.util.Text ? value.toString() : value;
    }

    private static List<List<Object>> query(final String sql) throws SQLException {
        final List<List<Object>> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                final List<Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
