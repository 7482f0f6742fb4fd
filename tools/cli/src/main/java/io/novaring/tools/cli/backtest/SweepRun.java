/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.backtest;

import io.novaring.engine.strategy.StrategyFactory;
import io.novaring.tools.backtest.Backtest;
import io.novaring.tools.backtest.RunOutcome;
import io.novaring.tools.backtest.report.SummaryJson;
import io.novaring.tools.backtest.report.SweepWriter;
import io.novaring.tools.backtest.result.RecorderSettings;
import io.novaring.tools.backtest.strategy.StrategyFailure;
import io.novaring.tools.backtest.sweep.Grid;
import io.novaring.tools.backtest.sweep.Sweep;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.session.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/** All runs of a sweep, and their files: the same bytes whichever run is done first. */
final class SweepRun {
    /** The summaries, one a line. */
    static final String LINES = "sweep.ndjson";

    private static final String PARTIAL = ".partial";
    private static final int PER_RUN = 1000;

    // What is put down of a run is let go at its end.
    private static final int ROWS_IN_MEMORY = 1 << 18;

    private final Backtest backtest;
    private final StrategyFactory factory;
    private final Grid grid;
    private final Map<String, String> fixed;
    private long progressed;

    /**
     * What is left of one run.
     *
     * @param row without figures when it failed.
     * @param summary on one line; empty when it failed.
     * @param failure why the strategy failed, null when it did not.
     */
    record Done(
            SweepWriter.Row row,
            String summary,
            long eventCount,
            boolean isStarted,
            String failure) {
        boolean isWhole() {
            return failure == null;
        }
    }

    SweepRun(
            final Backtest backtest,
            final StrategyFactory factory,
            final Grid grid,
            final Map<String, String> fixed) {
        this.backtest = backtest;
        this.factory = factory;
        this.grid = grid;
        this.fixed = fixed;
    }

    /** What is run on what, in words. */
    String title(final String journals) {
        return Printable.of(factory.name())
                + " on "
                + journals
                + ", by "
                + Printable.of(String.join(", ", grid.names()));
    }

    /** The runs as they are to be shown, with the words that ask for the first of them again. */
    String text(final List<Done> whole, final SweepOrder order) {
        final List<SweepWriter.Row> sorted =
                whole.stream().map(Done::row).sorted(order.comparator()).toList();
        final StringBuilder text =
                new StringBuilder(SweepText.of(grid.names(), order.figure(), sorted));
        if (!sorted.isEmpty()) {
            text.append("the first again, with a report:");
            sorted.get(0)
                    .parameters()
                    .forEach(
                            (name, value) ->
                                    text.append(" --set ")
                                            .append(Printable.of(name + '=' + value)));
            text.append('\n');
        }
        return text.toString();
    }

    /**
     * Looks whether the files may be written.
     *
     * @throws IOException when not; the message says why.
     */
    static void requireRoom(final Path directory, final boolean isForced) throws IOException {
        final Set<String> ours = Set.of(SweepWriter.CSV, SweepWriter.PAGE, LINES);
        Files.createDirectories(directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (final Path file : files) {
                final String name = file.getFileName().toString().replace(PARTIAL, "");
                if (!ours.contains(name) && !isForced) {
                    throw new IOException(
                            directory
                                    + " holds other files, such as "
                                    + name
                                    + ": name another directory, or use --force");
                }
            }
        }
    }

    /**
     * Does the runs.
     *
     * @param lengthNs of recorded time in each.
     * @param cancelled true ends those that are under way, and begins no further one.
     * @return those that are done, in the order of the grid.
     */
    List<Done> run(
            final int threads,
            final long startNs,
            final long lengthNs,
            final BooleanSupplier cancelled,
            final Progress progress) {
        progress.total((long) PER_RUN * grid.size());
        progress.accept(0);
        return Sweep.run(
                        grid.size(),
                        threads,
                        index -> {
                            final long[] told = {0};
                            final Done done =
                                    run(
                                            index,
                                            nowNs -> {
                                                final long at = share(nowNs - startNs, lengthNs);
                                                tell(at - told[0], progress);
                                                told[0] = at;
                                                return !cancelled.getAsBoolean();
                                            });
                            tell(PER_RUN - told[0], progress);
                            return done;
                        },
                        cancelled,
                        count -> {})
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    private static long share(final long atNs, final long lengthNs) {
        return (long) Math.max(0, Math.min(PER_RUN, (double) PER_RUN * atNs / lengthNs));
    }

    private synchronized void tell(final long more, final Progress progress) {
        progressed += more;
        progress.accept(progressed);
    }

    private Done run(final int index, final LongPredicate goesOn) {
        final Map<String, String> parameters = grid.set(index, fixed);
        final RecorderSettings usual = RecorderSettings.DEFAULT;
        try (RunOutcome outcome =
                backtest.run(
                                factory,
                                parameters,
                                usual.withBounds(ROWS_IN_MEMORY, usual.curvePointsMax()),
                                goesOn)
                        .orElse(null)) {
            return outcome == null
                    ? null
                    : new Done(
                            new SweepWriter.Row(parameters, outcome.result().figures()),
                            SummaryJson.of(outcome.result()).toString(),
                            outcome.eventCount(),
                            outcome.isStarted(),
                            null);
        } catch (final StrategyFailure e) {
            // One set of many that it cannot live with; the others are worth having.
            return new Done(new SweepWriter.Row(parameters, null), "", 0, false, e.getMessage());
        }
    }

    /**
     * Writes what was done.
     *
     * @param runs that are whole.
     */
    static void write(final Path directory, final String title, final List<Done> runs)
            throws IOException {
        final List<String> lines = new ArrayList<>();
        runs.forEach(run -> lines.add(run.summary()));
        final Path partial = directory.resolve(LINES + PARTIAL);
        final String text = lines.isEmpty() ? "" : String.join("\n", lines) + '\n';
        Files.write(partial, text.getBytes(StandardCharsets.UTF_8));
        Files.move(partial, directory.resolve(LINES), StandardCopyOption.REPLACE_EXISTING);
        SweepWriter.write(directory, title, runs.stream().map(Done::row).toList());
    }
}
