/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.source;

import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalRun;
import io.novaring.tools.backtest.timeline.Recording;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * One run of a journal, as a backtest reads it: whole, and from its first event on.
 *
 * @param path of the journal's directory, or a flat file.
 * @param run its number.
 * @param description of its connections.
 */
public record JournalRecording(Path path, int run, String description, Recording recording) {
    /**
     * Opens the last run of a journal for a look at it.
     *
     * @param offsetNs added to all of its times.
     * @throws IllegalArgumentException when no backtest can be made of it; the message says why.
     */
    public static JournalRecording of(final Path path, final long offsetNs) {
        final List<JournalRun> runs = JournalReader.runs(path);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no journal in " + path);
        }
        return of(path, runs.get(runs.size() - 1).run(), offsetNs);
    }

    /** As {@link #of(Path, long)}, of this run. */
    public static JournalRecording of(final Path path, final int run, final long offsetNs) {
        try (JournalReader reader = JournalReader.openPrefix(path, run)) {
            if (reader.merged()) {
                throw failure(
                        path,
                        "is merged of different runs, whose decisions were never taken together;"
                                + " give the journals it was merged of");
            }
            if (reader.firstSequence() > 0) {
                throw failure(
                        path,
                        "begins at event "
                                + reader.firstSequence()
                                + ": segments before it were deleted, and a backtest begins where"
                                + " the run did");
            }
            final String description = new String(reader.description(), StandardCharsets.UTF_8);
            try {
                RecordedClients.of(description);
            } catch (final IllegalArgumentException e) {
                throw failure(path, "cannot be replayed: " + e.getMessage());
            }
            final Recording recording =
                    new Recording(
                            path.getFileName() + " run " + run,
                            () -> RecordedClients.of(description),
                            () -> JournalReader.openPrefix(path, run),
                            offsetNs);
            return new JournalRecording(path, run, description, recording);
        }
    }

    private static IllegalArgumentException failure(final Path path, final String why) {
        return new IllegalArgumentException("the journal in " + path + ' ' + why);
    }
}
