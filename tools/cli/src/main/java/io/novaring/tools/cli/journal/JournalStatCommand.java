/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.VenueClient;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalReport;
import io.novaring.journal.JournalRun;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.normalised.EventPrinter;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.cli.session.RecordedClients;
import io.novaring.tools.cli.session.RecordingOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "stat",
        sortOptions = false,
        description = {
            "Shows what a journal holds: runs, segments, events by origin, kind and connection,"
                    + " notes, times, sizes, how it ends."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:shown; everything recorded is valid",
            "1:something is damaged, or there is no journal",
            "2:the command was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring journal stat /data/journal",
            "  novaring journal stat --run 3 /data/journal",
            "  novaring journal stat --json slice.nvr | jq .rawBytes"
        })
final class JournalStatCommand implements Callable<Integer> {
    private static final int PROGRESS_MASK = (1 << 14) - 1;

    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private RecordingOptions recording;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        try (Progress progress = Progress.ofEvents(spec.commandLine().getErr(), "counted");
                CtrlC ctrlC = new CtrlC()) {
            final JournalReport report = recording.verify(progress, ctrlC::isRequested);
            if (!json) {
                JournalVerifyCommand.requireOpened(report, recording.path());
            }
            final JournalStat stat = stat(report, progress.total(report.records()), ctrlC);
            progress.done();
            if (ctrlC.isRequested()) {
                return ctrlC.cancelled(spec.commandLine().getErr(), "ended by Ctrl-C");
            }
            spec.commandLine().getOut().print(json ? stat.json() + "\n" : stat.text());
            spec.commandLine().getOut().flush();
            return ctrlC.exit(report.problem().isEmpty() ? ExitCode.OK : ExitCode.FAILED);
        }
    }

    private JournalStat stat(
            final JournalReport report, final Progress progress, final CtrlC ctrlC) {
        if (report.records() == 0) {
            return new JournalStat(report, List.of(), null, List.of(), null);
        }
        final JournalRun run = recording.facts();
        final JournalCounts counts = new JournalCounts(run);
        String unknown = null;
        List<VenueClient> clients = List.of();
        try (JournalReader reader = recording.open()) {
            try {
                clients = RecordedClients.of(reader, recording.path());
            } catch (final CommandFailure e) {
                // Whoever recorded it: what needs no decoder is told all the same.
                unknown = e.getMessage();
            }
            count(reader, clients, counts, progress, ctrlC);
        }
        return new JournalStat(report, recording.runs(), counts, clients, unknown);
    }

    private static void count(
            final JournalReader reader,
            final List<VenueClient> clients,
            final JournalCounts counts,
            final Progress progress,
            final CtrlC ctrlC) {
        final MarketEvent event = new MarketEvent();
        final EventPrinter printer = new EventPrinter(clients, true);
        reader.notes(counts);
        for (long done = 0; reader.next(event); done++) {
            printer.decode(event);
            counts.add(event, reader.path());
            if ((done & PROGRESS_MASK) == 0) {
                progress.accept(done);
                if (ctrlC.isRequested()) {
                    return;
                }
            }
        }
    }
}
