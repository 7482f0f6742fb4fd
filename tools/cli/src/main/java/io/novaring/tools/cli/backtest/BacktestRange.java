/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.backtest;

import io.novaring.codec.MarketEvent;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalRun;
import io.novaring.tools.backtest.BacktestSettings;
import io.novaring.tools.backtest.latency.LatencySpec;
import io.novaring.tools.backtest.source.JournalRecording;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.session.TimeOption;
import java.util.List;
import picocli.CommandLine.Option;

/** The part of the recordings in which a strategy trades. */
final class BacktestRange {
    @Option(
            names = "--from",
            paramLabel = "PLACE",
            converter = TimeOption.Converter.class,
            description =
                    "Start the strategy here; what is before warms up books and sessions: "
                            + TimeOption.FORMS
                            + ".")
    private TimeOption from;

    @Option(
            names = "--until",
            paramLabel = "PLACE",
            converter = TimeOption.Converter.class,
            description = "End before this event or time.")
    private TimeOption until;

    @Option(
            names = "--stop-before",
            paramLabel = "TIME",
            description =
                    "Tell the strategy to get flat this long before the end, such as 30s (default:"
                            + " never; what it holds is valued at the mark price).")
    private String stopBefore;

    private long startNs = Long.MAX_VALUE;
    private long endNs = Long.MIN_VALUE;

    /**
     * @throws CommandFailure when the strategy would have nothing of the recordings.
     */
    BacktestSettings apply(final BacktestSettings settings, final List<JournalRecording> journals) {
        for (final JournalRecording journal : journals) {
            final JournalRun run = runOf(journal);
            if (run.firstTimeNs() != MarketEvent.ABSENT) {
                startNs = Math.min(startNs, run.firstTimeNs());
                endNs = Math.max(endNs, run.lastTimeNs());
            }
        }
        if (startNs > endNs) {
            throw new CommandFailure(ExitCode.FAILED, "the recording has no event");
        }
        final long fromNs = from == null ? Long.MIN_VALUE : timeNs("--from", from, journals);
        final long untilNs = until == null ? Long.MAX_VALUE : timeNs("--until", until, journals);
        if (from != null && fromNs > endNs) {
            throw failure("--from " + from + " is behind the recording, which " + span());
        }
        if (until != null && untilNs <= startNs) {
            throw failure("--until " + until + " is before the recording, which " + span());
        }
        if (untilNs <= fromNs) {
            throw failure("there is no event from " + from + " until " + until);
        }
        return settings.withRange(fromNs, stopNs(fromNs, untilNs), untilNs);
    }

    /** When the recordings begin; known once this was applied. */
    long startNs() {
        return startNs;
    }

    /** How much recorded time a run goes through. */
    long lengthNs(final BacktestSettings settings) {
        return Math.min(settings.untilNs(), endNs) - startNs;
    }

    private long stopNs(final long fromNs, final long untilNs) {
        if (stopBefore == null) {
            return Long.MAX_VALUE;
        }
        final long beforeNs;
        try {
            beforeNs = LatencySpec.parseTimeNs(stopBefore);
        } catch (final IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--stop-before: " + e.getMessage(), e);
        }
        final long stopNs = Math.min(untilNs, endNs) - beforeNs;
        if (stopNs <= Math.max(fromNs, startNs)) {
            throw failure(
                    "--stop-before "
                            + stopBefore
                            + " leaves no time to trade: the recording "
                            + span());
        }
        return stopNs;
    }

    private long timeNs(
            final String option, final TimeOption place, final List<JournalRecording> journals) {
        if (!place.isSequence()) {
            return place.timeNs(startNs, endNs);
        }
        if (journals.size() > 1) {
            throw failure(
                    option
                            + " "
                            + place
                            + " is the sequence of an event, which each journal counts for itself:"
                            + " name a time");
        }
        final JournalRecording journal = journals.get(0);
        final JournalRun run = runOf(journal);
        if (place.sequence() >= run.nextSequence()) {
            // Behind the end, as a time would be.
            return endNs + 1;
        }
        try (JournalReader reader = JournalReader.openPrefix(journal.path(), journal.run())) {
            final MarketEvent event = new MarketEvent();
            if (!reader.seekSequence(place.sequence()) || !reader.next(event)) {
                throw failure(option + ": there is no event " + place + " in " + journal.path());
            }
            return event.publishedTimeNs;
        }
    }

    private static JournalRun runOf(final JournalRecording journal) {
        return JournalReader.runs(journal.path()).stream()
                .filter(run -> run.run() == journal.run())
                .findFirst()
                .orElseThrow();
    }

    private String span() {
        return "goes from " + Units.instant(startNs) + " to " + Units.instant(endNs);
    }

    private static CommandFailure failure(final String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }
}
