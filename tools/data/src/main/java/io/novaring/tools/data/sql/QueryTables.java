/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.data.export.ExportTable;
import io.novaring.tools.data.table.DuckDb;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * Which tables a query names. Of SELECT and what is like it, DuckDB's own parser tells them; of all
 * else (EXPLAIN, PIVOT, COPY) and of table functions, each table is taken whose name is a word of
 * the text: perhaps one too many, never one too few, unless its name is put together by the query.
 *
 * @param isSelect whether this is one statement that only asks.
 */
record QueryTables(Set<ExportTable> tables, boolean isSelect) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");

    static QueryTables of(final DuckDBConnection connection, final String sql)
            throws IOException, QueryException {
        final JsonNode tree;
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "SELECT json_serialize_sql(" + DuckDb.literal(sql) + ')')) {
            result.next();
            tree = JSON.readTree(result.getString(1));
        } catch (final SQLException e) {
            throw new QueryException(e);
        }
        final Set<ExportTable> tables = EnumSet.noneOf(ExportTable.class);
        final boolean isParsed = !tree.path("error").asBoolean();
        if (!isParsed || tree.findValuesAsText("type").contains("TABLE_FUNCTION")) {
            final Matcher words = WORD.matcher(sql);
            while (words.find()) {
                add(tables, words.group());
            }
        } else {
            tree.findValuesAsText("table_name").forEach(name -> add(tables, name));
        }
        return new QueryTables(tables, isParsed && tree.path("statements").size() == 1);
    }

    private static void add(final Set<ExportTable> tables, final String word) {
        final String lower = word.toLowerCase(Locale.ROOT);
        for (final ExportTable table : ExportTable.values()) {
            if (table.word().equals(lower)) {
                tables.add(table);
            }
        }
    }
}
