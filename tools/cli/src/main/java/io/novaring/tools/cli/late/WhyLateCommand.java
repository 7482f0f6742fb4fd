/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.late;

import io.novaring.codec.MarketEvent;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalRun;
import io.novaring.journal.NoteScan;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.session.EventRange;
import io.novaring.tools.cli.session.RangeOptions;
import io.novaring.tools.cli.session.RecordingOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "why-late",
        sortOptions = false,
        description = {
            "Shows the slowest events of a recorded run, what each hop took, and what handlers and"
                    + " the JVM did then.",
            "",
            "An engine that records notes the slowest messages of each second, handlers that hold"
                    + " their thread for more than 8 ms, times without room in the ring,"
                    + " collections of the JVM and threads that woke late."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:shown, or nothing was late",
            "1:there is no journal, or it was recorded without notes",
            "2:the command was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring why-late /data/journal/monday",
            "  novaring why-late --top 5 --from -10m /data/journal/monday",
            "  novaring why-late --json /data/journal/monday | jq .reasons"
        })
public final class WhyLateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "Show so many events, the slowest (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(
            names = "--each",
            description = "Show each event, also those that were late together for one reason.")
    private boolean each;

    @Mixin private RangeOptions range;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin private RecordingOptions recording;

    private WhyLateCommand() {}

    @Override
    public Integer call() {
        if (top < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--top must be at least 1, not " + top);
        }
        final JournalRun run = recording.facts();
        try (JournalReader reader = recording.open()) {
            final EventRange events =
                    range.isGiven() ? range.of(recording, reader) : EventRange.ALL;
            final LateNotes notes = new LateNotes(events);
            NoteScan.scan(recording.path(), run.run(), LateNotes.KINDS, notes);
            if (!notes.hasAny()) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        recording.path()
                                + " was recorded without notes, as by versions before them: nothing"
                                + " tells why its events were late");
            }
            final LateReport report = new LateReport(notes);
            final List<LateGroup> groups = LateGroup.of(report, top, each);
            final LateFacts facts = LateFacts.read(reader, recording.path(), groups);
            final PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(LateJson.of(report, facts, groups));
            } else {
                show(report, facts, groups, run, out);
            }
            out.flush();
            return ExitCode.OK;
        }
    }

    private static void show(
            final LateReport report,
            final LateFacts facts,
            final List<LateGroup> groups,
            final JournalRun run,
            final PrintWriter out) {
        final LateText text = new LateText(report, facts);
        if (groups.isEmpty()) {
            out.println("no event was late of " + Units.count(run.events()) + " that are recorded");
            out.print(text.pauses());
            return;
        }
        out.print(text.rows(groups));
        out.println();
        out.print(text.summary());
        out.print(text.pauses().isEmpty() ? "" : '\n' + text.pauses());
        if (run.firstTimeNs() != MarketEvent.ABSENT) {
            out.println();
            out.print(new LateTimeline(report, run.firstTimeNs(), run.lastTimeNs()));
        }
    }
}
