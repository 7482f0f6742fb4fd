/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench;

import io.novaring.bench.OrderOut.Figures;
import io.novaring.bench.pack.Part;
import io.novaring.bench.pack.Rounds;
import io.novaring.bench.pack.Run;
import java.util.List;

/** How long an order takes from a strategy's decision to the other end of a socket. */
public final class OrderPart implements Part {
    private static final int FIGURES = 3;
    private static final int SECONDS_QUICK = 2;
    private static final int WARM_UP_SECONDS = 1;

    @Override
    public String name() {
        return "order-out";
    }

    @Override
    public String summary() {
        return "from a decision to the bytes of its order at the other end of a loopback socket";
    }

    @Override
    public void measure(final Run run) throws Exception {
        final int seconds = run.isQuick() ? SECONDS_QUICK : OrderOut.SECONDS;
        // The first round is the compiler's as much as ours.
        new OrderOut(OrderOut.WARM_UP_SECONDS).novaring(1);
        new OrderOut(OrderOut.WARM_UP_SECONDS).stock(1);
        final Rounds rounds =
                Rounds.take(
                        run,
                        round -> {
                            final Figures ours = new OrderOut(WARM_UP_SECONDS).novaring(seconds);
                            final Figures theirs = new OrderOut(WARM_UP_SECONDS).stock(seconds);
                            run.progress("round %d: NovaRing %s", round + 1, ours);
                            run.progress("round %d: stock    %s", round + 1, theirs);
                            return new double[] {
                                ours.p50Ns(), ours.p99Ns(), ours.bytesPerOrder(),
                                theirs.p50Ns(), theirs.p99Ns(), theirs.bytesPerOrder()
                            };
                        });
        final List<String> names = List.of("NovaRing", "Java-WebSocket with Jackson");
        for (int i = 0; i < names.size(); i++) {
            final String name = names.get(i);
            run.figure("order out p50, " + name, rounds.of(i * FIGURES), "ns");
            run.figure("order out p99, " + name, rounds.of(i * FIGURES + 1), "ns");
            run.figure("order out allocated, " + name, rounds.of(i * FIGURES + 2), "B/order");
        }
        run.figure("order out p50, peer / NovaRing", rounds.ratio(FIGURES, 0), "x");
        run.figure("order out p99, peer / NovaRing", rounds.ratio(FIGURES + 1, 1), "x");
    }
}
