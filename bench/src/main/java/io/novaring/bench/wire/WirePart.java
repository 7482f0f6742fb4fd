/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.wire;

import io.novaring.bench.pack.Child;
import io.novaring.bench.pack.Part;
import io.novaring.bench.pack.Quiet;
import io.novaring.bench.pack.Row;
import io.novaring.bench.pack.Run;
import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.Target;
import io.novaring.engine.IdleMode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What is spent between the socket and the decoder, and on the way out. */
public final class WirePart implements Part {
    private static final int GOAL = 5;
    private static final int START_TIMEOUT_SECONDS = 30;
    private static final int TIMEOUT_SECONDS = 60;
    private static final int FLOOD_SECONDS = 3;
    private static final int IDLE_SECONDS = 10;
    private static final String IDLE_GAP_US = "20000";
    private static final int TLS_ROUNDS = 60;
    private static final String NO_ALLOCATION = "gc.alloc.rate.norm";

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
        fromASocket(run);
        records(run);
        wakingUp(run);
    }

    private static void inMemory(final Run run) throws Exception {
        final Collection<RunResult> results =
                run.jmh(
                        new OptionsBuilder()
                                .include(WalkBenchmark.class.getName())
                                .include(SendBenchmark.class.getName())
                                .forks(run.isQuick() ? 1 : 3));
        final double[] library = values(results, "WalkBenchmark.library");
        final double[] text = values(results, "WalkBenchmark.text");
        run.row(
                new Row(
                        GOAL,
                        "a frame in memory, walked, copied and checked for UTF-8, against"
                                + " Java-WebSocket's decode to a String",
                        Target.atMost(1 / 25.0, "x"),
                        ratio(text, library),
                        "the socket; both read 1,024 distinct frames of 300 bytes on average"));
        run.row(
                new Row(
                        GOAL,
                        "the walk over a frame in memory",
                        Target.atMost(15, "ns"),
                        Spread.of(values(results, "WalkBenchmark.walk"), 0),
                        "the copy into the slot and the look whether it is UTF-8"));
        for (final RunResult result : results) {
            final String what = nameOf(result);
            run.figure(what, spread(result.getPrimaryResult()), "ns");
            final Result<?> bytes = result.getSecondaryResults().get(NO_ALLOCATION);
            if (bytes != null) {
                run.figure(what + ", allocated", spread(bytes), "B");
            }
        }
    }

    private static String nameOf(final RunResult result) {
        final String name = result.getParams().getBenchmark();
        final String length = result.getParams().getParam("length");
        final String tail = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
        return length == null ? tail : tail + " of " + length + " B";
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

    private static double[] values(final Collection<RunResult> results, final String benchmark) {
        for (final RunResult result : results) {
            if (nameOf(result).equals(benchmark)) {
                return result.getBenchmarkResults().stream()
                        .flatMap(fork -> fork.getIterationResults().stream())
                        .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                        .toArray();
            }
        }
        throw new IllegalStateException("no result of " + benchmark);
    }

    /** Iterations of two benchmarks do not belong together: the medians are compared. */
    private static Spread ratio(final double[] above, final double[] below) {
        final double reference = Spread.of(below, 0).median();
        return Spread.of(Arrays.stream(above).map(value -> value / reference).toArray(), 0);
    }

    private static void fromASocket(final Run run) throws Exception {
        final double[] ours = new double[run.rounds()];
        final double[] library = new double[run.rounds()];
        int count = 0;
        int dropped = 0;
        try (Child server = run.java(FrameServer.class, "0")) {
            final String port = server.await("port", START_TIMEOUT_SECONDS);
            for (int round = 0; round < run.rounds(); round++) {
                final Quiet quiet = run.watchQuiet();
                ours[count] = rate(run, "ours", port);
                library[count] = rate(run, "library", port);
                run.progress(
                        "flooded: %,.0f messages a second, Java-WebSocket %,.0f",
                        ours[count], library[count]);
                if (quiet.wasQuiet()) {
                    count++;
                } else {
                    dropped++;
                }
            }
        }
        final double[] counted = Arrays.copyOf(ours, count);
        run.row(
                new Row(
                        GOAL,
                        "messages a second from a flooded socket, against Java-WebSocket's client"
                                + " that does nothing",
                        Target.atLeast(9, "x"),
                        Spread.ofRatios(counted, Arrays.copyOf(library, count), dropped),
                        "decoding; ours copies each message and looks whether it is UTF-8"));
        run.figure("messages from a flooded socket", Spread.of(counted, dropped), "1/s");
    }

    private static double rate(final Run run, final String who, final String port)
            throws IOException {
        try (Child client =
                run.java(FloodedClient.class, who, port, Integer.toString(FLOOD_SECONDS))) {
            return Double.parseDouble(client.await("rate", TIMEOUT_SECONDS).strip());
        }
    }

    private static void records(final Run run) throws Exception {
        for (final int recordLength : new int[] {300, 16_000}) {
            final int rounds = run.isQuick() ? TLS_ROUNDS / 2 : TLS_ROUNDS;
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
                                Integer.toString(IDLE_SECONDS))) {
                    final String[] told = client.await("idle", TIMEOUT_SECONDS).strip().split(" ");
                    final String what = "a message every 20 ms, I/O thread " + mode;
                    run.figure(what + ", p50", once(told[0]), "ns");
                    run.figure(what + ", p99", once(told[1]), "ns");
                    run.figure(what + ", of a core", once(told[3]), "%");
                }
            }
        }
    }

    private static Spread once(final String value) {
        return Spread.of(new double[] {Double.parseDouble(value)}, 0);
    }
}
