/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.backtest;

import io.novaring.engine.strategy.StrategyFactory;
import io.novaring.engine.strategy.StrategyParameters;
import io.novaring.tools.backtest.Backtest;
import io.novaring.tools.backtest.BacktestSettings;
import io.novaring.tools.backtest.JournalFacts;
import io.novaring.tools.backtest.RunOutcome;
import io.novaring.tools.backtest.report.ResultWriter;
import io.novaring.tools.backtest.report.SummaryJson;
import io.novaring.tools.backtest.report.SweepWriter;
import io.novaring.tools.backtest.source.JournalRecording;
import io.novaring.tools.backtest.strategy.Strategies;
import io.novaring.tools.backtest.strategy.StrategyFailure;
import io.novaring.tools.backtest.sweep.Grid;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.FileTrouble;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.data.table.RowsToParquet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "backtest",
        sortOptions = false,
        description = {
            "Runs a strategy on a recording, and reports what it would have made.",
            "",
            "The strategy is the class that trades live, behind the same stages: orders, checks,"
                    + " credits and lost books are the live code. A venue that decides by a model"
                    + " what would have been traded answers it. The same recording, settings and"
                    + " seed give the same files to the bit. How fills are decided, and what a"
                    + " backtest cannot tell: docs/backtest.md."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:nothing was written, or the journal is damaged and the run ended there, or the"
                    + " strategy never started",
            "2:the command was not understood, or could not begin"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring backtest --strategy maker --out result /data/journal",
            "  novaring backtest --strategy maker --set halfSpread=4 --queue optimistic \\",
            "      --order-latency lognormal:3ms,0.4/1ms --out result /data/journal",
            "  novaring backtest --strategy com.example.Mine --class-path mine.jar \\",
            "      --from +10m --stop-before 30s --out result /data/journal",
            "  novaring backtest --strategy maker --sweep halfSpread=1..8:1 --sweep amount=10,100 \\",
            "      --sort sharpe --out sweep /data/journal"
        })
public final class BacktestCommand implements Callable<Integer> {
    private static final int FAILURES_SHOWN_MAX = 5;

    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private StrategyOptions strategy;
    @Mixin private VenueOptions venue;
    @Mixin private BacktestRange range;
    @Mixin private SweepOptions sweep;
    @Mixin private AgreementOptions agreement;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder to write: new, empty, or of an earlier result.")
    private Path out;

    @Option(names = "--force", description = "Write to a folder that holds other files, too.")
    private boolean isForced;

    @Option(
            names = "--parquet",
            description = "Write the rows as Parquet, too, with exact decimals.")
    private boolean isParquet;

    @Option(
            names = "--json",
            description = "Print summary.json, of a sweep sweep.ndjson, and nothing else.")
    private boolean isJson;

    @Parameters(
            arity = "1..*",
            paramLabel = "JOURNAL",
            description =
                    "Directories of journals, or files of recordings (.nvr), merged in the order"
                            + " of time; of each its last run.")
    private List<Path> paths = new ArrayList<>();

