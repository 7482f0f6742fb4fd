/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import io.novaring.bench.pack.Part;
import io.novaring.bench.pack.Rounds;
import io.novaring.bench.pack.Row;
import io.novaring.bench.pack.Run;
import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Whole clients: from a socket to a handler behind books that are kept. Each runs in a process of
 * its own and gets the same messages from the same server; they take turns within each round.
 */
public final class ClientPart implements Part {
    /** Messages a second at which latencies are compared. */
    static final double RATE = 10_000;

    private static final double RATE_HIGHER = 50_000;
    private static final String NO_NETWORK = "TLS, a network; server and client have one core each";

    private static final int FIGURES = 6;
    private static final int MESSAGES = 0;
    private static final int P50 = 1;
    private static final int P99 = 2;
    private static final int BYTES = 3;
    private static final int CPU = 4;
    private static final int AWAITED = 5;

    private Run run;
    private Rig rig;
    private String missing;
    private double settleSeconds;
    private double windowSeconds;

    @Override
    public String name() {
        return "client";
    }

    @Override
    public String summary() {
        return "whole clients on one feed: messages a second, latency, the highest rate";
    }

    @Override
    public void measure(final Run newRun) throws Exception {
        run = newRun;
        settleSeconds = run.isQuick() ? 0.3 : 0.6;
        windowSeconds = run.isQuick() ? 0.7 : 1.5;
        final double warmUpSeconds = run.isQuick() ? 2 : 8;
        try (Rig newRig = new Rig(run)) {
            rig = newRig;
            for (final String name :
                    List.of(Rig.JOURNALLED, Rig.OURS, Rig.PLAIN, Rig.JDK, Rig.XCHANGE, Rig.WALK)) {
                rig.add(name, warmUpSeconds);
            }
            final String hindrance = Ccxt.install();
            missing = "";
            if (hindrance.isEmpty()) {
                rig.add(Rig.CCXT, warmUpSeconds);
            } else {
                missing = "; ccxt was not run: " + hindrance;
                run.progress("ccxt not run: %s", hindrance);
            }
            throughput();
            latency();
            if (!run.isQuick()) {
                higherRate();
            }
            highestRates();
            rig.check();
        }
    }

    /** One client's turn. */
    @FunctionalInterface
    private interface Turn {
        Window take(Contender contender) throws Exception;
    }

    /** What the windows of a measurement gave, name by name. */
    private final class Turns {
        private final List<String> names = rig.names();
        private final Map<String, Histogram> latencies = new HashMap<>();
        private final List<Window> last = new ArrayList<>();
        private Rounds rounds;

        Turns() {
            names.forEach(name -> latencies.put(name, new Histogram(3)));
        }

        void flood() throws Exception {
            take(contender -> contender.flooded(settleSeconds, windowSeconds));
        }

        void pace(final double rate) throws Exception {
            take(contender -> contender.paced(rate, settleSeconds, windowSeconds));
        }

        private void take(final Turn turn) throws Exception {
            rounds =
                    Rounds.take(
                            run,
                            run.rounds(),
                            round -> {
                                last.clear();
                                for (final String name : names) {
                                    last.add(turn.take(rig.get(name)));
                                }
                                return figures();
                            },
                            this::keepLatencies);
        }

        private void keepLatencies() {
            for (int i = 0; i < last.size(); i++) {
                latencies.get(names.get(i)).add(last.get(i).latencies());
            }
        }

        private double[] figures() {
            final double[] figures = new double[last.size() * FIGURES];
            for (int i = 0; i < last.size(); i++) {
                final Window window = last.get(i);
                figures[i * FIGURES + MESSAGES] = window.rate();
                figures[i * FIGURES + P50] = window.nsAt(50);
                figures[i * FIGURES + P99] = window.nsAt(99);
                figures[i * FIGURES + BYTES] = window.bytesPerMessage();
                figures[i * FIGURES + CPU] = window.cpuSeconds() * 1e9 / window.messages();
                figures[i * FIGURES + AWAITED] = window.awaited() / window.seconds();
            }
            return figures;
        }

        Spread of(final String name, final int figure) {
            return rounds.of(names.indexOf(name) * FIGURES + figure);
        }

        /** Without a figure where one of both was not run. */
        Spread ratio(final String above, final String below, final int figure) {
            if (!names.contains(above) || !names.contains(below)) {
                return Spread.of(new double[0], 0);
            }
            return rounds.ratio(
                    names.indexOf(above) * FIGURES + figure,
                    names.indexOf(below) * FIGURES + figure);
        }
    }

