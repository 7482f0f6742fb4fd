/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tables of a run in which connections broke and messages were lost, held against its events. */
@Timeout(180)
final class ExportCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path folder;
    private static String journal;
    private static Path csv;
    private static Map<String, List<JsonNode>> events;

    @BeforeAll
    static void recordFaults() {
        journal = folder.resolve("journal").toString();
        final Cli demo =
                Cli.run(
                        "demo",
                        "--faults",
                        "--duration",
                        "5",
                        "--rate",
                        "500",
                        "--instruments",
                        "3",
                        "--journal",
                        journal);
        assertEquals(0, demo.exitCode(), demo.out() + demo.err());
        csv = folder.resolve("csv");
        final Cli export = export("csv", csv, "--snapshot-interval-ms", "250", "--depth", "3");
        assertEquals(0, export.exitCode(), export.err());
        events = new HashMap<>();
        Cli.run("journal", "dump", journal)
                .out()
                .lines()
                .map(ExportCommandTest::json)
                .forEach(
                        event ->
                                events.computeIfAbsent(
                                                event.path("kind").asText(),
                                                kind -> new ArrayList<>())
                                        .add(event));
    }

    @Test
    void shouldHaveEveryTradeOfTheDump() throws SQLException {
        final List<String> expected = new ArrayList<>();
        for (final JsonNode event : events.get("trades")) {
            for (final JsonNode trade : event.path("trades")) {
                expected.add(
                        row(event, "sequence", "channel")
                                + row(trade, "instrument", "timeNs", "tradeId", "tradeSeq")
                                + row(trade, "direction", "price", "amount"));
            }
        }
        assertTrue(expected.size() > 50, "trades: " + expected.size());
        assertEquals(
                expected,
                query(
                        "SELECT sequence, channel, instrument, exchange_time, trade_id, trade_seq, side,"
                                + " price, amount FROM "
                                + table("trades")
                                + " ORDER BY sequence::BIGINT, trade_seq::BIGINT"));
    }

    @Test
    void shouldHaveEveryLevelOfEveryBookMessage() throws SQLException {
        final List<String> expected = new ArrayList<>();
        for (final JsonNode event : events.get("book")) {
            final String head =
                    row(event, "sequence", "channel", "instrument", "timeNs", "type", "changeId")
                            + row(event, "prevChangeId");
            for (final String side : List.of("bids", "asks")) {
                for (final JsonNode level : event.path(side)) {
                    expected.add(
                            head
                                    + side.substring(0, 3)
                                    + '|'
                                    + level.path(0).asText()
                                    + '|'
                                    + level.path(1).asText()
                                    + '|'
                                    + level.path(2).asText()
                                    + '|');
                }
            }
        }
        assertTrue(expected.size() > 500, "levels: " + expected.size());
        assertEquals(
                expected,
                query(
                        "SELECT sequence, channel, instrument, exchange_time, type, change_id,"
                                + " prev_change_id, side, action, price, amount FROM "
                                + table("deltas")
                                + " ORDER BY sequence::BIGINT, \"row\"::BIGINT"));
    }

    @Test
    void shouldHaveEveryChangeOfEveryQuoteAndWhereItEnded() throws SQLException {
        final List<JsonNode> both = new ArrayList<>(events.get("quote"));
        events.get("lifecycle").stream()
                .filter(event -> event.path("state").asText().equals("disconnected"))
                .forEach(both::add);
        both.sort((a, b) -> Long.compare(a.path("sequence").asLong(), b.path("sequence").asLong()));
        final Map<String, String> last = new HashMap<>();
        final List<String> expected = new ArrayList<>();
        int ends = 0;
        for (final JsonNode event : both) {
            if (event.path("kind").asText().equals("lifecycle")) {
                for (final Map.Entry<String, String> quote : last.entrySet()) {
                    if (!quote.getValue().equals("||||")) {
                        quote.setValue("||||");
                        expected.add(
                                event.path("sequence").asText() + '|' + quote.getKey() + "||||");
                        ends++;
                    }
                }
                continue;
            }
            final String best =
                    row(event, "bestBidPrice", "bestBidAmount", "bestAskPrice", "bestAskAmount");
            final String key = row(event, "channel");
            if (!best.equals(last.put(key, best))) {
                expected.add(event.path("sequence").asText() + '|' + key + best);
            }
        }
        assertTrue(ends > 0 && expected.size() > 100, ends + " ends of " + expected.size());
        expected.sort(null);
        final List<String> written =
                query(
                        "SELECT sequence, channel, bid_price, bid_amount, ask_price, ask_amount FROM "
                                + table("quotes")
                                + " WHERE source = 'quote'");
        written.sort(null);
        assertEquals(expected, written);
    }

    @Test
    void shouldShowNoPriceOfABookThatWasNotLive() throws SQLException {
        for (final String table : List.of("quotes", "snapshots")) {
            final List<String> lost =
                    query(
                            "SELECT count(*), count(coalesce(bid_price, bid_amount, ask_price,"
                                    + " ask_amount)) FROM "
                                    + table(table)
                                    + " WHERE state <> 'live'");
            assertFalse(lost.get(0).startsWith("0|"), table + " of books that were lost: " + lost);
            assertTrue(lost.get(0).endsWith("|0|"), table + ": " + lost);
        }
    }

    @Test
    void shouldTakeSnapshotsAsTheBooksWereKnownThen() throws SQLException {
        final List<String> times =
                query("SELECT DISTINCT time FROM " + table("snapshots") + " ORDER BY time");
        assertTrue(times.size() > 12, "times: " + times);
        for (int i = 0; i < times.size(); i += Math.max(1, times.size() / 8)) {
            final String time = times.get(i).replace("|", "");
            final JsonNode book =
                    Cli.run(
                                    "replay",
                                    "--at",
                                    time,
                                    "--instrument",
                                    "BTC-PERPETUAL",
                                    "--depth",
                                    "3",
                                    "--json",
                                    journal)
                            .json();
            final List<String> expected = new ArrayList<>();
            final boolean isLive = book.path("state").asText().equals("live");
            final int levels =
                    isLive ? Math.max(book.path("bids").size(), book.path("asks").size()) : 1;
            for (int level = 0; level < levels; level++) {
                expected.add(
                        book.path("state").asText()
                                + '|'
                                + level
                                + '|'
                                + (isLive ? level(book.path("bids"), level) : "||")
                                + (isLive ? level(book.path("asks"), level) : "||"));
            }
            assertEquals(
                    expected,
                    query(
                            "SELECT state, level, bid_price, bid_amount, ask_price, ask_amount FROM "
                                    + table("snapshots")
                                    + " WHERE instrument = 'BTC-PERPETUAL' AND time = '"
                                    + time
                                    + "' ORDER BY level::BIGINT"));
        }
    }

    @Test
    void shouldSayTheSameInParquet() throws SQLException, IOException {
        final Path out = folder.resolve("parquet");
        final Cli export = export("parquet", out, "--snapshot-interval-ms", "250", "--depth", "3");
        assertEquals(0, export.exitCode(), export.err());

        final JsonNode tables = manifest(out).path("tables");
        assertEquals(7, tables.size());
        for (final Iterator<String> names = tables.fieldNames(); names.hasNext(); ) {
            final String name = names.next();
            final String file = "read_parquet('" + out + "/" + name + "/*/*/*.parquet')";
            assertEquals(
                    List.of(tables.path(name).path("rows").asText() + '|'),
                    query("SELECT count(*) FROM " + file));
            final JsonNode sums = tables.path(name).path("sums");
            for (final Iterator<String> columns = sums.fieldNames(); columns.hasNext(); ) {
                final String column = columns.next();
                final String sum =
                        query("SELECT coalesce(sum(" + column + "), 0) FROM " + file).get(0);
                assertEquals(
                        0,
                        new BigDecimal(sums.path(column).asText())
                                .compareTo(new BigDecimal(sum.replace("|", ""))),
                        name + '.' + column);
            }
        }
    }

    @Test
    void shouldWriteWhatIsWantedOnly() throws IOException, SQLException {
        final Path out = folder.resolve("part");
        final long from = events.get("book").get(100).path("sequence").asLong();
        final long until = events.get("book").get(200).path("sequence").asLong();

        final Cli export =
                export(
                        "csv",
                        out,
                        "--tables",
                        "deltas,tickers",
                        "--instrument",
                        "BTC-PERPETUAL",
                        "--from",
                        Long.toString(from),
                        "--until",
                        Long.toString(until));

        assertEquals(0, export.exitCode(), export.err());
        try (Stream<Path> inside = Files.list(out)) {
            assertEquals(
                    List.of("deltas", "export.json", "tickers"),
                    inside.map(path -> path.getFileName().toString()).sorted().toList());
        }
        final String range =
                " WHERE instrument = 'BTC-PERPETUAL' AND sequence::BIGINT >= "
                        + from
                        + " AND sequence::BIGINT < "
                        + until;
        for (final String table : List.of("deltas", "tickers")) {
            final List<String> all =
                    query("SELECT * FROM " + table(table) + range + " ORDER BY ALL");
            assertTrue(all.size() > 5, table + ": " + all.size());
            assertEquals(all, query("SELECT * FROM " + table(out, table) + " ORDER BY ALL"), table);
        }
    }

    @Test
    void shouldWriteWhatIsValidOfADamagedJournal() throws IOException, SQLException {
        final Path damaged = folder.resolve("damaged");
        JournalFilesTest.copy(Path.of(journal), damaged);
        JournalFilesTest.damage(damaged);
        final Path out = folder.resolve("of-damaged");

        final Cli export =
                Cli.run(
                        "export",
                        "--format",
                        "csv",
                        "--tables",
                        "deltas",
                        "--out",
                        out.toString(),
                        damaged.toString());

        assertEquals(1, export.exitCode());
        assertTrue(export.err().contains("damaged journal: "), export.err());
        final long until = manifest(out).path("until").asLong();
        assertFalse(manifest(out).path("problem").isNull());
        final List<String> valid =
                query(
                        "SELECT * FROM "
                                + table("deltas")
                                + " WHERE sequence::BIGINT < "
                                + until
                                + " ORDER BY ALL");
        assertFalse(valid.isEmpty());
        assertEquals(valid, query("SELECT * FROM " + table(out, "deltas") + " ORDER BY ALL"));
    }

    @Test
    void shouldRefuseWhatItCannotDo() {
        final Cli again = export("csv", csv);
        final Cli noTable = export("csv", folder.resolve("x"), "--tables", "trade");
        final Cli deep = export("csv", folder.resolve("x"), "--depth", "0");

        assertEquals(1, again.exitCode());
        assertTrue(again.err().contains("is not empty"), again.err());
        assertEquals(2, noTable.exitCode());
        assertTrue(noTable.err().contains("no such table: trade; there are trades"), noTable.err());
        assertEquals(2, deep.exitCode());
        assertFalse(Files.exists(folder.resolve("x")));
        assertFalse(Files.exists(folder.resolve("x.partial")));
    }

    private static Cli export(final String format, final Path out, final String... more) {
        final List<String> line =
                new ArrayList<>(List.of("export", "--format", format, "--out", out.toString()));
        line.addAll(List.of(more));
        line.add(journal);
        return Cli.run(line.toArray(new String[0]));
    }

    private static String table(final String name) {
        return table(csv, name);
    }

    private static String table(final Path out, final String name) {
        return "read_csv('"
                + out
                + "/"
                + name
                + "/*/*/*.csv', all_varchar=true, header=true, hive_partitioning=false)";
    }

    private static JsonNode manifest(final Path out) throws IOException {
        return JSON.readTree(out.resolve("export.json").toFile());
    }

    private static JsonNode json(final String line) {
        try {
            return JSON.readTree(line);
        } catch (final IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static String row(final JsonNode node, final String... fields) {
        final StringBuilder row = new StringBuilder();
        for (final String field : fields) {
            row.append(node.path(field).isNull() ? "" : node.path(field).asText()).append('|');
        }
        return row.toString();
    }

    private static String level(final JsonNode side, final int level) {
        return level < side.size()
                ? side.path(level).path(0).asText() + '|' + side.path(level).path(1).asText() + '|'
                : "||";
    }

    private static List<String> query(final String sql) throws SQLException {
        final List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                final StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    final String value = result.getString(i);
                    row.append(value == null ? "" : value).append('|');
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
