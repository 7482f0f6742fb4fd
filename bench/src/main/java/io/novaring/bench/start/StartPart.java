/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.start;

import io.novaring.bench.pack.Part;
import io.novaring.bench.pack.Quiet;
import io.novaring.bench.pack.Rounds;
import io.novaring.bench.pack.Row;
import io.novaring.bench.pack.Run;
import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts in turns: a JVM that prints a line; a program that embeds the engine and connects to a
 * venue in another process, without and with an archive of its classes, without and with a journal.
 */
public final class StartPart implements Part {
    private static final int GOAL = 14;
    private static final int RATIO_MAX_AOT = 6;
    private static final int RATIO_MAX_CDS = 12;
    private static final int RAMP_MAX_SECONDS = 3;
    private static final int ROUNDS_QUICK = 5;
    private static final int RAMP_ROUNDS = 3;
    private static final int RAMP_ROUNDS_QUICK = 2;
    private static final int RAMP_SECONDS = 6;
    private static final String VENUE_RATE = "10000";
    private static final String EXCLUDES =
            "making the archive; the venue runs already, on loopback, without TLS";

    private int journals;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String summary() {
        return "from the start of a process to its first event and to 90 % of its peak rate; the"
                + " first orders";
    }

    @Override
    public void measure(final Run run) throws Exception {
        final StartProcess jvm = new StartProcess(run.folder());
        withVenue(
                jvm,
                VENUE_RATE,
                uri -> {
                    starts(run, jvm, uri);
                    firstMessages(run, jvm, uri);
                });
        withVenue(jvm, "max", uri -> ramps(run, jvm, uri));
        new FirstOrders(run, jvm).measure();
    }

    @FunctionalInterface
    private interface OfVenue {
        void measure(String uri) throws Exception;
    }

    private static void withVenue(
            final StartProcess jvm, final String rate, final OfVenue measurement) throws Exception {
        final Process venue = jvm.venue(rate);
        try (BufferedReader reader = StartProcess.reader(venue)) {
            final String line = reader.readLine();
            if (line == null) {
                throw new IOException("the venue did not start");
            }
            measurement.measure(line.substring(line.indexOf(' ') + 1));
        } finally {
            venue.getOutputStream().close();
            StartProcess.end(venue);
        }
    }

    /** The four ways of one start, in milliseconds, a value for each round that counts. */
    private static final class Times {
        private final List<Double> hello = new ArrayList<>();
        private final List<Double> cold = new ArrayList<>();
        private final List<Double> archived = new ArrayList<>();
        private final List<Double> coldJournal = new ArrayList<>();
        private final List<Double> archivedJournal = new ArrayList<>();
        private int dropped;
    }

    private void starts(final Run run, final StartProcess jvm, final String uri) throws Exception {
        run.progress("making the archive");
        jvm.run(jvm.make("start.archive"), FirstEvent.class, uri, journal(run));
        final List<String> archive = jvm.use("start.archive");
        final Times times = new Times();
        // Starts are short and vary more than others do.
        final int rounds = run.isQuick() ? ROUNDS_QUICK : 2 * run.rounds();
        for (int round = 0; round < rounds; round++) {
            final Quiet quiet = run.watchQuiet();
            final double hello = jvm.hello();
            final double cold = first(jvm, List.of(), uri, "-");
            final double archived = first(jvm, archive, uri, "-");
            final double coldJournal = first(jvm, List.of(), uri, journal(run));
            final double archivedJournal = first(jvm, archive, uri, journal(run));
            run.progress(
                    "hello %.0f ms, first event %.0f, archived %.0f; with a journal %.0f, %.0f",
                    hello / 1e6,
                    cold / 1e6,
                    archived / 1e6,
                    coldJournal / 1e6,
                    archivedJournal / 1e6);
            if (!quiet.wasQuiet()) {
                times.dropped++;
                if (run.isQuick() && times.dropped == 2 && times.hello.isEmpty()) {
                    break;
                }
                continue;
            }
            times.hello.add(hello / 1e6);
            times.cold.add(cold / 1e6);
            times.archived.add(archived / 1e6);
            times.coldJournal.add(coldJournal / 1e6);
            times.archivedJournal.add(archivedJournal / 1e6);
        }
        tell(run, times);
    }

