/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.journal.JournalReport;
import io.novaring.journal.JournalVerifier;
import io.novaring.journal.Seal;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.console.Units;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        sortOptions = false,
        description = {
            "Checks every byte of a journal: lengths, checksums, consecutive sequences, the seal.",
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
            "  novaring journal verify /data/journal/monday",
            "  novaring journal verify --json /data/journal/monday | jq .end"
        })
final class JournalVerifyCommand implements Callable<Integer> {
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
            requireOpened(report, directory);
        }
        spec.commandLine().getOut().println(json ? json(report) : text(report));
        return report.problem().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** What could not be opened is no damaged journal: there is nothing to show of it. */
    static void requireOpened(final JournalReport report, final Path directory) {
        report.problem()
                .filter(problem -> problem.path().equals(directory))
                .ifPresent(
                        problem -> {
                            throw new CommandFailure(ExitCode.FAILED, problem.reason());
                        });
    }

    private static String text(final JournalReport report) {
        final String valid = Units.count(report.records()) + " events";
        if (report.problem().isPresent()) {
            if (report.records() == 0) {
                return Terminal.bad("damaged") + ": " + report.problem().orElseThrow().reason();
            }
            return Terminal.bad("damaged")
                    + ": "
                    + report.problem().orElseThrow()
                    + "; the "
                    + valid
                    + " before are valid";
        }
        final String good = Terminal.good("valid") + ": " + valid + ", ";
        return good
                + switch (report.end()) {
                    case SEALED ->
                            "sealed with hash "
                                    + Units.hash(report.seal().orElseThrow().stateHash());
                    case STOPPED -> "ended before its run because the disk was nearly full";
                    case TORN -> "not sealed; cut within a block: its run was killed, or goes on";
                    default -> "not sealed: its run was killed, or goes on";
                };
    }

    static ObjectNode json(final JournalReport report) {
        final ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("valid", report.problem().isEmpty());
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
