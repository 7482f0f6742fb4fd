/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.codec.recording.RecorderState;
import io.novaring.engine.ShutdownReport;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalException;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.Units;
import java.nio.file.Path;
import java.util.Locale;

/** The journal of a live run, in words. */
public final class LiveJournal {
    private LiveJournal() {}

    /**
     * @throws CommandFailure when it cannot be written to; {@link ExitCode#LOCKED} when another
     *     process does.
     */
    public static JournalWriter open(final Path directory, final JournalConfig config) {
        try {
            return JournalWriter.open(directory, config);
        } catch (final JournalException e) {
            throw new CommandFailure(
                    e.isLocked() ? ExitCode.LOCKED : ExitCode.USAGE, e.getMessage(), e);
        }
    }

    /**
     * What became of the journal, for whoever looks on.
     *
     * @param freeBytes of its disk; 0 when they are not known.
     */
    public static String change(final RecorderState state, final long freeBytes) {
        final String free = freeBytes == 0 ? "" : ", " + Units.bytes(freeBytes) + " free";
        return switch (state) {
            case RECORDING -> "journal: there is room again" + free;
            case LOW_SPACE -> "journal: the disk fills up" + free;
            case STOPPED ->
                    "JOURNAL STOPPED: disk nearly full" + free + "; nothing more is recorded";
            case FAILED -> "JOURNAL FAILED: the log says why; nothing more is recorded";
            case NONE, OPENING, SEALED -> "journal: " + state.name().toLowerCase(Locale.ROOT);
        };
    }

    /** What a run has not recorded of its events; null when it has all of them. */
    public static String missing(final ShutdownReport report) {
        final long missing = report.published() - report.journalled();
        return missing == 0
                ? null
                : "JOURNAL STOPPED: "
                        + Units.count(missing)
                        + " of "
                        + Units.count(report.published())
                        + " events are not recorded; make room on its disk, then start anew";
    }
}