    private static void tell(final Run run, final Times times) {
        final String kind = StartProcess.hasAotCache() ? "AOT cache" : "AppCDS";
        final Target target =
                Target.atMost(
                        StartProcess.hasAotCache() ? RATIO_MAX_AOT : RATIO_MAX_CDS, "times hello");
        final double[] hello = array(times.hello);
        run.row(
                new Row(
                        GOAL,
                        "start to first handled event, " + kind + " / bare java hello",
                        target,
                        Spread.ofRatios(array(times.archived), hello, times.dropped),
                        EXCLUDES + "; no journal"));
        run.row(
                new Row(
                        GOAL,
                        "the same with a journal",
                        target,
                        Spread.ofRatios(array(times.archivedJournal), hello, times.dropped),
                        EXCLUDES));
        figure(run, "bare java hello", times.hello, times.dropped);
        figure(run, "first event, no archive", times.cold, times.dropped);
        figure(run, "first event, " + kind, times.archived, times.dropped);
        figure(run, "first event, journal, no archive", times.coldJournal, times.dropped);
        figure(run, "first event, journal, " + kind, times.archivedJournal, times.dropped);
    }

    private void firstMessages(final Run run, final StartProcess jvm, final String uri)
            throws Exception {
        final String recording = journal(run);
        jvm.run(List.of(), FirstMessages.class, uri, "-", recording);
        final List<String> words = List.of("p50", "mean", "p99", "longest");
        final Rounds rounds =
                Rounds.take(
                        run,
                        round -> {
                            final Map<String, Long> cold =
                                    jvm.run(List.of(), FirstMessages.class, uri, "-", "-");
                            final Map<String, Long> warm =
                                    jvm.run(List.of(), FirstMessages.class, uri, recording, "-");
                            return Stream.of(cold, warm)
                                    .flatMap(told -> words.stream().map(told::get))
                                    .mapToDouble(ns -> ns / 1e3)
                                    .toArray();
                        });
        for (int i = 0; i < words.size(); i++) {
            final String what = "first 1,000 messages, " + words.get(i);
            run.figure(what + ", cold", rounds.of(i), "us");
            run.figure(what + ", warmed up", rounds.of(words.size() + i), "us");
        }
    }

    private void ramps(final Run run, final StartProcess jvm, final String uri) throws Exception {
        jvm.run(jvm.make("ramp.archive"), RampUp.class, uri, "2");
        final List<String> archive = jvm.use("ramp.archive");
        final List<Double> seconds = new ArrayList<>();
        final List<Double> peaks = new ArrayList<>();
        int dropped = 0;
        final int rounds = run.isQuick() ? RAMP_ROUNDS_QUICK : RAMP_ROUNDS;
        for (int round = 0; round < rounds; round++) {
            final Quiet quiet = run.watchQuiet();
            final Map<String, Long> told =
                    jvm.run(archive, RampUp.class, uri, Integer.toString(RAMP_SECONDS));
            if (!quiet.wasQuiet()) {
                dropped++;
                continue;
            }
            seconds.add(told.get("ramped") / 1e9);
            peaks.add((double) told.get("peak"));
        }
        run.row(
                new Row(
                        GOAL,
                        "start to 90 % of the peak rate under a flood",
                        Target.atMost(RAMP_MAX_SECONDS, "s"),
                        Spread.of(array(seconds), dropped),
                        "the peak is that of this run and of the simulator, which shares the"
                                + " cores; no journal"));
        run.figure("peak rate", Spread.of(array(peaks), dropped), "events/s");
    }

    private static double first(
            final StartProcess jvm, final List<String> flags, final String uri, final String to)
            throws IOException, InterruptedException {
        return jvm.run(flags, FirstEvent.class, uri, to).get("handled");
    }

    private String journal(final Run run) {
        return run.folder().resolve("journal-" + ++journals).toString();
    }

    private static void figure(
            final Run run, final String name, final List<Double> values, final int dropped) {
        run.figure(name, Spread.of(array(values), dropped), "ms");
    }

    private static double[] array(final List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
