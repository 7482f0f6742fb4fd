/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalRun;
import io.novaring.journal.flat.FlatWriter;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.session.EventRange;
import io.novaring.tools.cli.session.JournalReplay;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.cli.session.RangeOptions;
import io.novaring.tools.cli.session.RecordingOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "slice",
        sortOptions = false,
        description = {
            "Copies a part of a run to one file that can be handed on and replayed alone.",
            "",
            "The file begins with a snapshot of what was known before its first event, made by a"
                    + " replay up to there: books, subscriptions, names. Events keep their"
                    + " sequences. The file is for its owner alone, as a journal may hold private"
                    + " messages, and has its name only when it is whole."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:written",
            "1:the journal is damaged, or the file cannot be written; nothing is left of it",
            "2:the command was not understood, or there is no event in the range"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring journal slice --from 2026-11-21T17:48Z --until 2026-11-21T17:49Z /data/journal"
                    + " a.nvr",
            "  novaring journal slice --from -5m /data/journal last.nvr",
            "  novaring replay --at -0s --instrument BTC-PERPETUAL last.nvr"
        })
final class JournalSliceCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private RecordingOptions recording;
    @Mixin private RangeOptions range;
    @Mixin private OutputOptions output;

    @Parameters(index = "1", paramLabel = "OUT.nvr", description = "The file to write.")
    private Path out;

    @Override
    public Integer call() {
        if (!range.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "name --from or --until; `novaring journal export` copies all of it");
        }
        final JournalRun run = recording.facts();
        output.requireRoom(out, 0);
        try (Progress progress = Progress.ofEvents(spec.commandLine().getErr(), "read");
                CtrlC ctrlC = new CtrlC();
                JournalReader reader = recording.open()) {
            final EventRange asked = range.of(recording, reader);
            final EventRange events =
                    new EventRange(asked.from(), Math.min(asked.until(), run.nextSequence()));
            output.requireRoom(out, bytes(run, events));
            return ctrlC.exit(write(reader, events, progress, ctrlC));
        }
    }

    private int write(
            final JournalReader reader,
            final EventRange events,
            final Progress progress,
            final CtrlC ctrlC) {
        final WrittenFile written = new WrittenFile(out, spec.commandLine());
        try (FlatWriter writer =
                FlatWriter.create(out, output.config(), reader.run(), events.from())) {
            if (events.from() > 0) {
                snapshot(events.from(), writer, progress, ctrlC);
            }
            if (ctrlC.isRequested()) {
                return written.cancelled();
            }
            progress.total(events.until() - events.from());
            return written.copy(reader, writer, events, progress, ctrlC);
        }
    }

    /** Replays up to the slice; without a replay there is no snapshot, and that is told. */
    private void snapshot(
            final long from, final FlatWriter writer, final Progress progress, final CtrlC ctrlC) {
        try (JournalReplay replay =
                JournalReplay.open(
                        recording.open(),
                        recording.path(),
                        new EventRange(from, from),
                        ctrlC::isRequested,
                        progress,
                        context -> {})) {
            progress.total(from - replay.begin());
            replay.run(0);
            if (!ctrlC.isRequested()) {
                replay.snapshot(writer);
            }
        } catch (final CommandFailure e) {
            progress.done();
            spec.commandLine()
                    .getErr()
                    .println(
                            "without a snapshot, so that it cannot be replayed: "
                                    + Printable.of(e.getMessage()));
        }
    }

    /** As many as are in proportion, and as much again for a snapshot. */
    private static long bytes(final JournalRun run, final EventRange events) {
        final double part = (double) (events.until() - events.from()) / Math.max(1, run.events());
        return (long) (Math.min(1, 2 * part) * run.bytes());
    }
}
