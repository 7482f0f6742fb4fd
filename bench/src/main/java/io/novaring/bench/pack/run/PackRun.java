/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import io.novaring.bench.pack.Child;
import io.novaring.bench.pack.Quiet;
import io.novaring.bench.pack.Row;
import io.novaring.bench.pack.Run;
import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.result.Figures;
import io.novaring.bench.pack.result.Results.Curve;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The run of one part. */
final class PackRun implements Run, AutoCloseable {
    private static final int ROUNDS = 7;
    private static final int ROUNDS_QUICK = 3;
    private static final int LAST_LINES = 25;
    private static final Path MEMORY = Path.of("/dev/shm");

    private final String part;
    private final boolean isQuick;
    private final long startNs = System.nanoTime();
    private final long quickNs;
    private final Path root;
    private final Watch watch;
    private final List<String> flags;
    private final Path folder;
    private volatile Path memoryFolder;
    private final List<Child> children = new ArrayList<>();
    private final Figures figures = new Figures();
    private int jmhRuns;

    /**
     * @param quickNs the time that it has in a quick run.
     */
    PackRun(
            final String part,
            final boolean isQuick,
            final long quickNs,
            final Path root,
            final Watch watch) {
        this.part = part;
        this.isQuick = isQuick;
        this.quickNs = quickNs;
        this.root = root;
        this.watch = watch;
        flags = Jvm.flags(root);
        try {
            Files.createDirectories(logs());
            folder = Files.createTempDirectory(root.resolve("bench/target"), part + '-');
        } catch (final IOException e) {
            throw new UncheckedIOException("no folder for the files of " + part, e);
        }
    }

    private Path logs() {
        return root.resolve("bench/target/logs");
    }

    Figures figures() {
        return figures;
    }

    @Override
    public boolean isQuick() {
        return isQuick;
    }

    @Override
    public int rounds() {
        return isQuick ? ROUNDS_QUICK : ROUNDS;
    }

    @Override
    public boolean hasTimeFor(final long ns) {
        return !isQuick || System.nanoTime() - startNs + ns <= quickNs;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Path memoryFolder() {
        if (memoryFolder == null) {
            try {
                memoryFolder =
                        Files.isWritable(MEMORY)
                                ? Files.createTempDirectory(MEMORY, "novaring-bench-")
                                : folder;
            } catch (final IOException e) {
                throw new UncheckedIOException("no folder in " + MEMORY, e);
            }
        }
        return memoryFolder;
    }

    @Override
    public void progress(final String format, final Object... values) {
        say(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }

    private void say(final String line) {
        System.out.println("  " + part + ": " + line);
    }

    @Override
    public void row(final Row row) {
        figures.goal(row);
        say("goal " + row.goal() + ": " + row.what() + ": " + row.spread() + ", " + row.target());
    }

    @Override
    public void figure(final String name, final Spread spread, final String unit) {
        figures.figure(name, spread, unit);
        say(name + ": " + spread + ' ' + unit);
    }

    @Override
    public void latency(final String group, final String series, final Histogram histogram) {
        figures.latency(group, series, histogram);
    }

    @Override
    public void curve(
            final String diagram,
            final String series,
            final String xUnit,
            final String yUnit,
            final double[] x,
            final double[] y) {
        figures.curve(new Curve(diagram, series, xUnit, yUnit, x.clone(), y.clone()));
    }

    @Override
    public Collection<RunResult> jmh(final ChainedOptionsBuilder options) throws RunnerException {
        final Options asked = options.build();
        final List<String> first = new ArrayList<>(flags);
        first.addAll(asked.getJvmArgsPrepend().orElse(List.of()));
        final Path log = logs().resolve(part + '-' + ++jmhRuns + ".log");
        final Options all =
                new OptionsBuilder()
                        .parent(asked)
                        .jvm(asked.getJvm().orElse(Jvm.executable().toString()))
                        .jvmArgsPrepend(first.toArray(new String[0]))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .output(log.toString())
                        .build();
        say("JMH " + String.join(", ", asked.getIncludes()) + ", log in " + root.relativize(log));
        try {
            return new Runner(all).run();
        } catch (final RunnerException e) {
            throw new RunnerException(e.getMessage() + "; its log ends:\n" + end(log), e);
        }
    }

    private static String end(final Path log) {
        try {
            final List<String> lines = Files.readAllLines(log);
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (final IOException e) {
            return "(" + e + ")";
        }
    }

    @Override
    public Child java(final Class<?> main, final String... arguments) {
        return java(new String[0], main, arguments);
    }

    @Override
    public Child java(final String[] more, final Class<?> main, final String... arguments) {
        final List<String> all = new ArrayList<>(flags);
        all.addAll(Arrays.asList(more));
        try {
            final Child child =
                    new JavaChild(
                            main.getSimpleName(), Jvm.command(all, main, arguments), this::say);
            synchronized (children) {
                children.add(child);
            }
            return child;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start a JVM for " + main.getName(), e);
        }
    }

    @Override
    public Quiet watchQuiet() {
        return watch.start(figures);
    }

    /** Ends whatever it started and deletes its files. */
    @Override
    public void close() throws IOException {
        synchronized (children) {
            children.forEach(Child::close);
            children.clear();
        }
        delete(folder);
        if (memoryFolder != null) {
            delete(memoryFolder);
        }
    }

    private static void delete(final Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        final List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (final Path each : paths) {
            Files.deleteIfExists(each);
        }
    }
}
