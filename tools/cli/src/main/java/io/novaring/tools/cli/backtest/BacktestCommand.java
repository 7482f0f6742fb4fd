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
import io.novaring.tools.backtest.result.Figures;
import io.novaring.tools.backtest.source.JournalRecording;
import io.novaring.tools.backtest.strategy.Strategies;
import io.novaring.tools.backtest.strategy.StrategyFailure;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.FileTrouble;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.session.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            "      --from +10m --stop-before 30s --out result /data/journal"
        })
public final class BacktestCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private StrategyOptions strategy;
    @Mixin private VenueOptions venue;
    @Mixin private BacktestRange range;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder to write: new, empty, or of an earlier result.")
    private Path out;

    @Option(names = "--force", description = "Write to a folder that holds other files, too.")
    private boolean isForced;

    @Option(names = "--json", description = "Print summary.json, and nothing else.")
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
        check(factory, parameters);
        final BacktestSettings asked = venue.settings();
        try {
            ResultWriter.requireRoom(out, isForced);
            final List<JournalRecording> journals = journals();
            final BacktestSettings settings = range.apply(asked, journals);
            try (CtrlC ctrlC = new CtrlC()) {
                return ctrlC.exit(run(open(journals, settings), settings, factory, ctrlC));
            }
        } catch (final IOException e) {
            throw new CommandFailure(ExitCode.FAILED, FileTrouble.why(e), e);
        } catch (final StrategyFailure e) {
            throw new CommandFailure(ExitCode.FAILED, Printable.of(e.getMessage()), e);
        }
    }

    /** A wrong parameter is told of at once, and not behind a journal that was read. */
    private static void check(final StrategyFactory factory, final Map<String, String> parameters) {
        try {
            Strategies.create(factory, new StrategyParameters(parameters));
        } catch (final IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, Printable.of(e.getMessage()), e);
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
            final BacktestSettings settings,
            final StrategyFactory factory,
            final CtrlC ctrlC)
            throws IOException {
        final PrintWriter err = spec.commandLine().getErr();
        final long startNs = System.nanoTime();
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
            ResultWriter.write(out, outcome.result(), isForced);
            if (isJson) {
                spec.commandLine().getOut().print(SummaryJson.text(outcome.result()));
                spec.commandLine().getOut().flush();
            } else {
                tell(backtest, outcome, tookNs);
            }
            return exitCode(backtest, outcome);
        }
    }

    private void tell(final Backtest backtest, final RunOutcome outcome, final long tookNs) {
        final PrintWriter text = spec.commandLine().getOut();
        final Figures figures = outcome.result().figures();
        text.println(
                Printable.of(outcome.result().identity().strategy())
                        + " on "
                        + Printable.of(
                                backtest.facts().stream()
                                        .map(JournalFacts::name)
                                        .collect(Collectors.joining(", ")))
                        + ", "
                        + Units.instant(figures.fromNs())
                        + " to "
                        + Units.instant(figures.toNs()));
        text.print(RunText.of(figures));
        text.print(RunText.notes(backtest.notes()));
        text.println(
                Units.count(outcome.eventCount())
                        + " events in "
                        + Units.duration(tookNs)
                        + ", "
                        + Units.rough(outcome.eventCount() * 1_000_000_000L / Math.max(1, tookNs))
                        + " events/s; hash "
                        + outcome.result().identity().stateHash());
        text.println("report: " + Printable.of(out.resolve(ResultWriter.REPORT).toString()));
    }

    private int exitCode(final Backtest backtest, final RunOutcome outcome) {
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
        if (!outcome.isStarted()) {
            err.println(
                    "the strategy was never started: its session was not ready before the end of"
                            + " the recording, or of the part that was asked for");
            exitCode = ExitCode.FAILED;
        }
        return exitCode;
    }
}
