/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportSnapshotTest {
    private static final int CHANGES = 12_000;

    @TempDir private Path folder;

    @Test
    void shouldBeReplayedFromASnapshotInTheMiddle() {
        final Path journal = folder.resolve("journal");
        final ImportResult result =
                Importer.run(
                        ImportOptions.of(List.of(Imported.file(folder, "in", text()))),
                        journal,
                        JournalConfig.DEFAULTS
                                .withSnapshotBytes(1 << 20)
                                .withFreeBytesWarn(0)
                                .withFreeBytesMin(16 << 20),
                        InputStream.nullInputStream(),
                        ImportListener.NONE);

        final long whole = lastHash(journal, 0, result.events());
        final long part = lastHash(journal, result.events() - 10, -1);

        assertEquals(CHANGES + 1, result.messages());
        assertEquals(whole, part);
    }

    /** The hash of the book at the end, of a replay from the snapshot before this event on. */
    private static long lastHash(final Path journal, final long from, final long events) {
        try (JournalReader reader = JournalReader.open(journal)) {
            assertTrue(from == 0 || reader.seekSnapshot(from), "there is a snapshot");
            final EngineContext context =
                    new EngineContext().client(new DeribitPublicClient(DeribitConfig.production()));
            final Replay replay = new Replay(context, reader);
            final ReplayResult result = replay.run();
            assertNull(result.firstDivergence());
            assertTrue(
                    events == -1 ? result.eventCount() < CHANGES : result.eventCount() == events);
            return replay.book("BTC-PERPETUAL").contentHash();
        }
    }

    private static String text() {
        final StringBuilder text = new StringBuilder(Imported.BOOK_HEADER);
        final long startUs = 1_790_000_000_000_000L;
        append(text, startUs, "true,bid,100,1");
        for (int i = 1; i <= CHANGES; i++) {
            append(text, startUs + i * 1_000L, "false,ask," + (200 + i * 31 % 977) + ',' + i);
        }
        return text.toString();
    }

    private static void append(final StringBuilder text, final long us, final String columns) {
        text.append("deribit,BTC-PERPETUAL,").append(us).append(',').append(us + 300);
        text.append(',').append(columns).append('\n');
    }
}
