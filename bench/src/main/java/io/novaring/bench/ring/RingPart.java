/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.ring;

import io.novaring.bench.pack.Part;
import io.novaring.bench.pack.Rounds;
import io.novaring.bench.pack.Row;
import io.novaring.bench.pack.Run;
import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.Target;
import io.novaring.engine.Topology;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Ring, stages and books: what the way from publishing to the last of four stages takes beside a
 * Disruptor that carries one number, and what a stage or a change of a book costs.
 */
public final class RingPart implements Part {
    private static final int SLOW_PER_SECOND = 100_000;
    private static final int FAST_PER_SECOND = 1_000_000;
    private static final double PACED_SECONDS = 0.4;
    private static final int FLOOD_COUNT = 2_000_000;
    private static final double NS_PER_SECOND = 1e9;
    private static final double MEDIAN = 50;
    private static final String RAW = "Disruptor, one number";
    private static final String FUSED = "four stages, fused";
    private static final String INLINE = "four stages on the producer's thread";
    private static final String STAGED = "four stages and handlers on a thread each";
    private static final String FLOODED_RAW_STAGES = "Disruptor with the same stages, flooded";
    private static final String FLOODED_OURS = "ring, fused stages, flooded";
    private static final String FLOODED_RAW = "Disruptor, one number, flooded";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** What a round measures, in its order. */
    private static final List<String> FIGURES =
            List.of(
                    RAW + SLOW_PER_SECOND,
                    FUSED + SLOW_PER_SECOND,
                    RAW + FAST_PER_SECOND,
                    FUSED + FAST_PER_SECOND,
                    INLINE + SLOW_PER_SECOND,
                    STAGED + SLOW_PER_SECOND,
                    FLOODED_RAW_STAGES,
                    FLOODED_OURS,
                    FLOODED_RAW);

    /** Of the rounds that count. */
    private final Map<String, Histogram> latencies = new LinkedHashMap<>();

    private final Map<String, Histogram> lastLatencies = new LinkedHashMap<>();
    private Rounds rounds;

    @Override
    public String name() {
        return "ring";
    }

    @Override
    public String summary() {
        return "publishing to the last stage against a bare Disruptor; stages, books, topologies";
    }

    @Override
    public void measure(final Run run) throws Exception {
        measureLanes(run);
        measureStages(run);
        measureBooks(run);
    }

    private void measureLanes(final Run run) throws Exception {
        final List<byte[]> frames = StageRing.frames();
        final Lane raw = new RawLane.Empty(true);
        final Lane rawFlood = new RawLane.Empty(false);
        final Lane rawStages = new RawStages(frames);
        final OurLane fused = new OurLane(frames, Topology.FUSED, true, false);
        final OurLane fusedFlood = new OurLane(frames, Topology.FUSED, false, false);
        final OurLane inline = new OurLane(frames, Topology.INLINE, true, false);
        final OurLane staged = new OurLane(frames, Topology.STAGED, true, true);
        // What is made by now is old, as in a run of hours; and nothing is collected from here on.
        System.gc();
        run.progress("ring: warming up");
        for (int i = 0; i < 3; i++) {
            round(raw, rawFlood, rawStages, fused, fusedFlood, inline, staged);
        }
        rounds =
                Rounds.take(
                        run,
                        run.rounds(),
                        i -> {
                            final Map<String, Double> round =
                                    round(
                                            raw,
                                            rawFlood,
                                            rawStages,
                                            fused,
                                            fusedFlood,
                                            inline,
                                            staged);
                            run.progress("ring: round %d %s", i + 1, round);
                            return FIGURES.stream().mapToDouble(round::get).toArray();
                        },
                        this::keepLatencies);
        fused.check();
        fusedFlood.check();
        inline.check();
        staged.check();
        tellLanes(run);
    }

    private void keepLatencies() {
        lastLatencies.forEach(
                (series, one) ->
                        latencies
                                .computeIfAbsent(
                                        series,
                                        key ->
                                                new Histogram(
                                                        one.getNumberOfSignificantValueDigits()))
                                .add(one));
    }