    @Override
    public Integer call() {
        final StrategyFactory factory = strategy.factory();
        final Map<String, String> parameters = strategy.parameters();
        final Grid grid = sweep.grid(parameters);
        final int threads = sweep.threads();
        final SweepOrder order = sweep.order();
        agreement.check(sweep.isWanted(), paths.size());
        if (sweep.isWanted() && isParquet) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--parquet is for the rows of one run, not for a sweep");
        }
        check(factory, grid, parameters);
        final BacktestSettings asked = venue.settings();
        try {
            requireRoom();
            final List<JournalRecording> journals = journals();
            final BacktestSettings settings = range.apply(asked, journals);
            final long startNs = System.nanoTime();
            try (CtrlC ctrlC = new CtrlC()) {
                final Backtest backtest = open(journals, settings);
                return ctrlC.exit(
                        sweep.isWanted()
                                ? sweep(
                                        new SweepRun(backtest, factory, grid, parameters),
                                        backtest,
                                        settings,
                                        threads,
                                        order,
                                        startNs,
                                        ctrlC)
                                : run(backtest, journals, settings, factory, startNs, ctrlC));
            }
        } catch (final IOException e) {
            throw new CommandFailure(ExitCode.FAILED, FileTrouble.why(e), e);
        } catch (final StrategyFailure e) {
            throw new CommandFailure(ExitCode.FAILED, Printable.of(e.getMessage()), e);
        }
    }

    /** Looks first, and not behind a run that was long. */
    private void requireRoom() {
        try {
            if (sweep.isWanted()) {
                SweepRun.requireRoom(out, isForced);
            } else {
                ResultWriter.requireRoom(out, isForced);
            }
        } catch (final IOException e) {
            throw new CommandFailure(ExitCode.USAGE, FileTrouble.why(e), e);
        }
    }

    /** A wrong parameter is told of at once, and not behind a journal that was read. */
    private static void check(
            final StrategyFactory factory, final Grid grid, final Map<String, String> fixed) {
        for (int i = 0; i < grid.size(); i++) {
            try {
                Strategies.create(factory, new StrategyParameters(grid.set(i, fixed)));
            } catch (final IllegalArgumentException e) {
                throw new CommandFailure(
                        ExitCode.USAGE, Printable.of(String.valueOf(e.getMessage())), e);
            }
        }
    }

    private List<JournalRecording> journals() {
        final List<JournalRecording> journals = new ArrayList<>();
        for (final Path path : paths) {
            try {
                journals.add(JournalRecording.of(path, 0));
            } catch (final IllegalArgumentException e) {
                throw new CommandFailure(ExitCode.FAILED, Printable.of(e.getMessage()), e);
            }
        }
        return journals;
    }

    private static Backtest open(
            final List<JournalRecording> journals, final BacktestSettings settings) {
        try {
            return Backtest.of(journals, settings);
        } catch (final IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.FAILED, Printable.of(e.getMessage()), e);
        }
    }

    private int run(
            final Backtest backtest,
            final List<JournalRecording> journals,
            final BacktestSettings settings,
            final StrategyFactory factory,
            final long startNs,
            final CtrlC ctrlC)
            throws IOException {
        final PrintWriter err = spec.commandLine().getErr();
        final Optional<RunOutcome> ended;
        try (Progress progress = Progress.ofTime(err, "backtested")) {
            progress.total(range.lengthNs(settings));
            ended =
                    backtest.run(
                            factory,
                            strategy.parameters(),
                            nowNs -> {
                                progress.accept(Math.max(0, nowNs - range.startNs()));
                                return !ctrlC.isRequested();
                            });
        }
        if (ended.isEmpty()) {
            return ctrlC.cancelled(err, "ended by Ctrl-C: nothing was written");
        }
        final long tookNs = System.nanoTime() - startNs;
        try (RunOutcome outcome = ended.get()) {
            if (isParquet) {
                ResultWriter.write(out, outcome.result(), isForced, RowsToParquet::write);
            } else {
                ResultWriter.write(out, outcome.result(), isForced);
            }
            print(
                    isJson
                            ? SummaryJson.text(outcome.result())
                            : RunText.of(backtest, outcome, tookNs, out));
            if (agreement.isWanted()) {
                final String text =
                        agreement.run(
                                journals.get(0),
                                settings,
                                factory,
                                strategy.parameters(),
                                out,
                                ctrlC);
                print(isJson ? "" : text);
            }
            return exitCode(backtest, outcome.isStarted());
        }
    }

    private int sweep(
            final SweepRun sweepRun,
            final Backtest backtest,
            final BacktestSettings settings,
            final int threads,
            final SweepOrder order,
            final long startNs,
            final CtrlC ctrlC)
            throws IOException {
        final PrintWriter err = spec.commandLine().getErr();
        final List<SweepRun.Done> done;
        try (Progress progress = Progress.ofRuns(err, "done")) {
            done =
                    sweepRun.run(
                            threads,
                            range.startNs(),
                            range.lengthNs(settings),
                            ctrlC::isRequested,
                            progress);
        }
        final long tookNs = System.nanoTime() - startNs;
        final List<SweepRun.Done> whole = done.stream().filter(SweepRun.Done::isWhole).toList();
        final String title = sweepRun.title(RunText.journals(backtest));
        SweepRun.write(out, title, whole);
        if (isJson) {
            whole.forEach(run -> print(run.summary() + '\n'));
        } else {
            print(
                    title
                            + '\n'
                            + sweepRun.text(whole, order)
                            + RunText.notes(backtest.notes())
                            + Units.count(whole.size())
                            + " runs on "
                            + Units.count(threads)
                            + " threads; "
                            + RunText.pace(
                                    whole.stream().mapToLong(SweepRun.Done::eventCount).sum(),
                                    tookNs)
                            + "\nreport: "
                            + Printable.of(out.resolve(SweepWriter.PAGE).toString())
                            + '\n');
        }
        final int exitCode = exitCode(backtest, whole.stream().allMatch(SweepRun.Done::isStarted));
        if (ctrlC.isRequested()) {
            return ctrlC.cancelled(
                    err, "ended by Ctrl-C: " + Units.count(done.size()) + " runs are done");
        }
        final List<SweepRun.Done> failed = done.stream().filter(run -> !run.isWhole()).toList();
        failed.stream()
                .limit(FAILURES_SHOWN_MAX)
                .forEach(
                        run ->
                                err.println(
                                        "run with "
                                                + Printable.of(run.row().parameters().toString())
                                                + ": "
                                                + Printable.of(run.failure())));
        if (!failed.isEmpty()) {
            err.println(Units.count(failed.size()) + " runs failed, and have no row");
        }
        return failed.isEmpty() ? exitCode : ExitCode.FAILED;
    }

    private void print(final String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    private int exitCode(final Backtest backtest, final boolean isStarted) {
        final PrintWriter err = spec.commandLine().getErr();
        int exitCode = ExitCode.OK;
        for (final JournalFacts facts : backtest.facts()) {
            if (facts.problem() != null) {
                err.println(
                        "damaged journal "
                                + Printable.of(facts.name())
                                + ": "
                                + Printable.of(facts.problem())
                                + "; the run is of what is valid before that");
                exitCode = ExitCode.FAILED;
            }
        }
        if (!isStarted) {
            err.println(
                    "the strategy was never started: its session was not ready before the end of"
                            + " the recording, or of the part that was asked for");
            exitCode = ExitCode.FAILED;
        }
        return exitCode;
    }
}
