/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import io.novaring.bench.pack.Rounds;
import io.novaring.bench.pack.Run;
import io.novaring.bench.pack.Spread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Nanoseconds a frame of one kind: in each round every decoder, floor and native program once, each
 * in a process of its own.
 */
final class KindTimes {
    private static final List<String> FLOORS =
            List.of("byteSum", "wordSum", "structuralScan", "arraycopy");

    /** Without the sum that is slower on every JDK tried, and what no goal hangs on. */
    private static final List<String> FLOORS_QUICK = List.of("wordSum", "structuralScan");

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private final FrameKind kind;
    private final List<String> names;
    private final Rounds rounds;
    private final double bytesAllocated;

    private KindTimes(
            final FrameKind kind,
            final List<String> names,
            final Rounds rounds,
            final double bytesAllocated) {
        this.kind = kind;
        this.names = names;
        this.rounds = rounds;
        this.bytesAllocated = bytesAllocated;
    }

    static KindTimes measure(
            final Run run,
            final FrameKind kind,
            final Path frames,
            final List<Decoder> decoders,
            final List<NativeDecoder> natives,
            final int count)
            throws Exception {
        final List<String> names = new ArrayList<>();
        final List<Decoder> able = decoders.stream().filter(d -> d.decodes(kind)).toList();
        able.forEach(decoder -> names.add(decoder.label()));
        final List<String> floors = run.isQuick() ? FLOORS_QUICK : FLOORS;
        names.addAll(floors);
        natives.forEach(decoder -> names.add(decoder.name()));
        final Rounds rounds =
                Rounds.take(
                        run,
                        count,
                        round -> {
                            final double[] times = new double[names.size()];
                            int at = 0;
                            for (final Decoder decoder : able) {
                                times[at++] =
                                        only(run.jmh(decode(run, decoder, frames)))
                                                .getPrimaryResult()
                                                .getScore();
                            }
                            for (final String floor : floors) {
                                times[at++] = floor(run, floor, frames);
                            }
                            for (final NativeDecoder decoder : natives) {
                                times[at++] = decoder.measure(frames, run.isQuick());
                            }
                            return times;
                        });
        // Of a short iteration the few kB that JMH itself allocates in each would be the figure.
        final RunResult steady =
                only(
                        run.jmh(
                                decode(run, Decoder.NOVARING, frames)
                                        .measurementIterations(1)
                                        .measurementTime(TimeValue.milliseconds(1500))));
        return new KindTimes(kind, names, rounds, allocated(steady));
    }

    private static ChainedOptionsBuilder decode(
            final Run run, final Decoder decoder, final Path frames) {
        return options(run, DecodeTime.class, "decode", frames)
                .param("decoder", decoder.label())
                .jvmArgsAppend(decoder.flags().toArray(new String[0]));
    }

    private static double floor(final Run run, final String floor, final Path frames)
            throws RunnerException {
        final ChainedOptionsBuilder options = options(run, FloorTime.class, floor, frames);
        if (run.isQuick()) {
            // A loop of one line is compiled at once.
            options.warmupTime(TimeValue.milliseconds(150))
                    .measurementTime(TimeValue.milliseconds(100));
        }
        return only(run.jmh(options)).getPrimaryResult().getScore();
    }

    private static ChainedOptionsBuilder options(
            final Run run, final Class<?> benchmark, final String method, final Path frames) {
        return options(run, benchmark, method).param("frames", frames.toString());
    }

    /** One fork, long enough for the compiler; rounds give the spread. */
    static ChainedOptionsBuilder options(
            final Run run, final Class<?> benchmark, final String method) {
        return new OptionsBuilder()
                .include('^' + benchmark.getName().replace(".", "\\.") + "\\." + method + '$')
                .forks(1)
                .warmupIterations(run.isQuick() ? 2 : 4)
                .warmupTime(TimeValue.milliseconds(run.isQuick() ? 300 : 400))
                .measurementIterations(run.isQuick() ? 2 : 4)
                .measurementTime(TimeValue.milliseconds(run.isQuick() ? 150 : 250));
    }

    static RunResult only(final Collection<RunResult> results) {
        if (results.size() != 1) {
            throw new IllegalStateException("one result expected, not " + results.size());
        }
        return results.iterator().next();
    }

    /** Bytes an operation, by JMH's gc profiler. */
    static double allocated(final RunResult result) {
        for (final String name : result.getSecondaryResults().keySet()) {
            if (name.endsWith(ALLOCATION)) {
                return result.getSecondaryResults().get(name).getScore();
            }
        }
        throw new IllegalStateException("JMH ran without " + ALLOCATION);
    }

    FrameKind kind() {
        return kind;
    }

    List<String> names() {
        return names;
    }

    /** What our decoder allocates a frame. */
    double bytesAllocated() {
        return bytesAllocated;
    }

    int dropped() {
        return rounds.dropped();
    }

    Spread spread(final String name) {
        return Spread.of(column(name), rounds.dropped());
    }

    double[] column(final String name) {
        return rounds.column(names.indexOf(name));
    }

    /** The least of each round. */
    double[] best(final List<String> of) {
        double[] best = null;
        for (final String name : of) {
            if (!names.contains(name)) {
                continue;
            }
            final double[] column = column(name);
            if (best == null) {
                best = column.clone();
            } else {
                for (int i = 0; i < best.length; i++) {
                    best[i] = Math.min(best[i], column[i]);
                }
            }
        }
        return best == null ? new double[0] : best;
    }
}
