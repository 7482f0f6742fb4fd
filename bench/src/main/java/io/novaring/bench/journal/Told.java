/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import io.novaring.bench.pack.Child;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.HdrHistogram.Histogram;

/**
 * Rounds that a process of its own measures, one for each line it is told, in a JVM that stays warm
 * between them.
 */
final class Told {
    /** The word a process is started with that is to be told. */
    static final String WORD = "told";

    private static final String ROUND = "round";
    private static final int TIMEOUT_SECONDS = 300;

    private Told() {}

    /** What one round measures. */
    interface Round {
        double[] measure() throws Exception;

        /** Further lines behind those of the round. */
        default List<String> more() {
            return List.of();
        }
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
            round.more().forEach(System.out::println);
        }
    }

    /** The process that asks: waits until the other is ready, and has it warm up by a round. */
    static void begin(final Child child) throws IOException {
        child.await("ready", TIMEOUT_SECONDS);
        ask(child);
    }

    /** The first, with the second added to it. */
    static Histogram sum(final Histogram sum, final Histogram more) {
        sum.add(more);
        return sum;
    }

    /** The process that asks: what a round of the other measured. */
    static double[] ask(final Child child) throws IOException {
        child.tell(ROUND);
        final String[] words = child.await(ROUND, TIMEOUT_SECONDS).split(" ");
        final double[] values = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            values[i] = Double.parseDouble(words[i]);
        }
        return values;
    }
}
