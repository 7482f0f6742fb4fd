/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalRun;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.Units;
import java.time.Instant;

/**
 * Events {@code [from, until)} of a run, by sequence.
 *
 * @param until {@link Long#MAX_VALUE} for the end, wherever that will be.
 */
public record EventRange(long from, long until) {
    public static final EventRange ALL = new EventRange(0, Long.MAX_VALUE);

    /**
     * The range that is meant in this run.
     *
     * @param first null for the run's start.
     * @param last null for its end.
     * @param reader is moved.
     * @throws CommandFailure when there is no event in it.
     */
    public static EventRange of(
            final TimeOption first,
            final TimeOption last,
            final JournalRun run,
            final JournalReader reader) {
        final long from = first == null ? run.firstSequence() : sequence(first, run, reader);
        final long until = last == null ? Long.MAX_VALUE : sequence(last, run, reader);
        if (first != null && from >= run.nextSequence()) {
            throw failure(first + " is behind the recording, which " + span(run));
        }
        if (first != null && first.isSequence() && from < run.firstSequence()) {
            throw failure(
                    "event "
                            + Units.count(from)
                            + " is gone with the segments that were deleted: the recording "
                            + span(run));
        }
        if (last != null && until <= run.firstSequence()) {
            throw failure(last + " is before the recording, which " + span(run));
        }
        if (until <= from) {
            throw failure("there is no event from " + first + " until " + last);
        }
        return new EventRange(from, until);
    }

    /** The first event at or behind that place, or behind the run's last. */
    public static long sequence(
            final TimeOption place, final JournalRun run, final JournalReader reader) {
        if (place.isSequence()) {
            return place.sequence();
        }
        final long timeNs = place.timeNs(run.firstTimeNs(), run.lastTimeNs());
        return reader.seekTime(timeNs) ? reader.nextSequence() : run.nextSequence();
    }

    /**
     * The first event that was not known yet at that place; of a sequence, the one behind it.
     *
     * @param reader is moved.
     * @throws CommandFailure when the recording does not hold the place.
     */
    public static long behind(
            final TimeOption place, final JournalRun run, final JournalReader reader) {
        if (place.isSequence()) {
            requireWithin(
                    place,
                    place.sequence() >= run.firstSequence()
                            && place.sequence() < run.nextSequence(),
                    run);
            return place.sequence() + 1;
        }
        final long timeNs = place.timeNs(run.firstTimeNs(), run.lastTimeNs());
        requireWithin(place, timeNs >= run.firstTimeNs() && timeNs <= run.lastTimeNs(), run);
        return reader.seekTime(timeNs + 1) ? reader.nextSequence() : run.nextSequence();
    }

    private static void requireWithin(
            final TimeOption place, final boolean isWithin, final JournalRun run) {
        if (!isWithin) {
            throw failure(place + " is not within the recording, which " + span(run));
        }
    }

    /** From where to where a run goes, in words. */
    public static String span(final JournalRun run) {
        if (run.events() == 0) {
            return "has no event";
        }
        return "goes from event "
                + Units.count(run.firstSequence())
                + " at "
                + Instant.ofEpochSecond(0, run.firstTimeNs())
                + " to "
                + Units.count(run.nextSequence() - 1)
                + " at "
                + Instant.ofEpochSecond(0, run.lastTimeNs());
    }

    private static CommandFailure failure(final String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }
}