    private Map<String, Double> round(
            final Lane raw,
            final Lane rawFlood,
            final Lane rawStages,
            final Lane fused,
            final Lane fusedFlood,
            final Lane inline,
            final Lane staged) {
        final Map<String, Double> round = new LinkedHashMap<>();
        for (final int perSecond : new int[] {SLOW_PER_SECOND, FAST_PER_SECOND}) {
            round.put(RAW + perSecond, paced(RAW, raw, perSecond));
            round.put(FUSED + perSecond, paced(FUSED, fused, perSecond));
        }
        round.put(INLINE + SLOW_PER_SECOND, paced(INLINE, inline, SLOW_PER_SECOND));
        round.put(STAGED + SLOW_PER_SECOND, paced(STAGED, staged, SLOW_PER_SECOND));
        round.put(FLOODED_RAW_STAGES, rawStages.flooded(FLOOD_COUNT));
        round.put(FLOODED_OURS, fusedFlood.flooded(FLOOD_COUNT));
        round.put(FLOODED_RAW, rawFlood.flooded(FLOOD_COUNT));
        return round;
    }

    private double paced(final String what, final Lane lane, final int perSecond) {
        final int count = (int) (perSecond * PACED_SECONDS);
        final Histogram histogram = lane.paced(count, (long) (NS_PER_SECOND / perSecond));
        lastLatencies.put(what + ", " + perSecond / 1000 + " k/s", histogram);
        return histogram.getValueAtPercentile(MEDIAN);
    }

    private void tellLanes(final Run run) {
        final String excludes =
                "sockets, decoding, journal, telemetry; what the slot is filled with before it is"
                        + " due. Its slot is one"
                        + " number and its handler reads the clock; ours are decoded messages with"
                        + " books, and a handler that does";
        for (final int perSecond : new int[] {SLOW_PER_SECOND, FAST_PER_SECOND}) {
            run.row(
                    new Row(
                            6,
                            "publish to last of 4 fused stages / 1P1C BusySpin Disruptor, p50 at "
                                    + perSecond / 1000
                                    + " k/s",
                            Target.atMost(1.25, "x"),
                            ratio(FUSED + perSecond, RAW + perSecond),
                            excludes));
            run.figure("ring " + RAW + " p50 " + perSecond, of(RAW + perSecond, 1), "ns");
            run.figure("ring " + FUSED + " p50 " + perSecond, of(FUSED + perSecond, 1), "ns");
        }
        run.row(
                new Row(
                        6,
                        "events/s through the fused stages / the same stages in one handler of a"
                                + " plain Disruptor, flooded",
                        Target.atLeast(0.9, "x"),
                        ratio(FLOODED_OURS, FLOODED_RAW_STAGES),
                        "both carry the same messages through the same stages; a Disruptor that"
                                + " carries a number and does nothing is told as a figure"));
        for (final String flooded : List.of(FLOODED_OURS, FLOODED_RAW_STAGES, FLOODED_RAW)) {
            run.figure(flooded, of(flooded, 1e6), "M/s");
        }
        run.row(
                new Row(
                        7,
                        "a thread each for stages and handlers / the topology chosen for 2 cores,"
                                + " p50 at 100 k/s",
                        Target.atLeast(1000, "x"),
                        ratio(STAGED + SLOW_PER_SECOND, INLINE + SLOW_PER_SECOND),
                        "sockets, decoding, journal; idle threads yield, as spinning is refused"));
        run.figure(INLINE + " p50", of(INLINE + SLOW_PER_SECOND, 1), "ns");
        run.figure(STAGED + " p50", of(STAGED + SLOW_PER_SECOND, 1), "ns");
        latencies.forEach(
                (series, histogram) ->
                        run.latency(
                                "from publishing to the end of the last stage", series, histogram));
    }

    private Spread ratio(final String above, final String below) {
        return rounds.ratio(FIGURES.indexOf(above), FIGURES.indexOf(below));
    }

