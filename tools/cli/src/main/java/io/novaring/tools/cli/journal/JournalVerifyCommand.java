/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.journal.JournalEnd;
import io.novaring.journal.JournalProblem;
import io.novaring.journal.JournalReport;
import io.novaring.journal.JournalRun;
import io.novaring.journal.Seal;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.cli.session.RecordingOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        sortOptions = false,
        description = {
            "Checks every byte of a run: lengths, checksums, consecutive sequences, the seal.",
            "",
            "A journal without a seal is valid: its run was killed, or goes on. What is there was"
                    + " recorded, and nothing in it is missing."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:everything recorded is valid",
            "1:something is damaged, or there is no journal",
            "2:the command was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring journal verify /data/journal",
            "  novaring journal verify --json --run 3 /data/journal | jq .end"
        })
final class JournalVerifyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private RecordingOptions recording;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        try (Progress progress = Progress.ofEvents(spec.commandLine().getErr(), "checked");
                CtrlC ctrlC = new CtrlC()) {
            final JournalReport report = recording.verify(progress, ctrlC::isRequested);
            progress.done();
            if (ctrlC.isRequested()) {
                return ctrlC.cancelled(
                        spec.commandLine().getErr(),
                        "ended by Ctrl-C behind " + Units.count(report.records()) + " events");
            }
            if (!json) {
                requireOpened(report, recording.path());
            }
            spec.commandLine().getOut().println(json ? json(report) : text(report));
            return ctrlC.exit(report.problem().isEmpty() ? ExitCode.OK : ExitCode.FAILED);
        }
    }

    /** What could not be opened is no damaged journal: there is nothing to show of it. */
    static void requireOpened(final JournalReport report, final Path directory) {
        report.problem()
                .filter(problem -> problem.path().equals(directory) && report.records() == 0)
                .ifPresent(
                        problem -> {
                            throw new CommandFailure(ExitCode.FAILED, problem.reason());
                        });
    }

    private String text(final JournalReport report) {
        final String valid = Units.count(report.records()) + " events";
        if (report.problem().isPresent()) {
            return damaged(report, report.problem().orElseThrow());
        }
        final String good = Terminal.good("valid") + ": " + valid + segments(report) + ", ";
        return good
                + switch (report.end()) {
                    case SEALED ->
                            "sealed with hash "
                                    + Units.hash(report.seal().orElseThrow().stateHash());
                    case EXPORTED -> "a part of a run, copied whole";
                    case STOPPED -> "ended before its run because the disk was nearly full";
                    case TORN ->
                            "not sealed; cut within a block: its run was killed, or goes on, or"
                                    + " it was copied in part";
                    default -> "not sealed: its run was killed, or goes on";
                }
                + others(report);
    }

    /** What was not looked at. */
    private String others(final JournalReport report) {
        if (report.run() < 1) {
            return "";
        }
        final String runs =
                recording.runs().stream()
                        .map(JournalRun::run)
                        .filter(run -> run != report.run())
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
        return runs.isEmpty()
                ? ""
                : "\nthat is run " + report.run() + "; not checked: " + runs + ", with --run";
    }

    private static String segments(final JournalReport report) {
        final int count = report.segments().size();
        final String deleted =
                report.begin() == 0 || report.end() == JournalEnd.EXPORTED
                        ? ""
                        : " from " + Units.count(report.begin()) + " on (older ones were deleted)";
        return deleted + (count < 2 ? "" : " in " + count + " segments");
    }

    /** Where it is, what is valid before it, and what to do. */
    private String damaged(final JournalReport report, final JournalProblem problem) {
        final StringBuilder out = new StringBuilder();
        out.append(Terminal.bad("damaged")).append(": ").append(Printable.of(problem.reason()));
        out.append("\n  in ").append(Printable.of(problem.path().toString()));
        out.append(", at byte ").append(Units.count(problem.offset()));
        out.append(", where event ").append(Units.count(problem.sequence()));
        out.append(" is expected\n");
        if (report.records() == 0) {
            return out.append("nothing before it is valid").toString();
        }
        out.append("valid before it: events ")
                .append(Units.count(report.firstSequence()))
                .append(" to ")
                .append(Units.count(report.lastSequence()))
                .append(", ")
                .append(Units.count(report.validBytes()))
                .append(" bytes\n");
        final String run = report.run() > 0 ? "--run " + report.run() + ' ' : "";
        return out.append("what to do: keep the files as they are, look at the disk, and copy what")
                .append(" is valid:\n  novaring journal slice ")
                .append(run)
                .append("--until ")
                .append(report.lastSequence() + 1)
                .append(' ')
                .append(Printable.of(recording.path().toString()))
                .append(" valid.nvr")
                .toString();
    }

    static ObjectNode json(final JournalReport report) {
        final ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("valid", report.problem().isEmpty());
        out.put("run", report.run());
        out.put("firstSequence", report.records() == 0 ? null : (Long) report.firstSequence());
        out.put("end", report.end().name().toLowerCase(Locale.ROOT));
        out.put("sealed", report.complete());
        out.put("events", report.records());
        out.put("stateHash", report.seal().map(Seal::stateHash).map(Units::hash).orElse(null));
        report.problem()
                .ifPresentOrElse(
                        problem ->
                                out.putObject("problem")
                                        .put("path", problem.path().toString())
                                        .put("offset", problem.offset())
                                        .put("sequence", problem.sequence())
                                        .put("reason", problem.reason()),
                        () -> out.putNull("problem"));
        return out;
    }
}
