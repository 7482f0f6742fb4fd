/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.novaring.codec.MarketEvent;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalRun;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.normalised.EventPrinter;
import io.novaring.tools.cli.session.EventRange;
import io.novaring.tools.cli.session.RecordedClients;
import io.novaring.tools.cli.session.RecordingOptions;
import io.novaring.tools.cli.session.TimeOption;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "seek",
        sortOptions = false,
        description = {
            "Finds the event at a time or with a sequence: what it is, where it is, and how long it"
                    + " took to get there.",
            "",
            "At a time that is the first event published then or later."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:found",
            "1:there is no journal, or it is damaged there",
            "2:the command was not understood, or the recording does not go so far"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring journal seek /data/journal 2026-11-21T17:48:55.123Z",
            "  novaring journal seek /data/journal +90s",
            "  novaring journal seek --json slice.nvr 1234567 | jq .offset"
        })
final class JournalSeekCommand implements Callable<Integer> {
    private final MarketEvent event = new MarketEvent();

    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private RecordingOptions recording;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Parameters(
            index = "1",
            paramLabel = "PLACE",
            converter = TimeOption.Converter.class,
            description = "What to look for: " + TimeOption.FORMS + ".")
    private TimeOption place;

    @Override
    public Integer call() {
        final JournalRun run = recording.facts();
        try (JournalReader reader = recording.open()) {
            final EventPrinter printer =
                    new EventPrinter(RecordedClients.of(reader, recording.path()), true);
            final long startNs = System.nanoTime();
            final boolean isFound =
                    place.isSequence()
                            ? reader.seekSequence(place.sequence())
                            : reader.seekTime(place.timeNs(run.firstTimeNs(), run.lastTimeNs()));
            if (!isFound || !reader.next(event)) {
                throw missing(reader, run);
            }
            final long tookNs = System.nanoTime() - startNs;
            printer.decode(event);
            printer.add(event);
            final String line = printer.take().strip();
            spec.commandLine()
                    .getOut()
                    .println(json ? json(reader, line, tookNs) : text(reader, line, tookNs));
            return ExitCode.OK;
        }
    }

    private CommandFailure missing(final JournalReader reader, final JournalRun run) {
        return reader.problem()
                .map(p -> new CommandFailure(ExitCode.FAILED, "damaged journal: " + p))
                .orElseGet(
                        () ->
                                new CommandFailure(
                                        ExitCode.USAGE,
                                        "there is no event at "
                                                + place
                                                + ": the recording "
                                                + EventRange.span(run)));
    }

    private String text(final JournalReader reader, final String line, final long tookNs) {
        return "event "
                + Units.count(event.sequence)
                + " at "
                + Instant.ofEpochSecond(0, event.publishedTimeNs)
                + "\nrun "
                + reader.run()
                + ", "
                + reader.path()
                + ", block at "
                + Units.count(reader.blockOffset())
                + "\nfound in "
                + Units.duration(tookNs)
                + '\n'
                + line;
    }

    private ObjectNode json(final JournalReader reader, final String line, final long tookNs) {
        final ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("sequence", event.sequence);
        out.put("timeNs", event.publishedTimeNs);
        out.put("run", reader.run());
        out.put("file", reader.path().toString());
        out.put("offset", reader.blockOffset());
        out.put("tookNs", tookNs);
        out.putRawValue("event", new RawValue(line));
        return out;
    }
}
