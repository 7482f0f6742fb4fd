/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import io.novaring.bench.pack.Child;
import io.novaring.bench.pack.Quiet;
import io.novaring.bench.pack.Run;
import io.novaring.bench.pack.Spread;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Rounds that a process of its own measures, one for each line it is told, in a JVM that stays warm
 * between them.
 */
final class Told {
    /** The word a process is started with that is to be told. */
    static final String WORD = "told";

    private static final String ROUND = "round";
    private static final int READY_SECONDS = 300;
    private static final int ROUND_SECONDS = 300;

    private final List<double[]> rounds;
    private final int dropped;

    private Told(final List<double[]> rounds, final int dropped) {
        this.rounds = rounds;
        this.dropped = dropped;
    }

    /** What one round measures. */
    interface Round {
        double[] measure() throws Exception;
    }

    static boolean isTold(final String[] arguments) {
        return arguments.length > 0 && WORD.equals(arguments[0]);
    }

    /** The process that measures: returns when it is told nothing more. */
    static void serve(final Round round) throws Exception {
        System.out.println("ready 1");
        final BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        while (ROUND.equals(lines.readLine())) {
            final StringJoiner line = new StringJoiner(" ", ROUND + ' ', "");
            for (final double value : round.measure()) {
                line.add(Double.toString(value));
            }
            System.out.println(line);
        }
    }

    /** The process that asks: as many rounds as count, one more first for the compiler. */
    static Told ask(final Run run, final Child child) throws IOException {
        child.await("ready", READY_SECONDS);
        ask(child);
        final List<double[]> rounds = new ArrayList<>();
        int dropped = 0;
        while (rounds.size() < run.rounds() && dropped <= run.rounds()) {
            final Quiet quiet = run.watchQuiet();
            final double[] values = ask(child);
            if (quiet.wasQuiet()) {
                rounds.add(values);
            } else {
                dropped++;
            }
        }
        return new Told(rounds, dropped);
    }

    private static double[] ask(final Child child) throws IOException {
        child.tell(ROUND);
        final String[] words = child.await(ROUND, ROUND_SECONDS).split(" ");
        final double[] values = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            values[i] = Double.parseDouble(words[i]);
        }
        return values;
    }

    /** One of the values that a round gives. */
    Spread of(final int column) {
        return Spread.of(column(column), dropped);
    }

    /** One against another of the same round. */
    Spread ratio(final int above, final int below) {
        return Spread.ofRatios(column(above), column(below), dropped);
    }

    private double[] column(final int column) {
        return rounds.stream().mapToDouble(values -> values[column]).toArray();
    }
}
