/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.engine.ReplayResult;
import io.novaring.journal.Seal;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.session.JournalReplay;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.cli.session.ReplayReport;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        sortOptions = false,
        description = {
            "Replays a journal: every event passes the stages again, and every decision is taken"
                    + " again.",
            "",
            "What the stages ask for is held against what was sent, byte for byte; the hash over"
                    + " their decisions against the journal's seal. Venue and settings are those of"
                    + " the recording. Nothing is sent."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:complete; equal to the seal, or without a seal alike as far as it goes",
            "1:it differs, is damaged, or cannot be replayed",
            "2:the command was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring replay /data/journal/monday",
            "  novaring replay --pace 10 /data/journal/monday    ten recorded seconds a second",
            "  novaring replay --json /data/journal/monday | jq .stateHash"
        })
public final class ReplayCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Option(
            names = "--pace",
            paramLabel = "FACTOR",
            defaultValue = "0",
            description = "Recorded seconds a second; 0 does not wait (default).")
    private double pace;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Parameters(paramLabel = "JOURNAL", description = "Directory of the journal.")
    private Path journal;

    @Override
    public Integer call() {
        if (!(pace >= 0) || Double.isInfinite(pace)) {
            throw new ParameterException(
                    spec.commandLine(), "--pace must be 0 or a positive number, not " + pace);
        }
        try (Progress progress = Progress.ofEvents(spec.commandLine().getErr(), "replayed");
                CtrlC ctrlC = new CtrlC();
                JournalReplay replay = JournalReplay.open(journal, ctrlC::isRequested, progress)) {
            final ReplayReport report = replay.run(pace);
            spec.commandLine().getOut().println(json ? json(report) : text(report));
            return ctrlC.exit(report.isGood() ? ExitCode.OK : ExitCode.FAILED);
        }
    }

    private static String text(final ReplayReport report) {
        final ReplayResult result = report.result();
        final StringBuilder out = new StringBuilder();
        final double seconds = Math.max(1, report.elapsedNs()) / 1e9;
        out.append(
                String.format(
                        Locale.ROOT,
                        "%s events in %s, %s/s; %s requests alike; hash %s%n",
                        Units.count(result.eventCount()),
                        Units.duration(report.elapsedNs()),
                        Units.count(Math.round(result.eventCount() / seconds)),
                        Units.count(result.requestsCompared()),
                        Units.hash(result.stateHash())));
        if (result.divergence() != null) {
            out.append("first difference: ").append(result.divergence()).append('\n');
        }
        report.problem().ifPresent(p -> out.append("damaged: ").append(p).append('\n'));
        if (report.isSealed() && result.missing() != null) {
            out.append("asked for and not recorded: ").append(result.missing()).append('\n');
        }
        return out.append(verdict(report)).toString();
    }

    private static String verdict(final ReplayReport report) {
        if (report.cancelled()) {
            return "ended by Ctrl-C";
        }
        if (report.isEqual()) {
            return Terminal.good("equal") + " to the recorded run, to its last event";
        }
        if (report.isGood()) {
            return "alike as far as it goes; the recording has no seal to compare with ("
                    + report.end().name().toLowerCase(Locale.ROOT)
                    + ")";
        }
        final String sealed =
                report.seal()
                        .map(
                                seal ->
                                        ": recorded were "
                                                + Units.count(seal.eventCount())
                                                + " events, hash "
                                                + Units.hash(seal.stateHash()))
                        .orElse("");
        return Terminal.bad("different") + " from the recorded run" + sealed;
    }

    private static String json(final ReplayReport report) {
        final ReplayResult result = report.result();
        final ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("events", result.eventCount());
        out.put("stateHash", Units.hash(result.stateHash()));
        out.put("requestsCompared", result.requestsCompared());
        out.put("divergence", result.divergence());
        out.put("missing", result.missing());
        out.put("sealed", report.isSealed());
        out.put("end", report.end().name().toLowerCase(Locale.ROOT));
        out.put("expectedEvents", report.seal().map(Seal::eventCount).orElse(null));
        out.put(
                "expectedStateHash",
                report.seal().map(seal -> Units.hash(seal.stateHash())).orElse(null));
        out.put("equal", report.isSealed() ? (Boolean) report.isEqual() : null);
        out.put("problem", report.problem().map(Object::toString).orElse(null));
        out.put("elapsedNs", report.elapsedNs());
        return out.toString();
    }
}
