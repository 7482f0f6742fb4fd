/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.replay;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.book.OrderBook;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalRun;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.session.EventRange;
import io.novaring.tools.cli.session.JournalReplay;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.cli.session.RecordingOptions;
import io.novaring.tools.cli.session.TimeOption;
import io.novaring.tools.config.NearestWord;
import java.util.ArrayList;
import java.util.List;

/** The book of an instrument as the engine knew it at an instant. */
final class BookAt {
    private static final int NAMES_SHOWN_MAX = 10;
    private static final long ABSENT = MarketEvent.ABSENT;

    private final RecordingOptions recording;
    private final Progress progress;
    private final CtrlC ctrlC;

    BookAt(final RecordingOptions recording, final Progress progress, final CtrlC ctrlC) {
        this.recording = recording;
        this.progress = progress;
        this.ctrlC = ctrlC;
    }

    /**
     * Replays from the last snapshot before the place up to it.
     *
     * @throws CommandFailure when the recording does not hold the place, or no such book.
     */
    Ladder ladder(final TimeOption place, final String instrument, final int depth) {
        final JournalRun run = recording.facts();
        final JournalReader reader = recording.open();
        final long until;
        final long timeNs;
        try {
            final long asked =
                    place.isSequence() ? ABSENT : place.timeNs(run.firstTimeNs(), run.lastTimeNs());
            until = EventRange.behind(place, run, reader);
            timeNs = asked == ABSENT ? timeOf(reader, until - 1) : asked;
        } catch (final RuntimeException e) {
            reader.close();
            throw e;
        }
        // With one event to replay: what a snapshot has is there only once an event follows it.
        final EventRange known = new EventRange(until - 1, until);
        try (JournalReplay replay =
                JournalReplay.open(
                        reader,
                        recording.path(),
                        known,
                        ctrlC::isRequested,
                        progress,
                        context -> {})) {
            progress.total(until - replay.begin());
            replay.run(0);
            progress.done();
            if (ctrlC.isRequested()) {
                throw new CommandFailure(ExitCode.FAILED, "ended by Ctrl-C");
            }
            reader.problem()
                    .ifPresent(
                            p -> {
                                throw new CommandFailure(ExitCode.FAILED, "damaged journal: " + p);
                            });
            return new Ladder(instrument, copy(replay, instrument, depth), until - 1, timeNs);
        }
    }

    private static long timeOf(final JournalReader reader, final long sequence) {
        final MarketEvent event = new MarketEvent();
        if (!reader.seekSequence(sequence) || !reader.next(event)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    reader.problem()
                            .map(p -> "damaged journal: " + p)
                            .orElse("event " + sequence + " is not there"));
        }
        return event.publishedTimeNs;
    }

    private static BookSnapshot copy(
            final JournalReplay replay, final String instrument, final int depth) {
        final OrderBook book = replay.book(instrument);
        if (book == null) {
            throw unknown(replay, instrument);
        }
        final BookSnapshot copy = new BookSnapshot(depth);
        book.snapshotInto(copy);
        return copy;
    }

    private static CommandFailure unknown(final JournalReplay replay, final String instrument) {
        final List<String> names = new ArrayList<>();
        final SymbolTable instruments = replay.symbols().instruments();
        for (int id = 0; id < instruments.size(); id++) {
            if (replay.book(instruments.name(id)) != null) {
                names.add(Printable.of(instruments.name(id)));
            }
        }
        final String there =
                names.isEmpty()
                        ? ": there was none at all"
                        : NearestWord.question(instrument, names)
                                + " There were "
                                + String.join(
                                        ", ",
                                        names.subList(0, Math.min(NAMES_SHOWN_MAX, names.size())))
                                + (names.size() > NAMES_SHOWN_MAX ? " ..." : "");
        return new CommandFailure(
                ExitCode.FAILED,
                "no book of " + Printable.of(instrument) + " was known then" + there);
    }
}
