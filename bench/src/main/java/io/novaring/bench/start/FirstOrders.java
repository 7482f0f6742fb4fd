/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.start;

import io.novaring.bench.FirstOrder;
import io.novaring.bench.pack.Rounds;
import io.novaring.bench.pack.Run;
import io.novaring.bench.pack.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How long the first orders of a process take, from the decision to the other end of a socket: in a
 * new JVM, with an archive of its classes, with a warm-up, and with both.
 */
final class FirstOrders {
    private static final int ORDERS = 100;
    private static final int ORDERS_RECORDED = 500;
    private static final int PROCESSES = 4;
    private static final String ARCHIVE = "order.archive";
    private static final List<String> WAYS =
            List.of("cold", "with an archive", "warmed up", "with an archive and warmed up");

    /** What a process tells, in the order of a round's figures. */
    private static final List<String> TOLD = List.of("first", "p50", "longest");

    private final Run run;
    private final StartProcess jvm;
    private final String recording;
    private final List<List<long[]>> kept = new ArrayList<>();
    private List<List<long[]>> last;

    FirstOrders(final Run run, final StartProcess jvm) {
        this.run = run;
        this.jvm = jvm;
        recording = run.folder().resolve("orders").toString();
        WAYS.forEach(way -> kept.add(new ArrayList<>()));
    }

    void measure() throws Exception {
        run.progress("first orders: recording, making the archive");
        order(List.of(), "-", recording, ORDERS_RECORDED);
        order(jvm.make(ARCHIVE), recording, recording + "-archive", ORDERS);
        final Rounds rounds = Rounds.take(run, run.rounds(), round -> round(), this::keep);
        for (int way = 0; way < WAYS.size(); way++) {
            for (int i = 0; i < TOLD.size(); i++) {
                figure(way, i, rounds.dropped());
            }
        }
    }

    /** Each way in turn, so many times; the least of the first orders of each. */
    private double[] round() throws IOException, InterruptedException {
        last = new ArrayList<>();
        WAYS.forEach(way -> last.add(new ArrayList<>()));
        final int processes = run.isQuick() ? 1 : PROCESSES;
        for (int i = 0; i < processes; i++) {
            for (int way = 0; way < WAYS.size(); way++) {
                final List<String> flags = way % 2 == 0 ? List.of() : jvm.use(ARCHIVE);
                final String warmUp = way < 2 ? "-" : recording;
                final Map<String, Long> told = order(flags, warmUp, "-", ORDERS);
                last.get(way).add(TOLD.stream().mapToLong(told::get).toArray());
            }
        }
        return last.stream()
                .mapToDouble(all -> all.stream().mapToLong(one -> one[0]).sorted().toArray()[0])
                .toArray();
    }

    private void keep() {
        for (int way = 0; way < WAYS.size(); way++) {
            kept.get(way).addAll(last.get(way));
        }
    }

    /** Of all processes, each of them a round of its own. */
    private void figure(final int way, final int place, final int dropped) {
        final double[] us = kept.get(way).stream().mapToDouble(one -> one[place] / 1e3).toArray();
        final String what =
                switch (TOLD.get(place)) {
                    case "first" -> "first order out";
                    case "p50" -> "first " + ORDERS + " orders out, p50";
                    default -> "first " + ORDERS + " orders out, longest";
                };
        run.figure(what + ", " + WAYS.get(way), Spread.of(us, dropped), "us");
        if (place == 0) {
            run.progress("%s, %s: %s us", what, WAYS.get(way), Arrays.toString(us));
        }
    }

    private Map<String, Long> order(
            final List<String> flags, final String warmUp, final String to, final int count)
            throws IOException, InterruptedException {
        return jvm.runWithVenue(flags, FirstOrder.class, warmUp, to, Integer.toString(count));
    }
}
