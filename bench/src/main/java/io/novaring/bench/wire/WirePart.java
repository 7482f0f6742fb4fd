/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.wire;

import io.novaring.bench.pack.Child;
import io.novaring.bench.pack.Part;
import io.novaring.bench.pack.Rounds;
import io.novaring.bench.pack.Row;
import io.novaring.bench.pack.Run;
import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.Target;
import io.novaring.engine.IdleMode;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What is spent between the socket and the decoder, and on the way out. */
public final class WirePart implements Part {
    private static final int GOAL = 5;
    private static final int START_TIMEOUT_SECONDS = 30;
    private static final int TIMEOUT_SECONDS = 60;
    private static final int FLOOD_SECONDS = 3;
    private static final int FLOOD_SECONDS_QUICK = 1;
    private static final int IDLE_SECONDS = 10;
    private static final int IDLE_SECONDS_QUICK = 1;
    private static final String IDLE_GAP_US = "20000";
    private static final int TLS_ROUNDS = 60;
    private static final int TLS_ROUNDS_QUICK = 6;
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /** Methods of {@link WalkBenchmark}. */
    private static final List<String> FRAMES = List.of("walk", "copy", "text", "library");

    private static final int WALK = 0;
    private static final int TEXT = 2;
    private static final int LIBRARY = 3;

    @Override
    public String name() {
        return "wire";
    }

    @Override
    public String summary() {
        return "WebSocket frames in memory and from a socket, TLS records, waking up";
    }

    @Override
    public void measure(final Run run) throws Exception {
        inMemory(run);
        outbound(run);
        fromASocket(run);
        records(run);
        wakingUp(run);
    }

    private static void inMemory(final Run run) throws Exception {
        final double[] allocated = new double[1];
        final Rounds rounds =
                Rounds.take(
                        run,
                        round -> {
                            final double[] times = new double[FRAMES.size()];
                            for (int i = 0; i < times.length; i++) {
                                final RunResult result = once(run, FRAMES.get(i));
                                times[i] = result.getPrimaryResult().getScore();
                                if (i == TEXT) {
                                    allocated[0] = Math.max(allocated[0], allocated(result));
                                }
                            }
                            return times;
                        });
        run.row(
                new Row(
                        GOAL,
                        "a frame in memory, walked, copied and checked for UTF-8 ÷"
                                + " Java-WebSocket's decode to a String",
                        Target.atMost(1 / 25.0, "x"),
                        rounds.ratio(TEXT, LIBRARY),
                        "the socket; both read 1,024 distinct frames of 300 bytes on average"));
        run.row(
                new Row(
                        GOAL,
                        "the walk over a frame in memory",
                        Target.atMost(15, "ns"),
                        rounds.of(WALK),
                        "the copy into the slot and the look whether it is UTF-8"));
        run.row(
                new Row(
                        4,
                        "allocation of a frame walked, copied and checked",
                        Target.atMost(0.01, "B/op"),
                        Spread.of(allocated, 0),
                        "start-up"));
        for (int i = 0; i < FRAMES.size(); i++) {
            run.figure("a frame, " + FRAMES.get(i), rounds.of(i), "ns");
        }
    }

    private static RunResult once(final Run run, final String method) throws RunnerException {
        final int iterations = run.isQuick() ? 2 : 4;
        final Collection<RunResult> results =
                run.jmh(
                        new OptionsBuilder()
                                .include(WalkBenchmark.class.getName() + "\\." + method + '$')
                                .forks(1)
                                .warmupIterations(iterations)
                                .warmupTime(TimeValue.milliseconds(400))
                                .measurementIterations(iterations)
                                .measurementTime(TimeValue.milliseconds(250)));
        return results.iterator().next();
    }

    private static double allocated(final RunResult result) {
        return result.getSecondaryResults().get(ALLOCATION).getScore();
    }

