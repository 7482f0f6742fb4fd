/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.backtest;

import io.novaring.engine.strategy.StrategyFactory;
import io.novaring.tools.backtest.BacktestSettings;
import io.novaring.tools.backtest.agreement.AgreementRuns;
import io.novaring.tools.backtest.agreement.AgreementSettings;
import io.novaring.tools.backtest.agreement.AgreementText;
import io.novaring.tools.backtest.agreement.AgreementWriter;
import io.novaring.tools.backtest.agreement.Compared;
import io.novaring.tools.backtest.latency.LatencySpec;
import io.novaring.tools.backtest.report.ResultWriter;
import io.novaring.tools.backtest.source.JournalRecording;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whether, and how, a backtest is held against the run that was recorded. */
final class AgreementOptions {
    @Option(
            names = "--agreement",
            description =
                    "Hold it against what the recorded run itself traded: fills, orders, profit and"
                            + " position, and why they differ; with each of the queue models"
                            + " pessimistic, proportional and optimistic, and once more with the"
                            + " recorded orders in place of the strategy's. Give the parameters"
                            + " with which it was live. Writes agreement.json and agreement.html.")
    private boolean isWanted;

    @Option(
            names = "--agreement-window",
            paramLabel = "TIME",
            description = "How far apart the same fill may be in both (default: 1s).")
    private String window;

    boolean isWanted() {
        return isWanted;
    }

    /**
     * @throws CommandFailure when it cannot be with the other options.
     */
    void check(final boolean isSweep, final int journals) {
        if (window != null && !isWanted) {
            throw failure("--agreement-window is for --agreement: add it, or leave it out", null);
        }
        if (isWanted && isSweep) {
            throw failure("--agreement is of one run: leave out --sweep", null);
        }
        if (isWanted && journals != 1) {
            throw failure("--agreement is with one recorded run: name one journal", null);
        }
        settings();
    }

    private AgreementSettings settings() {
        if (window == null) {
            return AgreementSettings.DEFAULT;
        }
        try {
            return AgreementSettings.DEFAULT.withWindowNs(LatencySpec.parseTimeNs(window));
        } catch (final IllegalArgumentException e) {
            throw failure("--agreement-window: " + e.getMessage(), e);
        }
    }

    /**
     * Does it, and writes it beside the result.
     *
     * @return its tables.
     * @throws CommandFailure when there is nothing to compare.
     */
    String run(
            final JournalRecording journal,
            final BacktestSettings settings,
            final StrategyFactory strategy,
            final Map<String, String> parameters,
            final Path out,
            final CtrlC ctrlC)
            throws IOException {
        final List<Compared> runs;
        try {
            final AgreementSettings asked =
                    settings().withRange(settings.fromNs(), settings.untilNs());
            runs =
                    new AgreementRuns(journal, settings, asked, nowNs -> !ctrlC.isRequested())
                            .run(strategy, parameters);
        } catch (final IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "--agreement: " + Printable.of(e.getMessage()), e);
        }
        if (runs.isEmpty()) {
            return "";
        }
        AgreementWriter.write(out, strategy.name() + " on " + journal.path().getFileName(), runs);
        return '\n'
                + AgreementText.of(runs)
                + "agreement: "
                + Printable.of(out.resolve(ResultWriter.AGREEMENT_PAGE).toString())
                + '\n';
    }

    private static CommandFailure failure(final String message, final Throwable cause) {
        return new CommandFailure(ExitCode.USAGE, message, cause);
    }
}