    private void throughput() throws Exception {
        final Turns turns = new Turns();
        turns.flood();
        for (final String name : turns.names) {
            run.figure(name + " flooded", turns.of(name, MESSAGES), "msg/s");
            run.figure(name + " flooded, processor time", turns.of(name, CPU), "ns/msg");
            if (!Rig.CCXT.equals(name)) {
                run.figure(name + " flooded, allocated", turns.of(name, BYTES), "B/msg");
            }
        }
        final String excludes =
                String.format(
                        "%s; messages of %d B, the journal is %s",
                        NO_NETWORK, rig.messageLength(), rig.journalPlace());
        goal10(turns, Rig.PLAIN, "Java-WebSocket with Jackson", 10, excludes);
        goal10(turns, Rig.XCHANGE, "XChange's Netty base", 8, excludes);
        goal10(turns, Rig.CCXT, "ccxt pro, messages handled", 80, excludes + missing);
        if (rig.has(Rig.CCXT)) {
            run.figure("ccxt flooded, updates awaited", turns.of(Rig.CCXT, AWAITED), "updates/s");
        }
        run.figure(
                "rate with journal / without",
                turns.ratio(Rig.JOURNALLED, Rig.OURS, MESSAGES),
                "x");
        run.figure("rate / frame walk alone", turns.ratio(Rig.OURS, Rig.WALK, MESSAGES), "x");
    }

    private void goal10(
            final Turns turns,
            final String peer,
            final String words,
            final double target,
            final String excludes) {
        run.row(
                new Row(
                        10,
                        "messages/s of NovaRing with journal and 4 stages / " + words,
                        Target.atLeast(target, "x"),
                        turns.ratio(Rig.JOURNALLED, peer, MESSAGES),
                        excludes));
    }

    private void latency() throws Exception {
        final Turns turns = new Turns();
        turns.pace(RATE);
        tell(turns, "10,000 msg/s");
        final String excludes = NO_NETWORK + "; no journal";
        run.row(
                new Row(
                        11,
                        "p50 at 10,000 msg/s, due to last handler: ccxt pro / NovaRing",
                        Target.atLeast(9, "x"),
                        turns.ratio(Rig.CCXT, Rig.OURS, P50),
                        excludes + missing));
        final Spread plain = turns.ratio(Rig.PLAIN, Rig.OURS, P50);
        row(11, "p50, the same: Java-WebSocket with Jackson / NovaRing", 9, plain);
        run.row(
                new Row(
                        11,
                        "p50, the same: NovaRing / a bare frame walk",
                        Target.atMost(1.15, "x"),
                        turns.ratio(Rig.OURS, Rig.WALK, P50),
                        excludes));
        final Spread tail = turns.ratio(Rig.PLAIN, Rig.OURS, P99);
        row(12, "p99 at 10,000 msg/s: Java-WebSocket with Jackson / NovaRing", 2, tail);
        run.figure(
                "p50 at 10,000 msg/s with journal / without",
                turns.ratio(Rig.JOURNALLED, Rig.OURS, P50),
                "x");
    }

    private void row(final int goal, final String what, final double least, final Spread spread) {
        final String excludes = NO_NETWORK + "; no journal";
        run.row(new Row(goal, what, Target.atLeast(least, "x"), spread, excludes));
    }

    private void higherRate() throws Exception {
        final Turns turns = new Turns();
        // It cannot follow, and would be measured with a queue.
        turns.names.remove(Rig.CCXT);
        turns.pace(RATE_HIGHER);
        tell(turns, "50,000 msg/s");
        run.figure(
                "p50 at 50,000 msg/s with journal / without",
                turns.ratio(Rig.JOURNALLED, Rig.OURS, P50),
                "x");
        run.figure(
                "p99 at 50,000 msg/s with journal / without",
                turns.ratio(Rig.JOURNALLED, Rig.OURS, P99),
                "x");
    }

    private void tell(final Turns turns, final String group) {
        for (final String name : turns.names) {
            run.figure(name + " p50 at " + group, turns.of(name, P50), "ns");
            run.figure(name + " p99 at " + group, turns.of(name, P99), "ns");
            if (turns.latencies.get(name).getTotalCount() > 0) {
                run.latency(
                        "from due to the last handler, " + group, name, turns.latencies.get(name));
            }
        }
    }

    private void highestRates() throws IOException, InterruptedException {
        final RateSearch search = new RateSearch(run, settleSeconds, windowSeconds);
        final int rounds = run.isQuick() ? 1 : 3;
        final double[] ours = new double[rounds];
        final double[] theirs = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ours[round] = search.highest(rig.get(Rig.OURS));
            theirs[round] = search.highest(rig.get(Rig.PLAIN));
        }
        run.figure("novaring, highest rate with p99 < 1 ms", Spread.of(ours, 0), "msg/s");
        run.figure("java-websocket, highest rate with p99 < 1 ms", Spread.of(theirs, 0), "msg/s");
        row(
                12,
                "highest rate with p99 < 1 ms: NovaRing / Java-WebSocket with Jackson",
                15,
                Spread.ofRatios(ours, theirs, 0));
    }
}
