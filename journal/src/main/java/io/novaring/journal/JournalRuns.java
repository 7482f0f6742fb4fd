/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.journal.format.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which runs a journal holds. Reads the ends of each; no record is checked but the last. */
final class JournalRuns {
    private static final Logger LOG = LoggerFactory.getLogger(JournalRuns.class);

    private JournalRuns() {}

    static List<JournalRun> list(final Path journal) throws IOException {
        final List<JournalRun> runs = new ArrayList<>();
        for (final int run : RunFiles.runs(journal)) {
            try {
                final RunFiles files = RunFiles.of(journal, run);
                if (files.firstSequence(0) != Long.MAX_VALUE) {
                    runs.add(describe(journal, files));
                }
            } catch (final JournalException | FormatException e) {
                // One that cannot be read hides no other; whoever reads or verifies it is told.
                LOG.warn("run {} of {} is left out: {}", run, journal, e.getMessage());
            }
        }
        return runs;
    }

    private static JournalRun describe(final Path journal, final RunFiles files)
            throws IOException {
        try (JournalReader reader = JournalReader.openPrefix(journal, files.run())) {
            reader.seekSequence(Long.MAX_VALUE);
            final JournalEnd end = reader.end();
            final long next = reader.nextSequence();
            final long first = files.firstSequence(0);
            final boolean any = next > first && reader.seekSequence(next - 1);
            final long lastTimeNs = any ? reader.segment().timeNs() : MarketEvent.ABSENT;
            final long firstTimeNs = files.firstTimeNs(0);
            return new JournalRun(
                    reader.run(),
                    files.isSingle() ? reader.segment().number() : files.get(0).number(),
                    files.size(),
                    first,
                    Math.max(first, next),
                    firstTimeNs == Long.MAX_VALUE ? MarketEvent.ABSENT : firstTimeNs,
                    lastTimeNs,
                    bytes(files),
                    end);
        }
    }

    private static long bytes(final RunFiles files) throws IOException {
        long bytes = 0;
        for (int i = 0; i < files.size(); i++) {
            final Path store = files.path(i);
            bytes += store == null ? 0 : Files.size(store);
        }
        return bytes;
    }
}
