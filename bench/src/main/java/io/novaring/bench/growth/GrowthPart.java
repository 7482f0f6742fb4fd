/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.growth;

import io.novaring.bench.pack.Child;
import io.novaring.bench.pack.Part;
import io.novaring.bench.pack.Rounds;
import io.novaring.bench.pack.Row;
import io.novaring.bench.pack.Run;
import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.Target;

/** Whether anything costs more than its share as there is more of it. */
public final class GrowthPart implements Part {
    private static final int GOAL = 16;
    private static final double SLOPE_MAX = 1.1;
    private static final int PASSES = 9;
    private static final int PASSES_QUICK = 3;
    private static final int TIMEOUT_SECONDS = 120;

    private static final String SOCKETS = "sockets: all in memory, on one thread";

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String summary() {
        return "cost of a message as connections, instruments, levels, handlers and bytes grow";
    }

    @Override
    public void measure(final Run run) throws Exception {
        inMemory(
                run,
                "levels of a book, changes near the best",
                "Applying a change to a book",
                "among the best 8",
                "levels a side",
                BookLevels.LEVELS,
                "decoding, stages",
                BookLevels.class,
                "touch");
        inMemory(
                run,
                "levels of a book, changes anywhere",
                "Applying a change to a book",
                "anywhere",
                "levels a side",
                BookLevels.LEVELS,
                "decoding, stages",
                BookLevels.class,
                "anywhere");
        inMemory(
                run,
                "bytes of a frame",
                "Decoding a change of a book",
                "copied and decoded",
                "bytes of the frame",
                FrameBytes.BYTES,
                "sockets, the walk over frames, stages",
                FrameBytes.class);
        inMemory(
                run,
                "instruments",
                "A message from bytes to handler, by instruments",
                "books and quotes of all",
                "instruments",
                Sessions.INSTRUMENTS,
                SOCKETS,
                Sessions.class,
                "instruments");
        inMemory(
                run,
                "handlers",
                "A message from bytes to handlers, by handlers",
                "each reads a column",
                "handlers",
                Sessions.HANDLERS,
                SOCKETS,
                Sessions.class,
                "handlers");
        connections(run);
    }

    private static void inMemory(
            final Run run,
            final String what,
            final String diagram,
            final String series,
            final String xUnit,
            final int[] sizes,
            final String excludes,
            final Class<?> main,
            final String... arguments)
            throws Exception {
        final String[] all = new String[arguments.length + 1];
        all[0] = String.valueOf(run.isQuick() ? PASSES_QUICK : PASSES);
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        final Rounds rounds =
                Rounds.take(
                        run,
                        round -> {
                            try (Child child = run.java(main, all)) {
                                return points(child, sizes.length);
                            }
                        });
        tell(run, rounds, what, diagram, series, xUnit, sizes, excludes);
    }

    private static void connections(final Run run) throws Exception {
        final String[] seconds = {run.isQuick() ? "0.5" : "1.5"};
        final Rounds rounds =
                Rounds.take(
                        run,
                        round -> {
                            try (Child server = run.java(FrameServer.class)) {
                                final String port = server.await("port", TIMEOUT_SECONDS);
                                try (Child client = run.java(Connections.class, port, seconds[0])) {
                                    return points(client, Connections.COUNTS.length);
                                }
                            }
                        });
        tell(
                run,
                rounds,
                "connections of one engine",
                "A message of a flooded engine, by connections",
                "over loopback, all connections together",
                "connections",
                Connections.COUNTS,
                "journal, TLS, a network");
    }

    private static double[] points(final Child child, final int count) throws Exception {
        final double[] points = new double[count];
        for (int i = 0; i < count; i++) {
            final String[] words = child.await("point", TIMEOUT_SECONDS).split(" ");
            points[Integer.parseInt(words[0])] = Double.parseDouble(words[1]);
        }
        return points;
    }

    private static void tell(
            final Run run,
            final Rounds rounds,
            final String what,
            final String diagram,
            final String series,
            final String xUnit,
            final int[] sizes,
            final String excludes) {
        final double[] x = new double[sizes.length];
        final double[] y = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            x[i] = sizes[i];
            y[i] = rounds.of(i).median();
        }
        final Spread first = rounds.of(0);
        run.row(
                new Row(
                        GOAL,
                        "slope of ns a message over " + what,
                        Target.atMost(SLOPE_MAX, ""),
                        Spread.of(slopes(rounds, x, first.rounds()), rounds.dropped()),
                        excludes));
        run.figure("a message, " + what + ": " + sizes[0], first, "ns");
        run.figure(
                "a message, " + what + ": " + sizes[sizes.length - 1],
                rounds.of(sizes.length - 1),
                "ns");
        run.curve(diagram, series, xUnit, "ns a message", x, y);
    }

    private static double[] slopes(final Rounds rounds, final double[] x, final int count) {
        final double[] slopes = new double[count];
        final double[] y = new double[x.length];
        for (int round = 0; round < count; round++) {
            for (int i = 0; i < x.length; i++) {
                y[i] = rounds.column(i)[round];
            }
            slopes[round] = Slope.of(x, y);
        }
        return slopes;
    }
}
