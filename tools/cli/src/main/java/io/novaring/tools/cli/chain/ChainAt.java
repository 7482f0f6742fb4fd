/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.chain;

import io.novaring.codec.SymbolTable;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalRun;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.session.EventRange;
import io.novaring.tools.cli.session.JournalReplay;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.cli.session.RecordingOptions;
import io.novaring.tools.cli.session.TimeOption;
import io.novaring.tools.config.NearestWord;
import io.novaring.venues.deribit.chain.ChainCut;
import io.novaring.venues.deribit.chain.OptionChain;
import io.novaring.venues.deribit.instrument.ExpiryDate;
import io.novaring.venues.deribit.instrument.InstrumentName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The chain of an underlying as the engine knew it at an instant. */
final class ChainAt {
    /** More than a venue lists of one underlying. */
    private static final int ROWS_MAX = 1 << 13;

    private static final int EXPIRIES_SHOWN_MAX = 12;

    private final RecordingOptions recording;
    private final Progress progress;
    private final CtrlC ctrlC;

    ChainAt(final RecordingOptions recording, final Progress progress, final CtrlC ctrlC) {
        this.recording = recording;
        this.progress = progress;
        this.ctrlC = ctrlC;
    }

    /**
     * Replays up to the place.
     *
     * @param expiry null for the nearest that is traded then.
     * @param from null for the recording's start.
     * @param at null for its end.
     * @throws CommandFailure when the recording does not hold the place, or no such chain.
     */
    ChainPicture picture(
            final String underlying,
            final LocalDate expiry,
            final TimeOption from,
            final TimeOption at) {
        final JournalReader reader = recording.open();
        final EventRange range;
        try {
            range = range(from, at, reader);
        } catch (final RuntimeException e) {
            reader.close();
            throw e;
        }
        final OptionChain chain = OptionChain.of(underlying, ROWS_MAX);
        try (JournalReplay replay =
                JournalReplay.open(
                        reader,
                        recording.path(),
                        range,
                        ctrlC::isRequested,
                        progress,
                        context -> context.handler("chain", chain))) {
            final long end = Math.min(range.until(), recording.facts().nextSequence());
            progress.total(end - replay.begin());
            replay.run(0);
            progress.done();
            requireWhole(reader);
            final ChainCut cut = chain.newCut();
            if (!chain.read(cut)) {
                throw new IllegalStateException("nothing writes, and the cut could not be read");
            }
            return new ChainPicture(
                    underlying,
                    expiry(cut, underlying, expiry, replay.symbols().instruments()),
                    cut,
                    replay.begin(),
                    0,
                    Integer.MAX_VALUE);
        }
    }

    private EventRange range(
            final TimeOption from, final TimeOption at, final JournalReader reader) {
        final JournalRun run = recording.facts();
        final long until = at == null ? Long.MAX_VALUE : EventRange.behind(at, run, reader);
        if (from == null) {
            return new EventRange(0, until);
        }
        final long first = EventRange.of(from, null, run, reader).from();
        if (first >= until) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--from " + from + " is behind --at " + (at == null ? "" : at));
        }
        return new EventRange(first, until);
    }

    private void requireWhole(final JournalReader reader) {
        if (ctrlC.isRequested()) {
            throw new CommandFailure(ExitCode.FAILED, "ended by Ctrl-C");
        }
        reader.problem()
                .ifPresent(
                        problem -> {
                            throw new CommandFailure(
                                    ExitCode.FAILED,
                                    "damaged journal: "
                                            + problem
                                            + "; name a place before event "
                                            + Units.count(reader.nextSequence())
                                            + " with --at");
                        });
    }

    private static LocalDate expiry(
            final ChainCut cut,
            final String underlying,
            final LocalDate asked,
            final SymbolTable instruments) {
        if (cut.size() == 0) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "no option of "
                            + Printable.of(underlying)
                            + " was known then"
                            + others(underlying, instruments));
        }
        final LocalDate expiry = asked == null ? cut.nextExpiry() : asked;
        if (expiry == null) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "no option of "
                            + Printable.of(underlying)
                            + " was traded any more then: name one with --expiry, "
                            + expiries(cut));
        }
        if (cut.first(expiry) == cut.size()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "no option of "
                            + Printable.of(underlying)
                            + " that expires on "
                            + ExpiryDate.format(expiry)
                            + " was known then: there were "
                            + expiries(cut));
        }
        return expiry;
    }

    private static String expiries(final ChainCut cut) {
        final Set<LocalDate> days = new TreeSet<>();
        for (int index = 0; index < cut.size(); index++) {
            days.add(cut.expiry(index));
        }
        final List<String> words = new ArrayList<>();
        days.stream().limit(EXPIRIES_SHOWN_MAX).forEach(day -> words.add(ExpiryDate.format(day)));
        return String.join(", ", words) + (days.size() > EXPIRIES_SHOWN_MAX ? " ..." : "");
    }

    /** Which underlyings there are options of, in words. */
    private static String others(final String underlying, final SymbolTable instruments) {
        final Set<String> there = new TreeSet<>();
        for (int id = 0; id < instruments.size(); id++) {
            final InstrumentName name = InstrumentName.parseOrNull(instruments.name(id));
            if (name != null && name.form() == InstrumentName.Form.OPTION) {
                there.add(name.text().substring(0, name.text().indexOf('-')));
            }
        }
        return there.isEmpty()
                ? ", and of no other underlying either"
                : NearestWord.question(underlying, there)
                        + " There were options of "
                        + String.join(", ", there);
    }
}
