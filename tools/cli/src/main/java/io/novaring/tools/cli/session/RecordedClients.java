/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.engine.venue.VenueClient;
import io.novaring.journal.JournalReader;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.Printable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The clients of a recorded run, made again from what it says of itself. */
public final class RecordedClients {
    private RecordedClients() {}

    /**
     * As {@link #of(JournalReader, Path)}, of the last run of a journal.
     *
     * @throws CommandFailure when this version cannot replay what was recorded.
     */
    public static List<VenueClient> of(final Path journal) {
        try (JournalReader reader = JournalReader.openPrefix(journal)) {
            return of(reader, journal);
        }
    }

    /**
     * Reads the run's description, which every segment has: the first one may be gone.
     *
     * @param reader stays where it is.
     * @throws CommandFailure when this version cannot replay what was recorded.
     */
    public static List<VenueClient> of(final JournalReader reader, final Path journal) {
        try {
            final byte[] description = reader.description();
            return io.novaring.tools.backtest.source.RecordedClients.of(
                    new String(description, StandardCharsets.UTF_8));
        } catch (final IllegalArgumentException e) {
            throw failure(journal, Printable.of(e.getMessage()));
        }
    }

    private static CommandFailure failure(final Path journal, final String why) {
        return new CommandFailure(
                ExitCode.FAILED, "the journal in " + journal + " cannot be replayed: " + why);
    }
}
