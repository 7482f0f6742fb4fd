/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.sql;

import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Rows of an answer, one after the other as DuckDB finds them. Exact numbers are in plain notation
 * with all their digits, times in UTC with all theirs. One thread.
 */
public final class SqlResult implements AutoCloseable {
    private static final DateTimeFormatter NANOSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'", Locale.ROOT);
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    // Beyond, plain notation is no help to a reader.
    private static final double PLAIN_MAX = 1e15;
    private static final double PLAIN_MIN = 1e-6;

    private final Statement statement;
    private final ResultSet rows;
    private final List<String> names = new ArrayList<>();
    private final List<Kind> kinds = new ArrayList<>();

    /** What a column holds, and so how it is written. */
    public enum Kind {
        /** A whole number, or a double. */
        NUMBER,
        /** An exact number: in JSON a text, so that no reader makes a double of it. */
        DECIMAL,
        TRUTH,
        TIME,
        /** A time with six decimals. */
        COARSE_TIME,
        ZONED_TIME,
        BYTES,
        TEXT
    }

    private SqlResult(final Statement statement, final ResultSet rows) throws SQLException {
        this.statement = statement;
        this.rows = rows;
        if (rows != null) {
            final ResultSetMetaData columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnName(i));
                kinds.add(kind(columns.getColumnTypeName(i)));
            }
        }
    }

    static SqlResult of(final Statement statement, final String sql) throws SQLException {
        try {
            return new SqlResult(
                    statement, statement.execute(sql) ? statement.getResultSet() : null);
        } catch (final SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static Kind kind(final String type) {
        if (type.endsWith("]")) {
            return Kind.TEXT;
        }
        if (type.startsWith("DECIMAL")) {
            return Kind.DECIMAL;
        }
        return switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT" -> Kind.NUMBER;
            case "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT" -> Kind.NUMBER;
            case "FLOAT", "DOUBLE" -> Kind.NUMBER;
            case "BOOLEAN" -> Kind.TRUTH;
            case "TIMESTAMP_NS" -> Kind.TIME;
            case "TIMESTAMP", "TIMESTAMP_MS", "TIMESTAMP_S" -> Kind.COARSE_TIME;
            case "TIMESTAMP WITH TIME ZONE" -> Kind.ZONED_TIME;
            case "BLOB" -> Kind.BYTES;
            default -> Kind.TEXT;
        };
    }

    /** Names of the columns; none where the statement gives no rows. */
    public List<String> names() {
        return names;
    }

    public Kind kind(final int at) {
        return kinds.get(at);
    }

    /** Goes to the next row; false when there is none. */
    public boolean next() throws QueryException {
        try {
            return rows != null && rows.next();
        } catch (final SQLException e) {
            throw new QueryException(e);
        }
    }

    /** The value of a column of this row; null for none. */
    public String text(final int at) throws QueryException {
        try {
            final Object value = rows.getObject(at + 1);
            return value == null ? null : text(at, value);
        } catch (final SQLException e) {
            throw new QueryException(e);
        }
    }

    private String text(final int at, final Object value) throws SQLException {
        return switch (kinds.get(at)) {
            case NUMBER -> value instanceof Number number ? number(number) : value.toString();
            case DECIMAL -> plain((BigDecimal) value);
            // The JDK's Timestamp would be of the time zone of this process.
            case TIME -> NANOSECONDS.format(rows.getObject(at + 1, LocalDateTime.class));
            case COARSE_TIME -> MICROSECONDS.format(rows.getObject(at + 1, LocalDateTime.class));
            case ZONED_TIME ->
                    MICROSECONDS.format(
                            ((OffsetDateTime) value).withOffsetSameInstant(ZoneOffset.UTC));
            case BYTES -> bytes((Blob) value);
            case TRUTH -> value.toString();
            case TEXT -> rows.getString(at + 1);
        };
    }

    private static String number(final Number number) {
        if (!(number instanceof Double) && !(number instanceof Float)) {
            return number.toString();
        }
        final double size = Math.abs(number.doubleValue());
        final boolean isPlain = size == 0 || size >= PLAIN_MIN && size < PLAIN_MAX;
        return isPlain ? plain(new BigDecimal(number.toString())) : number.toString();
    }

    private static String plain(final BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String bytes(final Blob blob) throws SQLException {
        return "\\x" + HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (final SQLException e) {
            // Rows that were read stay read.
            return;
        }
    }
}
