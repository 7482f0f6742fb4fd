/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TardisImportTest {
    private static final String BOOK =
            Imported.BOOK_HEADER
                    + row(0, "true,bid,100.5,10")
                    + row(0, "true,bid,100,20")
                    + row(0, "true,ask,101,30")
                    + row(2_000, "false,bid,100.5,0")
                    + row(2_000, "false,ask,101.5,7.25")
                    + row(5_001, "false,bid,99,1");

    @TempDir private Path folder;

    /**
     * A row that was received 1 ms after the venue made it, so many microseconds from the start.
     */
    private static String row(final long us, final String columns) {
        return row("BTC-PERPETUAL", us, columns);
    }

    private static String row(final String symbol, final long us, final String columns) {
        final long base = 1_790_000_000_000_000L + us;
        return "deribit," + symbol + ',' + base + ',' + (base + 1_000) + ',' + columns + '\n';
    }

    @Test
    void shouldMakeOneMessageOfTheRowsOfOne() {
        final Imported imported = Imported.ofText(folder, BOOK);

        assertEquals(3, imported.result.messages());
        assertEquals(7, imported.result.lines());
        assertEquals("LIVE 100x20 99x1 | 101x30 101.5x7.25", imported.levels("BTC-PERPETUAL"));
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":"
                        + "\"book.BTC-PERPETUAL.raw\",\"data\":{\"timestamp\":1790000000002,"
                        + "\"type\":\"change\",\"prev_change_id\":1,\"change_id\":2,"
                        + "\"instrument_name\":\"BTC-PERPETUAL\","
                        + "\"bids\":[[\"delete\",100.5,0]],\"asks\":[[\"change\",101.5,7.25]]}}}",
                imported.inbound.get(1));
        assertTrue(imported.inbound.get(2).contains("\"timestamp\":1790000000005.001"));
        assertEquals(
                List.of(
                        1_790_000_000_001_000_000L,
                        1_790_000_000_003_000_000L,
                        1_790_000_000_006_001_000L),
                imported.times);
    }

    @Test
    void shouldLiveAsAConnectionDoes() {
        final Imported imported = Imported.ofText(folder, BOOK + row(1_000_000, "false,bid,98,1"));

        assertEquals(
                List.of(
                        "ENGINE_STARTED",
                        "CONNECTING",
                        "CONNECTED",
                        "DISCONNECTED",
                        "CONNECTION_STOPPED",
                        "ENGINE_STOPPED"),
                imported.lives);
        assertEquals(11, imported.tickCount, "one each 100 ms");
        assertTrue(imported.replayed.requestsCompared() >= 3, "greeting, heartbeats, channels");
        assertEquals(List.of("LIVE", "LIVE", "LIVE", "LIVE"), imported.bookStates);
    }

    @Test
    void shouldTakeASnapshotInTheMiddleForANewBeginning() {
        final Imported imported =
                Imported.ofText(
                        folder,
                        BOOK
                                + row(9_000, "true,bid,90,1")
                                + row(9_000, "true,ask,91,2")
                                + row(9_900, "false,ask,92,4"));

        assertEquals(1, imported.result.resyncs());
        assertEquals("LIVE 90x1 | 91x2 92x4", imported.levels("BTC-PERPETUAL"));
        assertEquals(
                5,
                imported.replayed.requestsCompared(),
                "greeting, heartbeats, the channel: asked for, given back, asked for again");
        assertEquals(
                List.of("EMPTY", "EMPTY", "LIVE", "STALE", "RESYNCING", "LIVE"),
                imported.quality.subList(0, 6));
    }

    @Test
    void shouldLeaveOutWhatComesBeforeTheFirstSnapshot() {
        final Imported imported =
                Imported.ofText(
                        folder,
                        BOOK.replace(
                                Imported.BOOK_HEADER,
                                Imported.BOOK_HEADER + row(-10, "false,bid,1,1")));

        assertEquals(1, imported.result.beforeSnapshot());
        assertEquals("LIVE 100x20 99x1 | 101x30 101.5x7.25", imported.levels("BTC-PERPETUAL"));
    }

    @Test
    void shouldTakeABookForBrokenWhereARowWasLeftOut() {
        final String broken = BOOK.replace("false,ask,101.5,7.25", "false,ask,101.5,NaN");
        final Path file = Imported.file(folder, "in", broken);

        final Imported imported =
                Imported.of(
                        ImportOptions.of(List.of(file)).withSkipsErrors(true),
                        folder.resolve("journal"));

        assertEquals(1, imported.result.skipped());
        assertEquals(List.of("LIVE", "STALE", "RESYNCING"), imported.bookStates);
        assertTrue(
                imported.notices.get(1).endsWith("line 6: amount cannot be: 'NaN'"),
                imported.notices.toString());
    }

    @Test
    void shouldMergeFilesByTimeAndFollowABookFromOneToTheNext() throws IOException {
        final Path trades =
                Imported.gzip(
                        folder,
                        "trades.csv.gz",
                        TardisType.TRADES.header()
                                + '\n'
                                + row(1_000, "T1,buy,101,10")
                                + row(1_000, "T2,unknown,101.00,5"));
        final int cut = BOOK.indexOf(row(5_001, "false,bid,99,1"));
        final Path first = Imported.file(folder, "first.csv", BOOK.substring(0, cut));
        final Path second =
                Imported.file(folder, "second.csv", Imported.BOOK_HEADER + BOOK.substring(cut));

        final Imported imported =
                Imported.of(
                        ImportOptions.of(List.of(second, trades, first)),
                        folder.resolve("journal"));

        assertEquals(
                List.of(EventKind.BOOK, EventKind.TRADES, EventKind.BOOK, EventKind.BOOK),
                imported.kinds);
        assertEquals("LIVE 100x20 99x1 | 101x30 101.5x7.25", imported.levels("BTC-PERPETUAL"));
        assertTrue(
                imported.inbound
                        .get(1)
                        .endsWith(
                                "[{\"trade_id\":\"T1\",\"timestamp\":1790000000001,\"price\":101,"
                                        + "\"instrument_name\":\"BTC-PERPETUAL\","
                                        + "\"direction\":\"buy\",\"amount\":10},"
                                        + "{\"trade_id\":\"T2\",\"timestamp\":1790000000001,"
                                        + "\"price\":101.00,"
                                        + "\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":5}]}}"),
                imported.inbound.get(1));
    }

    @Test
    void shouldMakeQuotesAndTickers() {
        final Path quotes =
                Imported.file(
                        folder,
                        "quotes.csv",
                        TardisType.QUOTES.header()
                                + '\n'
                                + row(0, "30,101,100.5,10")
                                + row("XRP_USDC-30DEC26-0D58-C", 5, ",,0.0100,3"));
        final Path tickers =
                Imported.file(
                        folder,
                        "tickers.csv",
                        TardisType.TICKERS.header()
                                + '\n'
                                + row(1, ",0.0001,,1000,101,100.9,100.95")
                                + row(2, ",,,,,,"));

        final Imported imported =
                Imported.of(ImportOptions.of(List.of(quotes, tickers)), folder.resolve("journal"));

        assertEquals(
                List.of(EventKind.QUOTE, EventKind.TICKER, EventKind.TICKER, EventKind.QUOTE),
                imported.kinds);
        assertTrue(
                imported.inbound
                        .get(0)
                        .endsWith(
                                "\"best_bid_price\":100.5,\"best_bid_amount\":10,"
                                        + "\"best_ask_price\":101,\"best_ask_amount\":30}}}"),
                imported.inbound.get(0));
        assertTrue(
                imported.inbound
                        .get(1)
                        .endsWith(
                                "\"open_interest\":1000,\"last_price\":101,\"index_price\":100.9,"
                                        + "\"mark_price\":100.95,\"current_funding\":0.0001}}}"),
                imported.inbound.get(1));
        assertTrue(
                imported.inbound.get(3).contains("\"channel\":\"quote.XRP_USDC-30DEC26-0d58-C\""));
        assertTrue(imported.inbound.get(3).endsWith("\"best_ask_amount\":null}}}"));
        assertEquals(0, imported.result.rejects());
    }

    @Test
    void shouldTellNumbersThatTheEngineDoesNotKeep() {
        final Imported imported =
                Imported.ofText(folder, BOOK + row(9_000, "false,bid,98.12345678901,1"));

        assertEquals(1, imported.result.inexact());
        assertFalse(imported.levels("BTC-PERPETUAL").startsWith("LIVE"), "not with such a level");
    }

    @Test
    void shouldReadTheSamplesOfTheDocumentation() {
        final Path samples = Path.of("src/test/resources/import");
        final List<Path> files =
                Stream.of(
                                "book.csv",
                                "derivative_ticker.csv",
                                "frames.ndjson",
                                "quotes.csv",
                                "trades.csv")
                        .map(samples::resolve)
                        .toList();

        final Imported imported = Imported.of(ImportOptions.of(files), folder.resolve("journal"));

        assertEquals(10, imported.result.messages());
        assertEquals(0, imported.result.rejects());
        assertEquals(
                "LIVE 86000.5x13300 86000x4000 | 86001.5x22000 86002x1500",
                imported.levels("BTC-PERPETUAL"));
    }
}
