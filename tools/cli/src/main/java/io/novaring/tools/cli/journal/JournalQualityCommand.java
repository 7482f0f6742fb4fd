/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.engine.quality.QualityLedger;
import io.novaring.engine.quality.QualityLedger.Filter;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalRun;
import io.novaring.journal.NoteScan;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.session.EventRange;
import io.novaring.tools.cli.session.RecordingOptions;
import io.novaring.tools.cli.session.TimeOption;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "quality",
        sortOptions = false,
        description = {
            "Shows when each book could be trusted, and why not when it could not, without a"
                    + " replay.",
            "",
            "A book is lagging while its messages come more than a second late. The share counts"
                    + " the time in which the book was wanted. Books that one event made worse are"
                    + " one line, for as long as the last of them took, with + where it goes on at"
                    + " the end; --instrument and --json show each."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:shown",
            "1:there is no journal",
            "2:the command was not understood, or the recording does not go so far"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring journal quality /data/journal",
            "  novaring journal quality --instrument BTC-PERPETUAL --from -1h /data/journal",
            "  novaring journal quality --json slice.nvr | jq '.instruments[].livePercent'"
        })
final class JournalQualityCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private RecordingOptions recording;

    @Option(names = "--instrument", paramLabel = "NAME", description = "Only books of this one.")
    private String instrument;

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            converter = TimeOption.Converter.class,
            description = "Begin at this event or time: " + TimeOption.FORMS + ".")
    private TimeOption from;

    @Option(
            names = "--until",
            paramLabel = "PLACE",
            converter = TimeOption.Converter.class,
            description = "End at this event or time.")
    private TimeOption until;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        final JournalRun run = recording.facts();
        final Filter filter =
                new Filter(
                        instrument,
                        from == null ? Long.MIN_VALUE : timeNs(from, run),
                        until == null ? Long.MAX_VALUE : timeNs(until, run));
        if (filter.untilTimeNs() <= filter.fromTimeNs()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "there is nothing from " + from + " until " + until);
        }
        final QualityLedger ledger = new QualityLedger();
        NoteScan.scan(recording.path(), run.run(), Set.of(NoteKind.QUALITY), ledger);
        if (run.events() > 0) {
            ledger.advance(run.nextSequence() - 1, run.lastTimeNs());
        }
        final QualityText text = new QualityText(ledger, filter, run.lastTimeNs());
        spec.commandLine().getOut().print(json ? text.json() + "\n" : text.text());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    /** When the event was published that is meant. */
    private long timeNs(final TimeOption place, final JournalRun run) {
        if (!place.isSequence()) {
            return place.timeNs(run.firstTimeNs(), run.lastTimeNs());
        }
        final MarketEvent event = new MarketEvent();
        try (JournalReader reader = recording.open()) {
            if (reader.seekSequence(place.sequence()) && reader.next(event)) {
                return event.publishedTimeNs;
            }
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "there is no event " + place + ": the recording " + EventRange.span(run));
    }
}
