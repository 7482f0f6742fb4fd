/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack;

import java.util.ArrayList;
import java.util.List;

/**
 * Rounds of one measurement. Each measures everything that is compared, in turns; one during which
 * the machine was not quiet is dropped and taken again, at most twice; where there is no time, at
 * most once of all rounds, and no others behind a first one that was dropped twice. Behind the
 * first one a round is left out that would take longer than the part has, judged by the longest so
 * far.
 */
public final class Rounds {
    private static final int TRIES = 3;
    private static final int AGAIN_QUICK = 1;
    private static final int DROPPED_QUICK = 2;

    private final List<double[]> values = new ArrayList<>();
    private int dropped;

    private Rounds() {}

    /** Takes {@link Run#rounds()} rounds. */
    public static Rounds take(final Run run, final Round round) throws Exception {
        return take(run, run.rounds(), round);
    }

    public static Rounds take(final Run run, final int count, final Round round) throws Exception {
        return take(run, count, round, () -> {});
    }

    /**
     * @param counted behind each round that counts: keeps what else it measured.
     */
    public static Rounds take(
            final Run run, final int count, final Round round, final Runnable counted)
            throws Exception {
        final Rounds rounds = new Rounds();
        int again = run.isQuick() ? AGAIN_QUICK : (TRIES - 1) * count;
        long longestNs = 0;
        for (int i = 0; i < count; i++) {
            for (int attempt = 1; attempt <= TRIES; attempt++) {
                if (longestNs > 0 && !run.hasTimeFor(longestNs)) {
                    run.progress("no time left: %d rounds of %d", rounds.values.size(), count);
                    return rounds;
                }
                final long startNs = System.nanoTime();
                final Quiet quiet = run.watchQuiet();
                final double[] measured = round.measure(i);
                longestNs = Math.max(longestNs, System.nanoTime() - startNs);
                if (quiet.wasQuiet()) {
                    rounds.values.add(measured);
                    counted.run();
                    break;
                }
                rounds.dropped++;
                if (run.isQuick() && i == 0 && rounds.dropped == DROPPED_QUICK) {
                    // The machine is not free, and would not be for the next.
                    return rounds;
                }
                if (--again < 0) {
                    break;
                }
            }
        }
        return rounds;
    }

    /** Rounds that were not counted; more than a few mean that the machine is not quiet. */
    public int dropped() {
        return dropped;
    }

    /** Of what stands at this place of what each round measured. */
    public Spread of(final int place) {
        return Spread.of(column(place), dropped);
    }

    /** Of the ratios of two figures of the same round. */
    public Spread ratio(final int above, final int below) {
        return Spread.ofRatios(column(above), column(below), dropped);
    }

    /** One value for each round that counts. */
    public double[] column(final int place) {
        final double[] column = new double[values.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = values.get(i)[place];
        }
        return column;
    }

    /** Measures once everything that is compared. */
    @FunctionalInterface
    public interface Round {
        /**
         * @param round from 0; whoever goes first may depend on it.
         * @return the figures, always in the same order.
         */
        double[] measure(int round) throws Exception;
    }
}
