/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.journal.JournalReport;
import io.novaring.journal.JournalVerifier;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Table;
import io.novaring.tools.cli.console.Units;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "stat",
        sortOptions = false,
        description = "Shows what a journal holds: events by origin, times, sizes, how it ends.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:shown; everything recorded is valid",
            "1:something is damaged, or there is no journal",
            "2:the command was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring journal stat /data/journal/monday",
            "  novaring journal stat --json /data/journal/monday | jq .rawBytes"
        })
final class JournalStatCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Parameters(paramLabel = "DIR", description = "Directory of the journal.")
    private Path directory;

    @Override
    public Integer call() {
        final JournalReport report = JournalVerifier.verify(directory);
        if (!json) {
            JournalVerifyCommand.requireOpened(report, directory);
        }
        spec.commandLine().getOut().print(json ? json(report) + "\n" : text(report));
        spec.commandLine().getOut().flush();
        return report.problem().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String text(final JournalReport report) {
        final Table table = new Table("", "events", " " + Units.count(report.records()));
        for (final Origin origin : Origin.values()) {
            final long count = report.recordsByOrigin().getOrDefault(origin, 0L);
            table.row("  " + origin.name().toLowerCase(Locale.ROOT), Units.count(count));
        }
        if (report.records() > 0) {
            table.row("first", time(report.firstTimeNs()));
            table.row("last", time(report.lastTimeNs()));
            table.row("duration", Units.duration(report.lastTimeNs() - report.firstTimeNs()));
        }
        table.row("message bytes", Units.count(report.rawBytes()));
        table.row("file bytes used", Units.count(report.validBytes()));
        table.row("end", report.end().name().toLowerCase(Locale.ROOT));
        report.seal().ifPresent(seal -> table.row("hash", Units.hash(seal.stateHash())));
        final String problem = report.problem().map(p -> "damaged: " + p + '\n').orElse("");
        return table + problem;
    }

    private static ObjectNode json(final JournalReport report) {
        final ObjectNode out = JournalVerifyCommand.json(report);
        final ObjectNode origins = out.putObject("eventsByOrigin");
        for (final Origin origin : Origin.values()) {
            origins.put(
                    origin.name().toLowerCase(Locale.ROOT),
                    report.recordsByOrigin().getOrDefault(origin, 0L));
        }
        final boolean any = report.firstTimeNs() != MarketEvent.ABSENT;
        out.put("firstTimeNs", any ? (Long) report.firstTimeNs() : null);
        out.put("lastTimeNs", any ? (Long) report.lastTimeNs() : null);
        out.put("rawBytes", report.rawBytes());
        out.put("validBytes", report.validBytes());
        out.put("fileBytes", report.fileBytes());
        return out;
    }

    private static String time(final long epochNs) {
        return Instant.ofEpochSecond(0, epochNs).toString();
    }
}