    private Spread of(final String what, final double unit) {
        final double[] values = rounds.column(FIGURES.indexOf(what));
        return Spread.of(Arrays.stream(values).map(v -> v / unit).toArray(), rounds.dropped());
    }

    private static ChainedOptionsBuilder options(final Run run, final String include) {
        return new OptionsBuilder()
                .include(include)
                .forks(run.isQuick() ? 1 : 3)
                .warmupIterations(run.isQuick() ? 2 : 3)
                .warmupTime(TimeValue.milliseconds(run.isQuick() ? 400 : 1000))
                .measurementIterations(run.isQuick() ? 2 : 4)
                .measurementTime(TimeValue.milliseconds(run.isQuick() ? 250 : 1000));
    }

    private void measureStages(final Run run) throws Exception {
        final String stages = StageBenchmark.class.getName();
        final String wanted = run.isQuick() ? ".(load|four)$" : "";
        final Collection<RunResult> results = run.jmh(options(run, stages + wanted));
        for (final RunResult result : results) {
            final String kind = result.getParams().getParam("kind");
            tell(run, "stages, " + kind + ": " + method(result), result);
        }
        allocation(run, "the four stages, the most of any kind of message", results);
        final Collection<RunResult> hops = run.jmh(options(run, HopBenchmark.class.getName()));
        for (final RunResult result : hops) {
            tell(run, "hop on one thread: " + method(result), result);
        }
        allocation(
                run,
                "an event published and handled, as in an engine",
                hops.stream().filter(hop -> !"raw".equals(method(hop))).toList());
    }

    private void measureBooks(final Run run) throws Exception {
        final String wanted = run.isQuick() ? "\\.update$" : "";
        final ChainedOptionsBuilder options = options(run, BookBenchmark.class.getName() + wanted);
        if (run.isQuick()) {
            options.param("depth", "10", "2000").param("action", "churn");
        }
        final Collection<RunResult> results = run.jmh(options);
        final Map<String, Map<Double, Double>> curves = new LinkedHashMap<>();
        for (final RunResult result : results) {
            final String action = result.getParams().getParam("action");
            final String place = result.getParams().getParam("place");
            final String depth = result.getParams().getParam("depth");
            final String series = method(result) + ", " + action + ", " + place;
            tell(run, "book of " + depth + " levels: " + series, result);
            curves.computeIfAbsent(series, key -> new TreeMap<>())
                    .put(Double.valueOf(depth), result.getPrimaryResult().getScore());
        }
        allocation(run, "a change of a book, the most of any depth", results);
        curves.forEach(
                (series, points) ->
                        run.curve(
                                "A change of one level by depth of the book",
                                series,
                                "levels",
                                "ns",
                                points.keySet().stream().mapToDouble(x -> x).toArray(),
                                points.values().stream().mapToDouble(y -> y).toArray()));
    }

    /** The most that any of them allocated, by JMH's gc profiler. */
    private static void allocation(
            final Run run, final String what, final Collection<RunResult> results) {
        final double most =
                results.stream()
                        .mapToDouble(
                                result -> result.getSecondaryResults().get(ALLOCATED).getScore())
                        .max()
                        .orElse(Double.NaN);
        run.row(
                new Row(
                        4,
                        "allocation of " + what,
                        Target.atMost(0.01, "B/op"),
                        Spread.of(new double[] {most}, 0),
                        "start-up"));
    }

    private static String method(final RunResult result) {
        final String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static void tell(final Run run, final String name, final RunResult result) {
        run.figure(name, spread(result.getPrimaryResult()), "ns");
        final Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        if (allocated != null) {
            run.figure(name + ", allocated", spread(allocated), "B/op");
        }
    }

    private static Spread spread(final Result<?> result) {
        final double[] scores = new double[(int) result.getStatistics().getN()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = result.getStatistics().getPercentile(100.0 * (i + 1) / scores.length);
        }
        return Spread.of(scores, 0);
    }
}
