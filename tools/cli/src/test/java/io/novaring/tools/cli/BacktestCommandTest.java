/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class BacktestCommandTest {
    @TempDir private static Path folder;
    private static Path market;

    @TempDir private Path out;

    @BeforeAll
    static void recordOnce() throws IOException {
        market = ImportedMarket.record(folder);
    }

    private static Cli backtest(final Path directory, final String... options) {
        final List<String> words = new ArrayList<>(List.of("backtest"));
        words.addAll(Arrays.asList(options));
        words.addAll(List.of("--out", directory.toString(), market.toString()));
        return Cli.run(words.toArray(new String[0]));
    }

    private static JsonNode summary(final Path directory) throws IOException {
        return new ObjectMapper().readTree(directory.resolve("summary.json").toFile());
    }

    /** Every file by its name. */
    private static Map<String, String> files(final Path directory) throws IOException {
        final Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (final Path path : paths.toList()) {
                files.put(
                        path.getFileName().toString(),
                        new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    @Test
    void shouldWriteTheSameBitsEachTime() throws IOException {
        final Cli first = backtest(out.resolve("1"), "--strategy", "maker", "--seed", "9");
        final Cli second = backtest(out.resolve("2"), "--strategy", "maker", "--seed", "9");

        assertEquals(0, first.exitCode(), first.err());
        assertEquals(0, second.exitCode(), second.err());
        final Map<String, String> files = files(out.resolve("1"));
        assertEquals(
                "[books.ndjson, fills.ndjson, latency.ndjson, orders.ndjson, pnl.ndjson,"
                        + " report.html, summary.json]",
                files.keySet().toString());
        assertEquals(files, files(out.resolve("2")));
        files.forEach((name, text) -> assertFalse(text.contains(folder.toString()), name));
    }

    @Test
    void shouldSayWhatWasRunOnWhatAndWhatCameOfIt() throws IOException {
        final Cli cli =
                backtest(
                        out,
                        "--strategy",
                        "maker",
                        "--set",
                        "halfSpread=1.5",
                        "--queue",
                        "power",
                        "--order-latency",
                        "2ms/1ms",
                        "--feed-latency",
                        "250us",
                        "--fees",
                        "maker=-0.0001",
                        "--tier",
                        "tier-1",
                        "--deposit",
                        "BTC=3",
                        "--unknown-book",
                        "hold",
                        "--trade-window",
                        "20ms",
                        "--seed",
                        "77");

        assertEquals(0, cli.exitCode(), cli.err());
        final JsonNode summary = summary(out);
        assertEquals("maker", summary.path("strategy").asText());
        assertEquals("1.5", summary.path("parameters").path("halfSpread").asText());
        assertEquals("500", summary.path("parameters").path("positionMax").asText());
        final JsonNode settings = summary.path("settings");
        assertEquals("power=3.0", settings.path("queue").asText());
        assertEquals("2ms/1ms", settings.path("orderLatency").asText());
        assertEquals("250000", settings.path("feedLatencyNs").asText());
        assertTrue(settings.path("fees").asText().startsWith("maker=-0.0001,taker=0.0005,"));
        assertEquals("tier-1", settings.path("tier").asText());
        assertEquals("BTC=3", settings.path("deposits").asText());
        assertEquals("hold", settings.path("unknownBook").asText());
        assertEquals("20000000", settings.path("tradeWindowNs").asText());
        assertEquals(77, summary.path("seed").asInt());
        assertEquals("market", summary.path("journal").path("name").asText());
        assertEquals(0, summary.path("journal").path("firstSequence").asInt());
        assertTrue(summary.path("stateHash").asText().matches("0x[0-9a-f]{16}"));
        final JsonNode figures = summary.path("figures");
        final int fills = figures.path("activity").path("fills").asInt();
        assertTrue(fills > 0, figures.toString());
        assertEquals(fills, Files.readAllLines(out.resolve("fills.ndjson")).size());
        // A rebate is what the schedule gives on makers' fills.
        assertTrue(figures.path("usd").path("fees").asText().startsWith("-"), figures.toString());
        assertEquals(3_000_000, figures.path("answers").path("p50Ns").asLong(), 3_000);
        assertTrue(cli.out().startsWith("maker on market, 2026-11-18T"), cli.out());
        assertTrue(cli.out().contains("profit "), cli.out());
        assertTrue(cli.out().endsWith("report: " + out.resolve("report.html") + '\n'), cli.out());
        assertTrue(cli.widest() <= 120, cli.out());
    }

    @Test
    void shouldPrintTheSummaryAndNothingElse() throws IOException {
        final Cli cli = backtest(out, "--strategy", "crossing", "--json");

        assertEquals(0, cli.exitCode(), cli.err());
        assertEquals(Files.readString(out.resolve("summary.json")), cli.out());
    }

    @Test
    void shouldWriteParquetOfEveryRowAndTakeItAwayAgain() throws IOException, SQLException {
        final Cli cli = backtest(out, "--strategy", "maker", "--parquet");

        assertEquals(0, cli.exitCode(), cli.err());
        final List<String> fills = Files.readAllLines(out.resolve("fills.ndjson"));
        BigDecimal amount = BigDecimal.ZERO;
        for (final String fill : fills) {
            amount =
                    amount.add(
                            new BigDecimal(
                                    new ObjectMapper().readTree(fill).path("amount").asText()));
        }
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT count(*), sum(amount) FROM '"
                                        + out.resolve("fills.parquet")
                                        + "'")) {
            assertTrue(found.next());
            assertEquals(fills.size(), found.getInt(1));
            assertEquals(0, amount.compareTo(found.getBigDecimal(2)));
        }
        assertEquals(12, files(out).size());

        final Cli again = backtest(out, "--strategy", "maker");

        assertEquals(0, again.exitCode(), again.err());
        assertEquals(7, files(out).size());
    }

    @Test
    void shouldTradeInTheRangeAloneAndEndFlatWhenToldTo() throws IOException {
        final Cli cli =
                backtest(
                        out,
                        "--strategy",
                        "maker",
                        "--from",
                        "+20s",
                        "--until",
                        "+40s",
                        "--stop-before",
                        "5s");

        assertEquals(0, cli.exitCode(), cli.err());
        final JsonNode figures = summary(out).path("figures");
        final long startNs = ImportedMarket.START_US * 1000;
        assertTrue(figures.path("toNs").asLong() <= startNs + 40_100_000_000L);
        assertEquals("0", figures.path("instruments").path(0).path("position").asText());
        final List<String> fills = Files.readAllLines(out.resolve("fills.ndjson"));
        assertFalse(fills.isEmpty());
        for (final String fill : fills) {
            final long ns = new ObjectMapper().readTree(fill).path("timeNs").asLong();
            assertTrue(ns >= startNs + 20_000_000_000L, fill);
        }
    }

    @Test
    void shouldTakeAnEventAsAPlace() throws IOException {
        final Cli cli = backtest(out, "--strategy", "maker", "--from", "500", "--until", "1000");

        assertEquals(0, cli.exitCode(), cli.err());
        final long fromNs = summary(out).path("settings").path("fromNs").asLong();
        assertTrue(fromNs > ImportedMarket.START_US * 1000, "from " + fromNs);
    }

    @Test
    void shouldSweepTheSameOnAnyNumberOfThreads() throws IOException {
        final String[] options = {
            "--strategy",
            "maker",
            "--sweep",
            "halfSpread=1..3",
            "--sweep",
            "requoteAfter=1,2",
            "--set",
            "amount=50",
            "--sort",
            "fills",
            "--threads"
        };
        final Cli one = backtest(out.resolve("1"), with(options, "1"));
        final Cli two = backtest(out.resolve("2"), with(options, "2"));

        assertEquals(0, one.exitCode(), one.err());
        assertEquals(0, two.exitCode(), two.err());
        final Map<String, String> files = files(out.resolve("1"));
        assertEquals("[sweep.csv, sweep.html, sweep.ndjson]", files.keySet().toString());
        assertEquals(files, files(out.resolve("2")));
        final List<String> rows = files.get("sweep.csv").lines().toList();
        assertEquals(7, rows.size());
        assertTrue(rows.get(0).startsWith("amount,halfSpread,requoteAfter,profitUsd,"));
        assertTrue(rows.get(1).startsWith("50,1,1,"), rows.get(1));
        assertTrue(rows.get(6).startsWith("50,3,2,"), rows.get(6));
        final JsonNode line = new ObjectMapper().readTree(files.get("sweep.ndjson").split("\n")[5]);
        assertEquals("3", line.path("parameters").path("halfSpread").asText());
        assertTrue(one.out().contains("the first again, with a report: --set"), one.out());
        assertEquals(fillsShown(one).stream().sorted((a, b) -> b - a).toList(), fillsShown(one));
    }

    private static String[] with(final String[] options, final String last) {
        final String[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = last;
        return all;
    }

    /** Of the table on the console, from its top. */
    private static List<Integer> fillsShown(final Cli cli) {
        final List<String> lines = cli.out().lines().toList();
        final int column = Arrays.asList(lines.get(1).strip().split(" +")).indexOf("fills");
        return lines.subList(2, 8).stream()
                .map(line -> Integer.valueOf(line.strip().split(" +")[column]))
                .toList();
    }

    @Test
    void shouldGiveTheRowOfASweepAgainByItself() throws IOException {
        backtest(out.resolve("all"), "--strategy", "maker", "--sweep", "halfSpread=1,2");
        backtest(out.resolve("one"), "--strategy", "maker", "--set", "halfSpread=2");

        final String row = Files.readAllLines(out.resolve("all").resolve("sweep.ndjson")).get(1);
        assertEquals(new ObjectMapper().readTree(row), summary(out.resolve("one")));
        assertNotEquals("0", summary(out.resolve("one")).path("figures").path("usd").asText());
    }

    @Test
    void shouldRunAClassOfOnesOwn() throws IOException {
        final Path project = out.resolve("project");
        final Cli generated =
                Cli.run("generate", "strategy", "Mine", "--directory", project.toString());
        assertEquals(0, generated.exitCode(), generated.err());
        assertEquals(2, Cli.run("generate", "strategy", "mine").exitCode());
        compile(project.resolve("Mine.java"), project.resolve("classes"));

        final Cli cli =
                backtest(
                        out.resolve("result"),
                        "--strategy",
                        "Mine",
                        "--class-path",
                        project.resolve("classes").toString(),
                        "--set",
                        "distance=1",
                        "--stop-before",
                        "5s");

        assertEquals(0, cli.exitCode(), cli.err());
        final JsonNode summary = summary(out.resolve("result"));
        assertEquals("Mine", summary.path("strategy").asText());
        assertEquals("200", summary.path("parameters").path("changes").asText());
        assertTrue(summary.path("rows").path("fills").asInt() > 1, summary.toString());
        assertEquals(
                "0", summary.path("figures").path("instruments").path(0).path("position").asText());
    }

    @Test
    void shouldSayWhereAStrategyFailed() throws IOException {
        final Path source = Files.createDirectories(out.resolve("bad")).resolve("Bad.java");
        Files.writeString(
                source,
                """
                public final class Bad implements io.novaring.engine.strategy.Strategy {
                    private boolean isStarted;
                    private final long divisor;
                    public Bad(final io.novaring.engine.strategy.StrategyParameters parameters) {
                        divisor = parameters.whole("divisor", 0);
                    }
                    public void start(final io.novaring.engine.strategy.StrategyContext context) {
                        isStarted = true;
                    }
                    public void stop() {}
                    public boolean isFlat() { return true; }
                    public void onEvent(
                            final io.novaring.codec.MarketEvent event,
                            final long sequence,
                            final boolean isEnd) {
                        if (isStarted && 1 / divisor < 0) {
                            isStarted = false;
                        }
                    }
                }
                """);
        compile(source, out.resolve("classes"));
        final String[] options = {
            "--strategy", "Bad", "--class-path", out.resolve("classes").toString()
        };

        final Cli run = backtest(out.resolve("result"), options);
        final Cli sweep =
                backtest(out.resolve("sweep"), with(with(options, "--sweep"), "divisor=0,1,2"));

        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("the strategy failed at event "), run.err());
        assertTrue(run.err().contains("ArithmeticException: / by zero"), run.err());
        assertFalse(Files.exists(out.resolve("result").resolve("summary.json")));
        assertEquals(1, sweep.exitCode());
        assertTrue(sweep.err().contains("run with {divisor=0}: the strategy failed"), sweep.err());
        assertEquals(3, Files.readAllLines(out.resolve("sweep").resolve("sweep.csv")).size());
    }

    private static void compile(final Path source, final Path classes) throws IOException {
        Files.createDirectories(classes);
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "--release",
                                "17",
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString(),
                                source.toString()));
    }
}
