/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.journal.JournalReader;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.normalised.EventFilter;
import io.novaring.tools.cli.normalised.EventPrinter;
import io.novaring.tools.cli.session.EventRange;
import io.novaring.tools.cli.session.RangeOptions;
import io.novaring.tools.cli.session.RecordedClients;
import io.novaring.tools.cli.session.RecordingOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "dump",
        sortOptions = false,
        description = {
            "Prints the events of a journal, one JSON object a line, decoded.",
            "",
            "Messages that were sent are not shown in full: they may hold credentials. Characters"
                    + " that a terminal would obey are shown as escapes of JSON."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:printed; what was read is valid",
            "1:something is damaged, there is no journal, or standard output took no more",
            "2:the command was not understood, or there is no event in the range"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring journal dump --limit 20 /data/journal",
            "  novaring journal dump --kind lifecycle,reject /data/journal",
            "  novaring journal dump --from 2026-11-21T17:48:55Z --until -5m /data/journal",
            "  novaring journal dump --instrument BTC-PERPETUAL --kind trades slice.nvr",
            "  novaring journal dump --from 1000000 --notes /data/journal | head"
        })
final class JournalDumpCommand implements Callable<Integer> {
    private static final int FLUSH_BYTES = 1 << 16;

    private final MarketEvent event = new MarketEvent();

    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private RecordingOptions recording;
    @Mixin private RangeOptions range;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Print so many events at most (default: all).")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description =
                    "Print these kinds only, in the words of the output: book, trades, lifecycle ...")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--connection",
            paramLabel = "ID",
            split = ",",
            description = "Print events of these connections only, from 0.")
    private List<Integer> connections = new ArrayList<>();

    @Option(
            names = "--instrument",
            paramLabel = "NAME",
            split = ",",
            description = "Print events of these instruments only.")
    private List<String> instruments = new ArrayList<>();

    @Option(
            names = "--typed",
            description =
                    "Print every kind of message with all its fields, where the fixed format has no"
                            + " more than 'notification'.")
    private boolean isTyped;

    @Option(
            names = "--notes",
            description = "Print the notes between the events, too: what they are about, and when.")
    private boolean hasNotes;

    @Override
    public Integer call() {
        final Set<EventKind> wanted = wanted();
        if (limit < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--limit must not be negative: " + limit);
        }
        try (JournalReader reader = recording.open()) {
            final EventPrinter printer =
                    new EventPrinter(RecordedClients.of(reader, recording.path()), isTyped);
            final EventFilter filter =
                    new EventFilter(wanted, connections, instruments, printer.symbols());
            dump(reader, printer, filter);
            reader.problem()
                    .ifPresent(p -> spec.commandLine().getErr().println("damaged journal: " + p));
            return isWritten(spec.commandLine().getOut()) && reader.problem().isEmpty()
                    ? ExitCode.OK
                    : ExitCode.FAILED;
        }
    }

    private void dump(
            final JournalReader reader, final EventPrinter printer, final EventFilter filter) {
        final PrintWriter out = spec.commandLine().getOut();
        final EventRange events = range.of(recording, reader);
        reader.seekSequence(events.from());
        if (hasNotes) {
            reader.notes(printer::addNote);
        }
        long printed = 0;
        while (printed < limit && reader.nextSequence() < events.until() && reader.next(event)) {
            printer.decode(event);
            if (filter.isWanted(event)) {
                printer.add(event);
                printed++;
            }
            // A pipe that is closed, as by head, ends the dump.
            if (printer.length() >= FLUSH_BYTES && !flush(printer, out)) {
                return;
            }
        }
        flush(printer, out);
    }

    private static boolean flush(final EventPrinter printer, final PrintWriter out) {
        out.print(printer.take());
        return isWritten(out);
    }

    /** The writer is around standard output, which keeps its failures to itself. */
    private static boolean isWritten(final PrintWriter out) {
        return !out.checkError() && !System.out.checkError();
    }

    private Set<EventKind> wanted() {
        try {
            return EventFilter.kinds(kinds, isTyped);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
