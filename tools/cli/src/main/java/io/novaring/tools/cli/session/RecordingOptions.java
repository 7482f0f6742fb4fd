/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.journal.JournalException;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalReport;
import io.novaring.journal.JournalRun;
import io.novaring.journal.JournalVerifier;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which recording a command is about; the same for each that reads one. */
public final class RecordingOptions {
    private static final int LAST_RUN = -1;

    @Option(
            names = "--run",
            paramLabel = "N",
            description = "An older run of the journal, from 1 (default: the last).")
    private Integer run;

    @Parameters(
            index = "0",
            paramLabel = "JOURNAL",
            description = "Directory of the journal, or one file of a recording (.nvr).")
    private Path path;

    private List<JournalRun> runs;

    public Path path() {
        return path;
    }

    /**
     * The run that is meant, as far as headers tell.
     *
     * @throws CommandFailure when the journal has no such run.
     */
    public JournalRun facts() {
        runs();
        if (runs.isEmpty()) {
            // Opening it says why.
            JournalReader.openPrefix(path).close();
            throw new CommandFailure(ExitCode.FAILED, "no journal in " + path);
        }
        if (run == null) {
            return runs.get(runs.size() - 1);
        }
        return runs.stream()
                .filter(candidate -> candidate.run() == run)
                .findFirst()
                .orElseThrow(() -> noRun(runs));
    }

    /** All runs of the journal, as they were when this was first asked for. */
    public List<JournalRun> runs() {
        if (runs == null) {
            runs = JournalReader.runs(path);
        }
        return runs;
    }

    /** A reader at the run's first event; damage ends it. */
    public JournalReader open() {
        requireRun();
        return run == null ? JournalReader.openPrefix(path) : JournalReader.openPrefix(path, run);
    }

    /**
     * Every byte of the run, checked. Never throws for what is damaged: that is reported.
     *
     * @param progress told how far it is.
     * @param cancelled true ends it there.
     */
    public JournalReport verify(final Progress progress, final BooleanSupplier cancelled) {
        requireRun();
        final int wanted = run == null ? LAST_RUN : run;
        progress.total(count());
        return JournalVerifier.verify(
                path,
                wanted,
                records -> {
                    progress.accept(records);
                    return !cancelled.getAsBoolean();
                });
    }

    /** How many events the run has, as far as that can be told; 0 when it cannot. */
    private long count() {
        try {
            return facts().events();
        } catch (final CommandFailure | JournalException e) {
            // The report will say why.
            return 0;
        }
    }

    private void requireRun() {
        if (run != null) {
            facts();
        }
    }

    private CommandFailure noRun(final List<JournalRun> runs) {
        final String there =
                runs.size() == 1
                        ? "its only run is " + runs.get(0).run()
                        : String.format(
                                Locale.ROOT,
                                "its runs are %d to %d",
                                runs.get(0).run(),
                                runs.get(runs.size() - 1).run());
        return new CommandFailure(ExitCode.USAGE, path + " has no run " + run + ": " + there);
    }
}
