/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a row file of a backtest into Parquet. Types come of the fields' names: exact numbers are
 * DECIMAL(19,9), times are timestamps of nanoseconds. Equal files become equal files. Memory is
 * bounded.
 */
public final class RowsToParquet {
    private static final String PARTIAL = ".partial";
    private static final String WORK = ".work";
    private static final JsonFactory JSON = new JsonFactory();

    private final Path ndjson;
    private final List<Column> columns;
    private final Map<String, Integer> places = new HashMap<>();
    private final long[] numbers;
    private final String[] texts;
    private long line;

    private RowsToParquet(final Path ndjson, final List<Column> columns) {
        this.ndjson = ndjson;
        this.columns = columns;
        numbers = new long[columns.size()];
        texts = new String[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i).name(), i);
        }
    }

    /**
     * Writes all rows of a file, in their order. A file without a row becomes one that has its
     * columns and no row. What is at {@code parquet} is replaced, and only by a whole file.
     *
     * @param ndjson its name tells what rows it has: orders, fills, pnl, latency or books, with
     *     {@code .ndjson} behind.
     * @return how many rows there were.
     * @throws IOException whose message names file and line where a row is not as described.
     * @throws IllegalArgumentException when the name is none of those.
     */
    public static long write(final Path ndjson, final Path parquet) throws IOException {
        final ResultRows rows = ResultRows.ofFile(ndjson.getFileName().toString());
        return new RowsToParquet(ndjson, rows.columns()).write(parquet);
    }

    private long write(final Path parquet) throws IOException {
        final Path target = parquet.toAbsolutePath();
        final Path partial = target.resolveSibling(target.getFileName() + PARTIAL);
        final Path work = target.resolveSibling(target.getFileName() + WORK);
        OwnerFiles.delete(work);
        OwnerFiles.folder(work);
        try {
            Files.deleteIfExists(partial);
            try (ParquetFormat files = new ParquetFormat(new SymbolTable(1), work, 1)) {
                copy(files.create(partial, columns));
            }
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
            OwnerFiles.delete(work);
        }
        return line;
    }

    private void copy(final TableFile file) throws IOException {
        final RowBatch batch = new RowBatch(columns);
        try (BufferedReader reader = Files.newBufferedReader(ndjson)) {
            for (String row = reader.readLine(); row != null; row = reader.readLine()) {
                line++;
                read(row);
                put(batch);
                if (batch.isFull()) {
                    file.write(batch);
                    batch.clear();
                }
            }
        }
        if (batch.rows() > 0) {
            file.write(batch);
        }
        file.finish();
    }

    private void read(final String row) throws IOException {
        Arrays.fill(numbers, MarketEvent.ABSENT);
        Arrays.fill(texts, null);
        try (JsonParser parser = JSON.createParser(row)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw trouble("is no object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                final String name = parser.currentName();
                final Integer place = places.get(name);
                if (place == null) {
                    throw trouble("has a field that is not known: " + name);
                }
                value(parser, parser.nextToken(), place);
            }
            if (parser.nextToken() != null) {
                throw trouble("has more than one object");
            }
        } catch (final JsonProcessingException e) {
            throw trouble("is not JSON: " + e.getOriginalMessage());
        } catch (final ArithmeticException | NumberFormatException e) {
            throw trouble("has a number that is too large, or has more than 9 decimals: " + row);
        }
    }

    private void value(final JsonParser parser, final JsonToken token, final int place)
            throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        final boolean isText = token == JsonToken.VALUE_STRING;
        final ColumnType type = columns.get(place).type();
        if (type == ColumnType.TEXT && isText) {
            texts[place] = parser.getText();
        } else if (type == ColumnType.FLAG && token.isBoolean()) {
            numbers[place] = parser.getBooleanValue() ? 1 : 0;
        } else if (type == ColumnType.DECIMAL && (isText || token.isNumeric())) {
            numbers[place] =
                    new BigDecimal(parser.getText())
                            .movePointRight(Decimals.DIGITS)
                            .longValueExact();
        } else if ((type == ColumnType.TIME || type == ColumnType.LONG)
                && token == JsonToken.VALUE_NUMBER_INT) {
            numbers[place] = Long.parseLong(parser.getText());
        } else {
            throw trouble(
                    "has another value than expected: "
                            + columns.get(place).name()
                            + " = "
                            + parser.getText());
        }
    }

    private void put(final RowBatch batch) {
        for (int i = 0; i < numbers.length; i++) {
            if (!columns.get(i).isText()) {
                batch.number(numbers[i]);
            } else if (texts[i] == null) {
                batch.text(null, Text.ABSENT);
            } else {
                final byte[] bytes = texts[i].getBytes(StandardCharsets.UTF_8);
                batch.text(bytes, Text.of(0, bytes.length));
            }
        }
        batch.end();
    }

    private IOException trouble(final String what) {
        return new IOException(ndjson + ", line " + line + ", " + what);
    }
}
