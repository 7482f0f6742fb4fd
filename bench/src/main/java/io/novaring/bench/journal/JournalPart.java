/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import io.novaring.bench.journal.TailSpeed.Place;
import io.novaring.bench.pack.Child;
import io.novaring.bench.pack.Part;
import io.novaring.bench.pack.Rounds;
import io.novaring.bench.pack.Row;
import io.novaring.bench.pack.Run;
import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.Target;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What recording costs an engine, and how fast a recording is replayed. */
public final class JournalPart implements Part {
    private static final String[] EPSILON = {
        "-XX:+UnlockExperimentalVMOptions",
        "-XX:+UseEpsilonGC",
        "-Xms3g",
        "-Xmx3g",
        "-Xlog:gc+init=error"
    };
    private static final int SOAK_RATE = 200_000;
    private static final int SOAK_SECONDS = 60;
    private static final int SOAK_WARM_UP_SECONDS = 20;

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public String summary() {
        return "what recording costs, what handlers feel of it, and how fast a replay is";
    }

    @Override
    public void measure(final Run run) throws Exception {
        append(run);
        replay(run);
        tail(run);
        soak(run);
    }

    private static void append(final Run run) throws Exception {
        final Rounds rounds;
        try (Child child = run.java(AppendSpeed.class, Told.WORD, run.folder().toString())) {
            Told.begin(child);
            rounds = Rounds.take(run, round -> Told.ask(child));
        }
        final String excludes = "the space that another thread reserves; one thread, one folder";
        final String against = " ÷ the same bytes copied into a new mapping";
        run.row(
                new Row(
                        8,
                        "a record, each handed over alone," + against,
                        Target.atMost(1.5, "x"),
                        rounds.ratio(0, 1),
                        excludes));
        run.row(
                new Row(
                        8,
                        "a record in batches of 16" + against,
                        Target.atMost(1.1, "x"),
                        rounds.ratio(2, 3),
                        excludes));
        run.row(
                new Row(
                        8,
                        "Chronicle's writeBytes(heap) ÷ a record in batches of 16",
                        Target.atLeast(3, "x"),
                        rounds.ratio(7, 2),
                        "checksums and headers, which ours writes and Chronicle's does not"));
        run.figure("a record in batches of 16", rounds.of(2), "ns");
        run.figure("a record in batches of 64", rounds.of(4), "ns");
        run.figure("a record handed over alone", rounds.of(0), "ns");
        run.figure("a Chronicle document each", rounds.of(6), "ns");
        run.figure("Chronicle's writeBytes(heap) each", rounds.of(7), "ns");
    }

    private static void replay(final Run run) throws Exception {
        final String events = run.isQuick() ? "1000000" : "2000000";
        final Rounds rounds;
        try (Child child =
                run.java(ReplaySpeed.class, Told.WORD, events, run.folder().toString())) {
            Told.begin(child);
            rounds = Rounds.take(run, round -> Told.ask(child));
        }
        run.row(
                new Row(
                        13,
                        "events replayed, hash equal to the live run's, ÷ records copied by"
                                + " Chronicle's tailer",
                        Target.atLeast(0.4, "x"),
                        rounds.ratio(2, 0),
                        "the disk: both read what the kernel has in memory"));
        run.figure("replayed, hash equal", rounds.of(2), "M events/s");
        run.figure("read, every checksum", rounds.of(1), "M events/s");
        run.figure("copied by Chronicle's tailer", rounds.of(0), "M records/s");
    }

    private static void tail(final Run run) throws Exception {
        final Rounds rounds;
        try (Child child =
                run.java(
                        TailSpeed.class,
                        Told.WORD,
                        run.folder().toString(),
                        run.memoryFolder().toString(),
                        run.isQuick() ? "4" : "10",
                        run.isQuick() ? "2" : "4")) {
            final Map<Place, Histogram> all = new EnumMap<>(Place.class);
            final Map<Place, Histogram> last = new EnumMap<>(Place.class);
            Told.begin(child);
            TailSpeed.addHistograms(child, new EnumMap<>(Place.class));
            rounds =
                    Rounds.take(
                            run,
                            run.rounds(),
                            round -> {
                                final double[] values = Told.ask(child);
                                last.clear();
                                TailSpeed.addHistograms(child, last);
                                return values;
                            },
                            () -> last.forEach((place, one) -> all.merge(place, one, Told::sum)));
            all.forEach(
                    (place, histogram) ->
                            run.latency(
                                    "socket to handler at 50,000 msg/s", place.text(), histogram));
        }
        final String excludes =
                "the sender's own lateness; it runs on the same cores. What the kernel writes back"
                        + " later";
        run.row(
                new Row(
                        9,
                        "messages a second with the journal in memory ÷ without",
                        Target.atLeast(0.8, "x"),
                        rounds.ratio(Place.MEMORY.throughput(), Place.NONE.throughput()),
                        excludes));
        run.row(
                new Row(
                        9,
                        "messages a second with the journal on the disk ÷ without",
                        Target.atLeast(0.8, "x"),
                        rounds.ratio(Place.DISK.throughput(), Place.NONE.throughput()),
                        excludes));
        run.row(
                new Row(
                        9,
                        "p50 at 50,000 msg/s with the journal on the disk ÷ without",
                        Target.atMost(1.1, "x"),
                        rounds.ratio(Place.DISK.p50(), Place.NONE.p50()),
                        excludes));
        run.row(
                new Row(
                        15,
                        "p99 at 50,000 msg/s with the journal on the disk ÷ without",
                        Target.atMost(1.5, "x"),
                        rounds.ratio(Place.DISK.p99(), Place.NONE.p99()),
                        excludes));
        run.row(
                new Row(
                        15,
                        "p99 at 50,000 msg/s with a journal forced to the disk each second ÷"
                                + " without",
                        Target.atMost(1.5, "x"),
                        rounds.ratio(Place.SYNCED.p99(), Place.NONE.p99()),
                        "the sender's own lateness; it runs on the same cores"));
        for (final Place place : Place.values()) {
            run.figure("p50, " + place.text(), rounds.of(place.p50()), "us");
            run.figure("p99, " + place.text(), rounds.of(place.p99()), "us");
            run.figure("throughput, " + place.text(), rounds.of(place.throughput()), "M msg/s");
        }
        run.figure("handed to the disk meanwhile", rounds.of(TailSpeed.WRITTEN), "MB/s");
    }

    private static void soak(final Run run) throws Exception {
        if (run.isQuick()) {
            // Behind a short warm-up it is the compiler's and the first segments' that is seen.
            run.progress("the soak without a collector is left out: it says little when short");
            return;
        }
        try (Child child =
                run.java(
                        EPSILON,
                        AllocationSoak.class,
                        Integer.toString(SOAK_SECONDS),
                        Integer.toString(SOAK_RATE),
                        run.folder().toString(),
                        Integer.toString(SOAK_WARM_UP_SECONDS))) {
            // MESSAGES messages BYTES bytes a message
            final String[] words =
                    child.await("soak", SOAK_SECONDS + SOAK_WARM_UP_SECONDS + 60).split(" ");
            run.row(
                    new Row(
                            4,
                            "bytes allocated a message by a whole engine with its journal, "
                                    + SOAK_SECONDS
                                    + " s at 200,000 msg/s without a collector",
                            Target.atMost(0.05, "B"),
                            Spread.of(new double[] {Double.parseDouble(words[2])}, 0),
                            "the first " + SOAK_WARM_UP_SECONDS + " s"));
        }
    }
}
