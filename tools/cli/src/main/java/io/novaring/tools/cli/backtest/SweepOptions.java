/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.backtest;

import io.novaring.tools.backtest.sweep.Grid;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Many runs that differ in their parameters. */
final class SweepOptions {
    private static final int THREADS_MAX = 1024;

    @Option(
            names = "--sweep",
            paramLabel = "NAME=VALUES",
            description =
                    "Run with each of these values of a parameter, such as halfSpread=1,2,4 or"
                            + " amount=10..100:10; of several, with each combination. One row a"
                            + " run.")
    private List<String> sweeps = new ArrayList<>();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Runs of a sweep at once (default: a thread a core).")
    private Integer threads;

    @Option(
            names = "--sort",
            paramLabel = "FIGURE",
            description =
                    "Show the runs with most of this figure of sweep.csv first, or with least of"
                            + " FIGURE:up (default: profitUsd).")
    private String sort;

    /** True when there is more than one run. */
    boolean isWanted() {
        return !sweeps.isEmpty();
    }

    /**
     * @param fixed parameters that are the same in each run.
     * @throws CommandFailure when something of it is wrong.
     */
    Grid grid(final Map<String, String> fixed) {
        final Grid grid = new Grid();
        try {
            sweeps.forEach(grid::add);
        } catch (final IllegalArgumentException e) {
            throw failure("--sweep: " + e.getMessage());
        }
        for (final String name : grid.names()) {
            if (fixed.containsKey(name)) {
                throw failure("parameter " + name + " is both set and swept: take one away");
            }
        }
        return grid;
    }

    /**
     * @throws CommandFailure when there is no sweep to use them, or not so many.
     */
    int threads() {
        if (!isWanted() && (threads != null || sort != null)) {
            throw failure(
                    (threads != null ? "--threads" : "--sort")
                            + " is for sweeps: add --sweep NAME=VALUES, or leave it out");
        }
        if (threads == null) {
            return Math.max(1, Runtime.getRuntime().availableProcessors());
        }
        if (threads < 1 || threads > THREADS_MAX) {
            throw failure("--threads is to be within 1 and " + THREADS_MAX + ": " + threads);
        }
        return threads;
    }

    /**
     * @throws CommandFailure when there is no such figure.
     */
    SweepOrder order() {
        try {
            return SweepOrder.of(sort == null ? SweepOrder.USUAL : sort);
        } catch (final IllegalArgumentException e) {
            throw failure("--sort: " + e.getMessage());
        }
    }

    private static CommandFailure failure(final String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }
}