    private static void outbound(final Run run) throws Exception {
        for (final RunResult result :
                run.jmh(
                        new OptionsBuilder()
                                .include(SendBenchmark.class.getName())
                                .forks(run.isQuick() ? 1 : 3)
                                .warmupIterations(2)
                                .warmupTime(TimeValue.milliseconds(500))
                                .measurementIterations(run.isQuick() ? 2 : 4)
                                .measurementTime(TimeValue.milliseconds(250)))) {
            final String name = result.getParams().getBenchmark();
            final String what =
                    String.format(
                            Locale.ROOT,
                            "a message of %s B made a masked frame, %s",
                            result.getParams().getParam("length"),
                            name.substring(name.lastIndexOf('.') + 1));
            run.figure(what, spread(result.getPrimaryResult()), "ns");
            run.figure(
                    what + ", allocated", Spread.of(new double[] {allocated(result)}, 0), "B/op");
        }
    }

    private static Spread spread(final Result<?> result) {
        final double score = result.getScore();
        return new Spread(
                score,
                result.getStatistics().getMin(),
                result.getStatistics().getMax(),
                (int) result.getStatistics().getN(),
                0);
    }

    private static void fromASocket(final Run run) throws Exception {
        final Rounds rounds;
        try (Child server = run.java(FrameServer.class, "0")) {
            final String port = server.await("port", START_TIMEOUT_SECONDS);
            rounds =
                    Rounds.take(
                            run,
                            round ->
                                    new double[] {
                                        rate(run, "ours", port), rate(run, "library", port)
                                    });
        }
        run.row(
                new Row(
                        GOAL,
                        "messages a second from a flooded socket ÷ Java-WebSocket's client that"
                                + " does nothing",
                        Target.atLeast(9, "x"),
                        rounds.ratio(0, 1),
                        "decoding; ours copies each message and looks whether it is UTF-8"));
        run.figure("from a flooded socket, ours", rounds.of(0), "msg/s");
        run.figure("from a flooded socket, Java-WebSocket", rounds.of(1), "msg/s");
    }

    private static double rate(final Run run, final String who, final String port)
            throws IOException {
        try (Child client =
                run.java(
                        FloodedClient.class,
                        who,
                        port,
                        Integer.toString(run.isQuick() ? FLOOD_SECONDS_QUICK : FLOOD_SECONDS))) {
            return Double.parseDouble(client.await("rate", TIMEOUT_SECONDS).strip());
        }
    }

    private static void records(final Run run) throws Exception {
        for (final int recordLength : new int[] {300, 16_000}) {
            final int rounds = run.isQuick() ? TLS_ROUNDS_QUICK : TLS_ROUNDS;
            for (final TlsSpeed.Figure figure : TlsSpeed.measure(recordLength, rounds)) {
                final String what =
                        String.format(
                                Locale.ROOT,
                                "TLS record of %,d B, %s, %s buffers",
                                recordLength,
                                figure.maker(),
                                figure.direct() ? "direct" : "heap");
                run.figure(what, figure.ns(), "ns");
                run.figure(what + ", allocated", figure.bytes(), "B");
            }
        }
    }

    private static void wakingUp(final Run run) throws Exception {
        try (Child server = run.java(FrameServer.class, IDLE_GAP_US)) {
            final String port = server.await("port", START_TIMEOUT_SECONDS);
            for (final IdleMode mode : IdleMode.values()) {
                try (Child client =
                        run.java(
                                IdleClient.class,
                                mode.name(),
                                port,
                                Integer.toString(
                                        run.isQuick() ? IDLE_SECONDS_QUICK : IDLE_SECONDS))) {
                    final String[] told = client.await("idle", TIMEOUT_SECONDS).strip().split(" ");
                    final String what = "a message every 20 ms, I/O thread " + mode;
                    run.figure(what + ", p50", single(told[0]), "ns");
                    run.figure(what + ", p99", single(told[1]), "ns");
                    run.figure(what + ", of a core", single(told[3]), "%");
                }
            }
        }
    }

    private static Spread single(final String value) {
        return Spread.of(new double[] {Double.parseDouble(value)}, 0);
    }
}
