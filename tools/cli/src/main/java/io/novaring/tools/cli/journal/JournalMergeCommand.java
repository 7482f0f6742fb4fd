/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import io.novaring.journal.JournalException;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalRun;
import io.novaring.journal.flat.JournalMerge;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.session.Progress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "merge",
        sortOptions = false,
        description = {
            "Makes one file of several recordings.",
            "",
            "Slices of one run are put together by sequence: what several of them have is taken"
                    + " once, and must be alike. With --by-time events of different runs come in"
                    + " the order of their times, numbered anew, and so are their connections; such a"
                    + " file can be looked into, and not be replayed."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:written",
            "1:they do not fit together, one is damaged, or the file cannot be written; nothing is"
                    + " left of it",
            "2:the command was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring journal merge day.nvr morning.nvr noon.nvr evening.nvr",
            "  novaring journal merge --by-time both.nvr /data/journal/a /data/journal/b"
        })
final class JournalMergeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private OutputOptions output;

    @Option(names = "--allow-gaps", description = "Put slices together that do not meet.")
    private boolean allowsGaps;

    @Option(names = "--by-time", description = "Merge different runs by the times of their events.")
    private boolean isByTime;

    @Parameters(index = "0", paramLabel = "OUT.nvr", description = "The file to write.")
    private Path out;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IN",
            description = "Files, or directories of journals; of those the last run.")
    private List<Path> sources;

    @Override
    public Integer call() {
        requireDistinct();
        long events = 0;
        long bytes = 0;
        for (final Path source : sources) {
            final List<JournalRun> runs = JournalReader.runs(source);
            if (runs.isEmpty()) {
                throw new CommandFailure(ExitCode.FAILED, "no journal in " + source);
            }
            events += runs.get(runs.size() - 1).events();
            bytes += runs.get(runs.size() - 1).bytes();
        }
        output.requireRoom(out, bytes);
        try (Progress progress = Progress.ofEvents(spec.commandLine().getErr(), "merged");
                CtrlC ctrlC = new CtrlC()) {
            progress.total(events);
            return ctrlC.exit(merge(progress, ctrlC));
        }
    }

    private int merge(final Progress progress, final CtrlC ctrlC) {
        final WrittenFile written = new WrittenFile(out, spec.commandLine());
        final JournalMerge.Result result;
        try {
            result =
                    merge(
                            done -> {
                                progress.accept(done);
                                return !ctrlC.isRequested();
                            });
        } catch (final JournalException e) {
            progress.done();
            if (ctrlC.isRequested()) {
                return written.cancelled();
            }
            throw e;
        }
        progress.done();
        written.say(result.events());
        tell(result);
        return ExitCode.OK;
    }

    private JournalMerge.Result merge(final io.novaring.journal.flat.Progress progress) {
        return isByTime
                ? JournalMerge.differentRuns(
                        sources,
                        out,
                        output.config(),
                        MergedDescription.of(sources, progress),
                        progress)
                : JournalMerge.sameRun(sources, out, output.config(), allowsGaps, progress);
    }

    private void requireDistinct() {
        final Set<Path> seen = new HashSet<>();
        for (final Path source : sources) {
            if (!seen.add(source.toAbsolutePath().normalize())) {
                throw new ParameterException(spec.commandLine(), source + " is named twice");
            }
        }
    }

    private void tell(final JournalMerge.Result result) {
        if (result.duplicates() > 0) {
            spec.commandLine()
                    .getOut()
                    .println(
                            Units.count(result.duplicates()) + " events were there more than once");
        }
        for (final JournalMerge.Gap gap : result.gaps()) {
            spec.commandLine()
                    .getOut()
                    .println(
                            "missing: events "
                                    + Units.count(gap.fromSequence())
                                    + " to "
                                    + Units.count(gap.untilSequence() - 1));
        }
    }
}
