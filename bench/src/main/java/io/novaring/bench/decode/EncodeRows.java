/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import io.novaring.bench.pack.Rounds;
import io.novaring.bench.pack.Row;
import io.novaring.bench.pack.Run;
import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.Target;
import io.novaring.codec.order.OrderCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.results.RunResult;

/** Encoding an order: ours beside peers that write the same bytes. */
final class EncodeRows {
    private EncodeRows() {}

    static void measure(final Run run) throws Exception {
        final List<String> names = new ArrayList<>(List.of("novaring"));
        // The strongest alone where time is short.
        names.addAll(run.isQuick() ? OrderEncoder.PEERS.subList(0, 1) : OrderEncoder.PEERS);
        check(names);
        final double[] allocated = new double[1];
        final Rounds rounds =
                Rounds.take(
                        run,
                        round -> {
                            final double[] times = new double[names.size()];
                            for (int i = 0; i < times.length; i++) {
                                final RunResult result =
                                        KindTimes.only(
                                                run.jmh(
                                                        KindTimes.options(
                                                                        run,
                                                                        EncodeTime.class,
                                                                        "encode")
                                                                .param("encoder", names.get(i))));
                                times[i] = result.getPrimaryResult().getScore();
                                if (i == 0) {
                                    allocated[0] =
                                            Math.max(allocated[0], KindTimes.allocated(result));
                                }
                            }
                            return times;
                        });
        for (int i = 0; i < names.size(); i++) {
            run.figure("order, " + names.get(i), rounds.of(i), "ns an order");
        }
        for (int i = 1; i < names.size(); i++) {
            run.figure("order, " + names.get(i) + " ÷ ours", rounds.ratio(i, 0), "");
        }
        run.row(
                new Row(
                        4,
                        "allocation of encoding an order",
                        Target.atMost(0.01, "B/op"),
                        Spread.of(allocated, 0),
                        "start-up"));
    }

    /** Every encoder writes what ours writes, for every order. */
    static void check(final List<String> names) {
        final OrderCommand[] orders = Orders.make();
        final OrderEncoder ours = OrderEncoder.of("novaring");
        for (final String name : names) {
            final OrderEncoder encoder = OrderEncoder.of(name);
            for (int i = 0; i < orders.length; i++) {
                ours.encode(orders[i], Orders.FIRST_ID + i);
                encoder.encode(orders[i], Orders.FIRST_ID + i);
                if (!Arrays.equals(ours.bytes(), encoder.bytes())) {
                    throw new IllegalStateException(
                            name
                                    + " writes "
                                    + new String(encoder.bytes())
                                    + " in place of "
                                    + new String(ours.bytes()));
                }
            }
        }
    }
}
