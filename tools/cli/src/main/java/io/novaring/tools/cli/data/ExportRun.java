/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.data;

import io.novaring.journal.JournalReader;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.session.EventRange;
import io.novaring.tools.cli.session.JournalReplay;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.cli.session.RangeOptions;
import io.novaring.tools.cli.session.RecordingOptions;
import io.novaring.tools.data.export.Export;
import io.novaring.tools.data.export.ExportSettings;
import io.novaring.tools.data.export.ExportSource;
import io.novaring.tools.data.export.TableTotals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;

/** One export of a recording, and what came of it. */
final class ExportRun {
    private final RecordingOptions recording;
    private final RangeOptions range;
    private final Progress progress;
    private final CtrlC ctrlC;
    private List<TableTotals> totals = List.of();
    private String problem;
    private long events;
    private long elapsedNs;
    private boolean isCancelled;

    /**
     * @param range null for everything.
     */
    ExportRun(
            final RecordingOptions recording,
            final RangeOptions range,
            final Progress progress,
            final CtrlC ctrlC) {
        this.recording = recording;
        this.range = range;
        this.progress = progress;
        this.ctrlC = ctrlC;
    }

    /**
     * Replays the recording and writes its tables.
     *
     * @param settings of an export that begins at an event.
     */
    ExportRun write(final Path out, final LongFunction<ExportSettings> settings)
            throws IOException {
        final long startNs = System.nanoTime();
        final JournalReader reader = recording.open();
        try (reader) {
            final EventRange wanted =
                    range != null && range.isGiven() ? range.of(recording, reader) : EventRange.ALL;
            try (Export export = Export.into(out, settings.apply(wanted.from()))) {
                write(export, reader, wanted);
            }
        }
        elapsedNs = System.nanoTime() - startNs;
        return this;
    }

    private void write(final Export export, final JournalReader reader, final EventRange wanted)
            throws IOException {
        try (JournalReplay replay =
                JournalReplay.open(
                        reader,
                        recording.path(),
                        wanted,
                        ctrlC::isRequested,
                        progress,
                        context -> context.handler("export", export))) {
            export.bind(replay.symbols(), replay::book, replay::bookOfChannel);
            replay.before(export::before);
            final long end = Math.min(wanted.until(), recording.facts().nextSequence());
            progress.total(end - replay.begin());
            replay.run(0);
            isCancelled = ctrlC.isRequested();
            if (isCancelled) {
                return;
            }
            problem = reader.problem().map(Object::toString).orElse(null);
            events = reader.nextSequence() - Math.max(wanted.from(), replay.begin());
            totals =
                    export.finish(
                            new ExportSource(
                                    recording.path().toString(),
                                    reader.run(),
                                    reader.nextSequence(),
                                    problem));
        }
    }

    List<TableTotals> totals() {
        return totals;
    }

    /** What is wrong with the journal behind what was exported, or null. */
    String problem() {
        return problem;
    }

    long events() {
        return events;
    }

    long elapsedNs() {
        return elapsedNs;
    }

    boolean isCancelled() {
        return isCancelled;
    }
}
