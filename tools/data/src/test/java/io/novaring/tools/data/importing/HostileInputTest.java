/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileInputTest {
    private static final String GOOD =
            "deribit,BTC-PERPETUAL,1790000000000000,1790000000001000,true,bid,100,1\n";
    private static final String LATER =
            "deribit,BTC-PERPETUAL,1790000000002000,1790000000003000,false,bid,101,2\n";

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deribit,BTC-PERPETUAL,1790000000002000,1790000000003000,false,bid,101"
                        + "|7 columns in place of 8",
                "binance,BTCUSDT,1790000000002000,1790000000003000,false,bid,101,2"
                        + "|exchange is 'binance', imported is deribit",
                "deribit,BTC\"x,1790000000002000,1790000000003000,false,bid,101,2"
                        + "|symbol is no name of an instrument: 'BTC\"x'",
                "deribit,BTC-PERPETUAL,1790000000002000,1790000000003,false,bid,101,2"
                        + "|local_timestamp is no time in microseconds: '1790000000003'",
                "deribit,BTC-PERPETUAL,99999999999999999999,1790000000003000,false,bid,101,2"
                        + "|timestamp is no time in microseconds: '99999999999999999999'",
                "deribit,BTC-PERPETUAL,1790000000002000,1790000000003000,yes,bid,101,2"
                        + "|is_snapshot cannot be: 'yes'",
                "deribit,BTC-PERPETUAL,1790000000002000,1790000000003000,false,buy,101,2"
                        + "|side cannot be: 'buy'",
                "deribit,BTC-PERPETUAL,1790000000002000,1790000000003000,false,bid,1_000,2"
                        + "|price cannot be: '1_000'",
                "deribit,BTC-PERPETUAL,1790000000002000,1790000000003000,false,bid,101,-2"
                        + "|amount cannot be: '-2'",
                "deribit,BTC-PERPETUAL,1790000000002000,1790000000003000,false,bid,\"101\",2"
                        + "|price cannot be: '\"101\"'",
            })
    void shouldSayWhichLineIsWrongAndKeepWhatWasBefore(final String row, final String why) {
        final Imported imported =
                Imported.ofText(
                        folder, Imported.BOOK_HEADER + GOOD + LATER + row.trim() + '\n' + LATER);

        assertTrue(imported.result.error().contains("in, line 4: " + why), imported.result.error());
        assertEquals(1, imported.result.messages(), "the second may have been one with the third");
        assertEquals("LIVE 100x1 |", imported.levels("BTC-PERPETUAL"));
    }

    @Test
    void shouldRefuseColumnsOfAnotherTypeAndCreateNothing() {
        final ImportException refused =
                assertThrows(
                        ImportException.class,
                        () ->
                                Imported.ofText(
                                        folder,
                                        "exchange,symbol,timestamp,local_timestamp,bids[0].price\n"
                                                + GOOD));

        assertTrue(refused.getMessage().contains("columns of no data type"), refused.getMessage());
        assertTrue(refused.getMessage().contains("incremental_book_L2"), refused.getMessage());
        assertFalse(Files.exists(folder.resolve("journal")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n\n"})
    void shouldCreateNothingOfNothing(final String text) {
        final Path file = Imported.file(folder, "in", text);
        final ImportOptions options =
                ImportOptions.of(List.of(file)).withFormat(ImportFormat.FRAMES);

        final Imported imported = Imported.of(options, folder.resolve("journal"));

        assertEquals(0, imported.result.run());
        assertNull(imported.result.error());
        assertFalse(Files.exists(folder.resolve("journal")));
    }

    @Test
    void shouldCreateNothingWhenTheFirstLineIsWrong() {
        assertThrows(
                ImportException.class,
                () -> Imported.ofText(folder, Imported.BOOK_HEADER + "deribit,,,,,,,\n"));
        assertThrows(ImportException.class, () -> Imported.ofText(folder, "\u0000\u0001PK"));
        assertThrows(
                ImportException.class,
                () ->
                        Imported.of(
                                ImportOptions.of(List.of(folder.resolve("none"))),
                                folder.resolve("journal")));
        assertFalse(Files.exists(folder.resolve("journal")));
    }

    @Test
    void shouldKeepWhatACompressedFileHadBeforeItWasCutOff() throws IOException {
        final StringBuilder text = new StringBuilder(Imported.BOOK_HEADER).append(GOOD);
        for (int i = 0; i < 20_000; i++) {
            text.append("deribit,BTC-PERPETUAL,")
                    .append(1_790_000_000_001_000L + i)
                    .append(',')
                    .append(1_790_000_000_002_000L + i * 7L)
                    .append(",false,ask,")
                    .append(200 + i * 31 % 977)
                    .append(",2\n");
        }
        final Path file = Imported.gzip(folder, "book.csv.gz", text.toString());
        final byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        final Imported imported =
                Imported.of(ImportOptions.of(List.of(file)), folder.resolve("journal"));

        assertTrue(
                imported.result
                        .error()
                        .endsWith("the compressed file ends in the middle; get it again"),
                imported.result.error());
        assertTrue(imported.result.messages() > 100, imported.result.toString());
    }

    @Test
    void shouldReadEveryPartOfACompressedFileFromASlowPipe() throws IOException {
        final byte[] first =
                Files.readAllBytes(Imported.gzip(folder, "1.gz", Imported.BOOK_HEADER));
        final byte[] second = Files.readAllBytes(Imported.gzip(folder, "2.gz", GOOD));
        // Of which nothing is there yet when the first part ends.
        final InputStream pipe =
                new SequenceInputStream(
                        new ByteArrayInputStream(first), new ByteArrayInputStream(second));

        final Imported imported = Imported.ofStdin(folder.resolve("journal"), pipe);

        assertEquals(1, imported.result.messages());
    }

    @Test
    void shouldShowNothingThatATerminalObeys() {
        final ImportException refused =
                assertThrows(
                        ImportException.class, () -> Imported.ofText(folder, "\u001b[2J\u202eabc"));

        assertTrue(refused.getMessage().endsWith("'?[2J?abc'"), refused.getMessage());
    }

    @Test
    void shouldTakeTimesThatGoBackAsAsked() {
        final String text =
                Imported.BOOK_HEADER
                        + GOOD
                        + LATER.replace("1790000000003000", "1790000000009000")
                        + LATER.replace(
                                "1790000000003000,false,bid,101", "1790000000008000,false,bid,102");
        final ImportOptions options = ImportOptions.of(List.of(Imported.file(folder, "in", text)));

        final Imported stopped = Imported.of(options, folder.resolve("stopped"));
        final Imported sorted =
                Imported.of(options.withTimes(5_000_000, false), folder.resolve("sorted"));
        final Imported clamped = Imported.of(options.withTimes(0, true), folder.resolve("clamped"));

        assertTrue(
                stopped.result.error().contains("2026-09-21T14:13:20.008Z is behind one of"),
                stopped.result.error());
        assertEquals(2, stopped.result.messages());
        assertEquals(1, sorted.result.reordered());
        assertEquals(1_790_000_000_008_000_000L, sorted.times.get(1));
        assertEquals(1, clamped.result.clamped());
        assertEquals(1_790_000_000_009_000_000L, clamped.times.get(2));
    }

    @Test
    void shouldEndInOrderWhenItIsCancelled() {
        final StringBuilder text = new StringBuilder(Imported.BOOK_HEADER).append(GOOD);
        for (int i = 0; i < 1_000; i++) {
            text.append(LATER.replace("1790000000003", String.valueOf(1_790_000_000_003L + i)));
        }
        final Path file = Imported.file(folder, "in", text.toString());
        final int[] asked = {0};

        final Imported imported =
                Imported.of(
                        ImportOptions.of(List.of(file)),
                        folder.resolve("journal"),
                        new ImportListener() {
                            @Override
                            public boolean isCancelled() {
                                return ++asked[0] > 100;
                            }
                        });

        assertTrue(imported.result.isCancelled());
        assertEquals(101, imported.result.messages());
        assertEquals("ENGINE_STOPPED", imported.lives.get(imported.lives.size() - 1));
    }

    @Test
    void shouldRefuseMessagesThatNoJournalTakes() {
        final String small = "{\"method\":\"subscription\",\"params\":{\"channel\":\"quote.A\"}}";
        final String text =
                "2026-09-21T14:13:20Z "
                        + small
                        + "\n2026-09-21T14:13:21Z {\"text\":\""
                        + "x".repeat(8 << 20)
                        + "\"}\n";

        final Imported imported = Imported.ofText(folder, text);

        assertTrue(imported.result.error().contains("line 2: message has more than 8 MiB"));
        assertEquals(1, imported.result.messages());
    }
}
