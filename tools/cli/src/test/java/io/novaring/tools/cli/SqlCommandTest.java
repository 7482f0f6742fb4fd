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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Questions to a journal and to its export, held against each other. */
@Timeout(180)
final class SqlCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path folder;
    private static String journal;
    private static String export;
    private static Path temp;

    @BeforeAll
    static void record() throws IOException {
        journal = folder.resolve("journal").toString();
        final Cli demo =
                Cli.run(
                        "demo",
                        "--faults",
                        "--duration",
                        "3",
                        "--rate",
                        "500",
                        "--instruments",
                        "3",
                        "--journal",
                        journal);
        assertEquals(0, demo.exitCode(), demo.out() + demo.err());
        export = folder.resolve("it's an export").toString();
        final Cli written = Cli.run("export", "--format", "parquet", "--out", export, journal);
        assertEquals(0, written.exitCode(), written.err());
        temp = Files.createDirectory(folder.resolve("temp"));
    }

    @AfterEach
    void shouldLeaveNothing() throws IOException {
        try (Stream<Path> left = Files.list(temp)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void shouldHaveTheRowsAndSumsOfTheExport() throws IOException {
        final JsonNode tables =
                JSON.readTree(Path.of(export, "export.json").toFile()).path("tables");
        assertEquals(7, tables.size());
        for (final Iterator<String> names = tables.fieldNames(); names.hasNext(); ) {
            final String name = names.next();
            final StringBuilder query = new StringBuilder("select count(*) as n");
            final List<String> expected = new ArrayList<>();
            expected.add(tables.path(name).path("rows").asText());
            final JsonNode sums = tables.path(name).path("sums");
            for (final Iterator<String> columns = sums.fieldNames(); columns.hasNext(); ) {
                final String column = columns.next();
                query.append(", coalesce(sum(").append(column).append("), 0)");
                final BigDecimal sum = new BigDecimal(sums.path(column).asText());
                expected.add(sum.signum() == 0 ? "0" : sum.stripTrailingZeros().toPlainString());
            }
            query.append(" from ").append(name);

            for (final String source : List.of(journal, export)) {
                final List<String> lines =
                        ask(source, "--format", "csv", query.toString()).lines().toList();
                assertEquals(String.join(",", expected), lines.get(1), source + ": " + query);
            }
        }
    }

    @Test
    void shouldHaveEveryValueOfTheExport() {
        for (final String table :
                List.of("trades", "quotes", "deltas", "snapshots", "tickers", "latencies")) {
            final String query = "select * from " + table + " order by all";
            final String rows = ask(journal, "--format", "csv", query);
            assertTrue(rows.lines().count() > 20, table);
            assertEquals(ask(export, "--format", "csv", query), rows);
        }
    }

    @Test
    void shouldSayWhatThereIs() {
        final String list = ask(journal);

        assertEquals(list, ask(export));
        assertTrue(list.contains("orders, 0 rows\n    instrument sequence"), list);
        assertTrue(
                list.contains(
                        "\ndeltas, "
                                + String.format(
                                        "%,d",
                                        number(ask(journal, "--format", "csv", count("deltas"))))
                                + " rows\n"),
                list);
    }

    @Test
    void shouldKeepDigitsAndTimes() throws IOException {
        final String values =
                "select 9223372036.854775807::decimal(19,9) as price, 1.500000000::decimal(19,9) as"
                        + " half, 170141183460469231731687303715884105727::hugeint as big,"
                        + " make_timestamp_ns(1795314092941000001) as t, 1e300 as d, 0.1 + 0.2 as e,"
                        + " 'NaN'::double as nan, null as nothing, '' as empty, 'a \"b\", c' as text,"
                        + " true as flag, date '2026-11-22' as day, [1, 2] as list";

        assertEquals(
                "price,half,big,t,d,e,nan,nothing,empty,text,flag,day,list\n"
                        + "9223372036.854775807,1.5,170141183460469231731687303715884105727,"
                        + "2026-11-22T02:21:32.941000001Z,1.0E300,0.3,NaN,,\"\",\"a \"\"b\"\", c\","
                        + "true,2026-11-22,\"[1, 2]\"\n",
                ask(journal, "--format", "csv", values));
        final JsonNode row = JSON.readTree(ask(journal, "--format", "ndjson", values));
        assertEquals("9223372036.854775807", row.path("price").textValue());
        assertEquals("NaN", row.path("nan").textValue());
        assertTrue(row.path("nothing").isNull() && row.path("flag").booleanValue());
        assertEquals("a \"b\", c", row.path("text").textValue());
        assertTrue(row.path("big").isBigInteger());
    }

    @Test
    void shouldCutATableToItsWidthAndSaySo() {
        final String table = ask(journal, "--width", "80", "--rows", "3", "from tickers");

        final List<String> lines = table.lines().toList();
        assertEquals(6, lines.size(), table);
        lines.subList(0, 4).forEach(line -> assertTrue(line.length() <= 80, line));
        assertTrue(lines.get(4).endsWith("; the first 3 are shown)"), table);
        assertTrue(lines.get(5).startsWith("without the columns that do not fit: "), table);
        assertTrue(lines.get(5).contains("price_change; --format csv has all"), table);
        assertEquals(
                "a  b\n1  x\n   y\n2  -\n(2 rows)\n",
                ask(
                        journal,
                        "select * from (values (1, 'x' || chr(10) || 'y'), (2, null)) t(a, b)"));
        assertEquals("t\n?[31m\n(1 row)\n", ask(journal, "select chr(27) || '[31m' as t"));
    }

    @Test
    void shouldTakeAPartOfTheJournal() {
        final long half =
                number(
                        ask(
                                journal,
                                "--format",
                                "csv",
                                "select median(sequence)::bigint from deltas"));
        final String query =
                "select count(*), min(sequence) >= "
                        + half
                        + ", count(distinct instrument) from deltas";

        final String part =
                ask(
                        journal,
                        "--from",
                        Long.toString(half),
                        "--instrument",
                        "BTC-PERPETUAL",
                        "--format",
                        "csv",
                        query);

        final String expected =
                ask(
                        export,
                        "--format",
                        "csv",
                        query + " where sequence >= " + half + " and instrument = 'BTC-PERPETUAL'");
        assertEquals(expected.lines().toList().get(1), part.lines().toList().get(1));
        assertTrue(part.endsWith(",true,1\n"), part);
    }

    @Test
    void shouldMakeWhatTheQueryNames() {
        assertEquals("n\n", ask(journal, "--format", "csv", "select 1 as n limit 0"));
        for (final String query :
                List.of(
                        "with x as (select * from trades) select count(*) from x, (from quotes limit 1)",
                        "pivot trades on side using count(*)",
                        "summarize \"TRADES\"",
                        "describe trades",
                        "from query_table('trades') limit 1",
                        "select 1; select count(*) from trades",
                        "explain select * from trades")) {
            assertFalse(ask(journal, query).isEmpty(), query);
        }
    }

    @Test
    void shouldSayWhatIsWrongAsDuckDbDoes() {
        refuse("LINE 1: select * form trades\n", journal, "select * form trades");
        refuse("Candidate bindings: \"bid_price\"", journal, "select bid_prize from quotes");
        refuse("Did you mean \"trades\"?", journal, "from trade");
        refuse("No statements", journal, "  ");
        // A value is known to be wrong only when it is seen.
        refuse("Could not convert string", journal, "select channel::int from deltas");
        refuse("a query and --file: name one", journal, "--file", "x", "select 1");
        refuse("--memory-mb is to be 64 or more: 1", journal, "--memory-mb", "1", "select 1");
        refuse("use WHERE", export, "--instrument", "X", "select 1");
    }

    @Test
    void shouldSeeTheTablesAlone() throws IOException {
        final Path other = Files.writeString(folder.resolve("other.csv"), "a\n7\n");
        final String read = "select a from read_csv('" + other + "')";
        final Path target = folder.resolve("written.csv");
        final String write = "copy (select 1) to '" + target + "'";
        for (final String source : List.of(journal, export)) {
            refuse("disabled by configuration", source, read);
            refuse("disabled by configuration", source, write);
            refuse("disabled by configuration", source, "attach '" + target + "' as x");
            refuse("", source, "set enable_external_access = true");
            refuse("", source, "install httpfs");
            assertFalse(Files.exists(target));
            assertEquals("a\n7\n", ask(source, "--files", "--format", "csv", read));
        }
    }

    @Test
    void shouldReadTheQueryFromAFile() throws IOException {
        final Path file =
                Files.writeString(folder.resolve("query.sql"), "-- how many\n" + count("trades"));

        assertEquals(ask(journal, count("trades")), ask(journal, "--file", file.toString()));
    }

    @Test
    void shouldGoOnInFilesWhereMemoryEnds() {
        final String query =
                "select count(*), sum(a) from (select distinct hash(r) a from range(12000000) t(r))";

        assertEquals(
                ask(export, "--memory-mb", "2048", "--format", "csv", query),
                ask(export, "--memory-mb", "64", "--format", "csv", query));
    }

    @Test
    void shouldAnswerOfWhatIsValidOfADamagedJournal() throws IOException {
        final Path damaged = folder.resolve("damaged");
        JournalFilesTest.copy(Path.of(journal), damaged);
        JournalFilesTest.damage(damaged);

        final Cli asked =
                Cli.run("sql", "--temp-dir", temp.toString(), damaged.toString(), count("deltas"));

        assertEquals(1, asked.exitCode());
        assertTrue(asked.err().contains("damaged journal: "), asked.err());
        assertTrue(asked.out().contains("(1 row)"), asked.out());
    }

    @Test
    void shouldSayThatAnExportCannotBeAsked() {
        final String csv = folder.resolve("csv").toString();
        final String part = folder.resolve("part").toString();
        Cli.run("export", "--format", "csv", "--tables", "trades", "--out", csv, journal);
        Cli.run("export", "--format", "parquet", "--tables", "trades", "--out", part, journal);

        refuse("only those as parquet can be asked", 1, csv, count("trades"));
        refuse("the export has no table quotes; it has trades", part, count("quotes"));
        assertTrue(ask(part, count("trades")).contains("(1 row)"));
    }

    private static String count(final String table) {
        return "select count(*) as n from " + table;
    }

    private static long number(final String csv) {
        return Long.parseLong(csv.lines().toList().get(1));
    }

    private static String ask(final String source, final String... more) {
        final Cli asked = run(source, more);
        assertEquals(0, asked.exitCode(), asked.err());
        return asked.out();
    }

    private static void refuse(final String why, final String source, final String... more) {
        refuse(why, 2, source, more);
    }

    private static void refuse(
            final String why, final int exitCode, final String source, final String... more) {
        final Cli asked = run(source, more);
        assertEquals(exitCode, asked.exitCode(), asked.out() + asked.err());
        assertTrue(asked.err().contains(why), asked.err());
        assertEquals("", asked.out());
    }

    private static Cli run(final String source, final String... more) {
        final List<String> line = new ArrayList<>(List.of("sql", "--temp-dir", temp.toString()));
        // Options, then the source, then the query.
        final boolean hasQuery = more.length % 2 == 1 || List.of(more).contains("--files");
        final int options = hasQuery ? more.length - 1 : more.length;
        line.addAll(List.of(more).subList(0, options));
        line.add(source);
        line.addAll(List.of(more).subList(options, more.length));
        return Cli.run(line.toArray(new String[0]));
    }
}
