/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes in by import comes out by export and by SQL, to the last digit. */
@Timeout(180)
final class ImportedTablesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD = "exchange,symbol,timestamp,local_timestamp,";
    private static final List<String> SYMBOLS = List.of("BTC-PERPETUAL", "XRP_USDC-30DEC26-0D58-C");
    private static final int ROUNDS = 2_000;

    /** Half a minute before midnight, so that there are two days. */
    private static final long BEGIN_US = 1_790_035_170_000_000L;

    private static final long STEP_US = 30_000;

    @TempDir private Path folder;
    private final Random random = new Random(7);
    private final Sums sums = new Sums();

    /** Of columns that are put in. */
    private static final class Sums {
        private final TreeMap<String, BigDecimal> columns = new TreeMap<>();
        private final TreeMap<String, Long> rows = new TreeMap<>();
        private BigInteger tradeTimes = BigInteger.ZERO;

        String add(final String column, final String number) {
            columns.merge(column, new BigDecimal(number), BigDecimal::add);
            return number;
        }

        void row(final String table) {
            rows.merge(table, 1L, Long::sum);
        }
    }

    @Test
    void shouldGiveBackTheSumsOfTardisFiles() throws IOException {
        final Path book = gzip("book.csv.gz", HEAD + "is_snapshot,side,price,amount\n" + book());
        final Path trades = gzip("trades.csv.gz", HEAD + "id,side,price,amount\n" + trades());
        final Path quotes =
                Files.writeString(
                        folder.resolve("quotes.csv"),
                        HEAD + "ask_amount,ask_price,bid_price,bid_amount\n" + quotes());
        final Path tickers =
                Files.writeString(
                        folder.resolve("tickers.csv"),
                        HEAD
                                + "funding_timestamp,funding_rate,predicted_funding_rate,"
                                + "open_interest,last_price,index_price,mark_price\n"
                                + tickers());

        check(book, trades, quotes, tickers);
    }

    @Test
    void shouldGiveBackTheSumsOfRawMessages() throws IOException {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < ROUNDS; i++) {
            final long us = BEGIN_US + i * STEP_US;
            text.append("{\"timeNs\":")
                    .append(us * 1_000)
                    .append(",\"frame\":{\"jsonrpc\":\"2.0\",");
            text.append("\"method\":\"subscription\",\"params\":{\"channel\":");
            text.append("\"trades.BTC-PERPETUAL.raw\",\"data\":[{\"trade_seq\":").append(i + 1);
            text.append(",\"trade_id\":\"")
                    .append(i)
                    .append("\",\"timestamp\":")
                    .append(us / 1_000);
            text.append(",\"price\":").append(sums.add("trades.price", price()));
            text.append(",\"instrument_name\":\"BTC-PERPETUAL\",\"direction\":\"buy\",\"amount\":");
            text.append(sums.add("trades.amount", amount())).append("}]}}}\n");
            sums.row("trades");
            sums.tradeTimes = sums.tradeTimes.add(BigInteger.valueOf(us * 1_000));
        }

        check(Files.writeString(folder.resolve("frames.ndjson"), text));
    }

    private void check(final Path... files) throws IOException {
        final String journal = folder.resolve("journal").toString();
        final String[] line = new String[files.length + 3];
        line[0] = "import";
        line[1] = "--out";
        line[2] = journal;
        for (int i = 0; i < files.length; i++) {
            line[3 + i] = files[i].toString();
        }
        final Cli imported = Cli.run(line);
        assertEquals(0, imported.exitCode(), imported.err());
        assertEquals(0, Cli.run("replay", "--verify", journal).exitCode());
        for (final String format : List.of("csv", "parquet", "arrow")) {
            final Path out = folder.resolve(format);
            final Cli export =
                    Cli.run("export", "--format", format, "--out", out.toString(), journal);
            assertEquals(0, export.exitCode(), export.err());
            final JsonNode tables =
                    JSON.readTree(out.resolve("export.json").toFile()).path("tables");
            sums.columns.forEach(
                    (name, sum) -> {
                        final String[] parts = name.split("\\.");
                        final String told =
                                tables.path(parts[0]).path("sums").path(parts[1]).asText();
                        assertEquals(0, sum.compareTo(new BigDecimal(told)), name + ": " + told);
                    });
            sums.rows.forEach(
                    (name, rows) -> assertEquals(rows, tables.path(name).path("rows").asLong()));
        }
        for (final String source : List.of(journal, folder.resolve("parquet").toString())) {
            for (final String table : List.of("trades", "deltas", "quotes", "tickers")) {
                final List<String> columns =
                        sums.columns.keySet().stream()
                                .filter(name -> name.startsWith(table + '.'))
                                .toList();
                if (columns.isEmpty()) {
                    continue;
                }
                assertEquals(
                        columns.stream()
                                .map(sums.columns::get)
                                .map(sum -> sum.stripTrailingZeros().toPlainString())
                                .collect(Collectors.joining(",")),
                        ask(
                                source,
                                columns.stream()
                                        .collect(
                                                Collectors.joining(
                                                        "), sum(",
                                                        "select sum(",
                                                        ") from " + table))));
            }
            assertEquals(
                    sums.tradeTimes.toString(),
                    ask(source, "select sum(epoch_ns(received_time)::hugeint) from trades"));
        }
    }

    private static String ask(final String source, final String query) {
        final Cli asked = Cli.run("sql", "--format", "csv", source, query);
        assertEquals(0, asked.exitCode(), asked.err());
        return asked.out().lines().toList().get(1);
    }

    /** Two books in turns, each with a snapshot at its beginning and at midnight. */
    private String book() {
        final StringBuilder text = new StringBuilder();
        final List<TreeMap<Integer, String>> books = List.of(new TreeMap<>(), new TreeMap<>());
        for (int i = 0; i < ROUNDS; i++) {
            for (int of = 0; of < 2; of++) {
                final TreeMap<Integer, String> book = books.get(of);
                final long us = BEGIN_US + i * STEP_US;
                if (i % (ROUNDS / 2) == 0) {
                    book.clear();
                    for (int level = 1; level <= 10; level++) {
                        book.put(level, amount());
                        level(text, of, us, "true", level, book.get(level));
                    }
                    continue;
                }
                final int level = 1 + random.nextInt(20);
                final boolean isDelete = level > 5 && book.containsKey(level);
                if (isDelete) {
                    book.remove(level);
                } else {
                    book.put(level, amount());
                }
                level(text, of, us, "false", level, isDelete ? "0" : book.get(level));
            }
        }
        return text.toString();
    }

    private void level(
            final StringBuilder text,
            final int of,
            final long us,
            final String isSnapshot,
            final int level,
            final String amount) {
        head(text, of, us).append(isSnapshot).append(",bid,");
        text.append(sums.add("deltas.price", "0.0000" + (100 + level))).append(',');
        text.append(sums.add("deltas.amount", amount)).append('\n');
        sums.row("deltas");
    }

    private String trades() {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < ROUNDS; i++) {
            final long us = BEGIN_US + i / 2 * STEP_US;
            head(text, i / 2 % 2, us).append(i % 7 == 0 ? "," : i + ",");
            text.append(i % 3 == 0 ? "unknown," : "sell,");
            text.append(sums.add("trades.price", price())).append(',');
            text.append(sums.add("trades.amount", amount())).append('\n');
            sums.row("trades");
            sums.tradeTimes = sums.tradeTimes.add(BigInteger.valueOf((us + 1_007) * 1_000));
        }
        return text.toString();
    }

    /** Each with another best, so that each is a row; a side may be empty. */
    private String quotes() {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < ROUNDS; i++) {
            head(text, 0, BEGIN_US + i * STEP_US);
            if (i % 5 == 0) {
                text.append(",,");
            } else {
                text.append(amount()).append(',').append(sums.add("quotes.ask_price", "1" + i));
                text.append(',');
            }
            // Prices of books count, too, and have no amount that ends so.
            text.append("0.00005,").append(i + 1).append(".25\n");
        }
        return text.toString();
    }

    private String tickers() {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < ROUNDS; i++) {
            head(text, 0, BEGIN_US + i * STEP_US);
            text.append(i % 4 == 0 ? ",," : ",0.0001,").append(',');
            text.append(sums.add("tickers.open_interest", amount())).append(',');
            text.append(sums.add("tickers.last_price", price())).append(',');
            text.append(sums.add("tickers.index_price", price())).append(',');
            text.append(sums.add("tickers.mark_price", price())).append('\n');
            sums.row("tickers");
        }
        return text.toString();
    }

    private static StringBuilder head(final StringBuilder text, final int of, final long us) {
        return text.append("deribit,")
                .append(SYMBOLS.get(of))
                .append(',')
                .append(us)
                .append(',')
                .append(us + 1_007)
                .append(',');
    }

    private String price() {
        return random.nextInt(100_000) + "." + String.format("%09d", random.nextInt(1_000_000_000));
    }

    private String amount() {
        return 1 + random.nextInt(1_000) + "." + random.nextInt(1_000);
    }

    private Path gzip(final String name, final String text) throws IOException {
        final Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(Files.size(file) > 0);
        return file;
    }
}
