/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.start;

import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that takes what a flood brings, and says how long it took from its start until it
 * handled nine tenths of its peak rate. Arguments: the venue's address, seconds to run, and the
 * {@link System#nanoTime} of its start.
 */
public final class RampUp {
    private static final long INTERVAL_NS = 50_000_000;
    private static final double NEAR_PEAK = 0.9;
    private static final int SMOOTHED = 4;

    private RampUp() {}

    public static void main(final String... args) throws Exception {
        final int count = (int) (Long.parseLong(args[1]) * 1_000_000_000L / INTERVAL_NS);
        final long startNs = Long.parseLong(args[2]);
        final long[] times = new long[count + 1];
        final long[] events = new long[count + 1];
        final EngineContext context =
                new EngineContext()
                        .client(new DeribitPublicClient(DeribitConfig.of(URI.create(args[0]))))
                        .ioIdle(IdleMode.SELECT)
                        .handler("nothing", (event, sequence, endOfBatch) -> {});
        try (Engine engine = Engine.launch(context)) {
            engine.subscribe("quote.BTC-PERPETUAL", "book.BTC-PERPETUAL.100ms");
            final long firstNs = System.nanoTime();
            for (int i = 0; i <= count; i++) {
                final long dueNs = firstNs + i * INTERVAL_NS;
                while (System.nanoTime() < dueNs) {
                    LockSupport.parkNanos(dueNs - System.nanoTime());
                }
                times[i] = System.nanoTime();
                events[i] = engine.eventCount();
            }
        }
        tell(times, events, startNs);
    }

    /** Rates are over four intervals each; the peak is the median of the upper half of them. */
    private static void tell(final long[] times, final long[] events, final long startNs) {
        final double[] rates = new double[times.length - SMOOTHED];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = (events[i + SMOOTHED] - events[i]) * 1e9 / (times[i + SMOOTHED] - times[i]);
        }
        final double[] sorted = rates.clone();
        Arrays.sort(sorted);
        final double peak = sorted[sorted.length * 3 / 4];
        int at = 0;
        while (rates[at] < NEAR_PEAK * peak) {
            at++;
        }
        System.out.println("peak " + Math.round(peak));
        System.out.println("ramped " + (times[at + SMOOTHED] - startNs));
        System.out.flush();
    }
}
