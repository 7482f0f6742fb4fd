/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.tools.data.table.ExportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder is there as a whole or not at all. */
final class ExportTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final ExportSource SOURCE = new ExportSource("journal", 1, 10, null);

    @TempDir private Path folder;
    private final Symbols symbols = new Symbols();

    @Test
    void shouldLeaveNothingWhenItIsStopped() throws IOException {
        for (final ExportFormat format : ExportFormat.values()) {
            final Path out = folder.resolve("stopped-" + format.word());
            try (Export export = open(out, format)) {
                trades(export, 5_000, DAY_NS);
                trades(export, 5_000, 2 * DAY_NS);

                assertFalse(Files.exists(out));
            }
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(List.of(), left.toList());
            }
        }
    }

    @Test
    void shouldPartByDayAndInstrumentAndCount() throws IOException {
        for (final ExportFormat format : ExportFormat.values()) {
            final Path out = folder.resolve("whole-" + format.word());
            final List<TableTotals> totals;
            try (Export export = open(out, format)) {
                trades(export, 3_000, DAY_NS);
                trades(export, 2_000, 2 * DAY_NS);
                totals = export.finish(SOURCE);
            }

            final TableTotals trades = totals.get(0);
            assertEquals(5_000, trades.rows());
            assertEquals(4, trades.files());
            // 1 + ... + 3,000 and 1 + ... + 2,000, in units of 10^-9.
            assertEquals("0.006502500", trades.sums().get("price").toPlainString());
            for (final String day : List.of("1970-01-02", "1970-01-03")) {
                for (final String instrument : List.of("A%2FB", "C")) {
                    assertTrue(
                            Files.isRegularFile(
                                    out.resolve("trades/date=" + day)
                                            .resolve("instrument=" + instrument)
                                            .resolve(format.fileName())),
                            day + instrument);
                }
            }
            assertTrue(Files.readString(out.resolve("export.json")).contains("0.006502500"));
            try (Stream<Path> inside = Files.list(out)) {
                // A folder for each table, and the page beside them.
                assertEquals(ExportTable.values().length + 1, inside.count());
            }
        }
    }

    @Test
    void shouldNotMixWithWhatIsThere() throws IOException {
        final Path out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("mine"), "x");

        final IOException refused =
                assertThrows(IOException.class, () -> open(out, ExportFormat.CSV));

        assertTrue(refused.getMessage().contains("is not empty"), refused.getMessage());
        assertEquals("x", Files.readString(out.resolve("mine")));
    }

    @Test
    void shouldNotRunBesideAnotherToTheSamePlace() throws IOException {
        final Path out = folder.resolve("out");
        try (Export first = open(out, ExportFormat.CSV)) {
            final IOException refused =
                    assertThrows(IOException.class, () -> open(out, ExportFormat.CSV));

            assertTrue(refused.getMessage().contains("out.partial is there"), refused.getMessage());
            first.finish(SOURCE);
        }
        assertTrue(Files.exists(out.resolve("export.json")));
    }

    private Export open(final Path out, final ExportFormat format) throws IOException {
        final Export export =
                Export.into(
                        out,
                        format,
                        new ExportSettings(
                                EnumSet.allOf(ExportTable.class), 0, Set.of(), 1_000_000_000L, 5));
        export.bind(symbols, name -> null, (connection, channel) -> null);
        return export;
    }

    private void trades(final Export export, final int count, final long timeNs) {
        final int[] instruments = {
            symbols.instruments().intern("A/B"), symbols.instruments().intern("C")
        };
        final MarketEvent event = new MarketEvent();
        for (int i = 0; i < count; i++) {
            event.reset(Origin.INBOUND, EventKind.TRADES);
            event.connectionId = 0;
            event.channelId = symbols.channels().intern("trades");
            event.receivedTimeNs = timeNs + i;
            event.publishedTimeNs = timeNs + i;
            event.trades.clear();
            final int row = event.trades.add();
            event.trades.instrumentId[row] = instruments[i & 1];
            event.trades.price[row] = i + 1;
            export.onEvent(event, i, true);
        }
    }
}
