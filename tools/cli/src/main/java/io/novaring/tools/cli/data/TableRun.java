/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.data;

import io.novaring.journal.JournalReader;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.session.EventRange;
import io.novaring.tools.cli.session.JournalReplay;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.cli.session.RangeOptions;
import io.novaring.tools.cli.session.RecordingOptions;
import io.novaring.tools.data.export.ExportSource;
import io.novaring.tools.data.export.TableTotals;
import io.novaring.tools.data.export.TableWriter;
import java.io.IOException;
import java.util.List;

/** Makes tables of a recording once, and tells what came of it. */
final class TableRun {
    /** Makes what takes the rows. */
    @FunctionalInterface
    interface Target {
        /**
         * @param from sequence of the first event.
         */
        TableWriter open(long from) throws IOException;
    }

    private final RecordingOptions recording;
    private final RangeOptions range;
    private final Progress progress;
    private final CtrlC ctrlC;
    private List<TableTotals> totals = List.of();
    private String problem;
    private long events;
    private long elapsedNs;
    private boolean isCancelled;

    TableRun(
            final RecordingOptions recording,
            final RangeOptions range,
            final Progress progress,
            final CtrlC ctrlC) {
        this.recording = recording;
        this.range = range;
        this.progress = progress;
        this.ctrlC = ctrlC;
    }

    /** Replays the recording and writes its tables. */
    TableRun write(final Target target) throws IOException {
        final long startNs = System.nanoTime();
        final JournalReader reader = recording.open();
        try (reader) {
            final EventRange wanted =
                    range.isGiven() ? range.of(recording, reader) : EventRange.ALL;
            try (TableWriter tables = target.open(wanted.from())) {
                write(tables, reader, wanted);
            }
        }
        elapsedNs = System.nanoTime() - startNs;
        return this;
    }

    private void write(
            final TableWriter tables, final JournalReader reader, final EventRange wanted)
            throws IOException {
        try (JournalReplay replay =
                JournalReplay.open(
                        reader,
                        recording.path(),
                        wanted,
                        ctrlC::isRequested,
                        progress,
                        context -> context.handler("tables", tables))) {
            tables.bind(replay.symbols(), replay::book, replay::bookOfChannel);
            replay.before(tables::before);
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
                    tables.finish(
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
