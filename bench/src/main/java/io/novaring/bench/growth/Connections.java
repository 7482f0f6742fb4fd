/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.growth;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Child: one engine with so many connections to a {@link FrameServer} that floods each. Arguments:
 * its port, seconds a point.
 */
final class Connections {
    static final int[] COUNTS = {1, 2, 4, 8, 16, 32};

    private static final long TIMEOUT_NS = 30_000_000_000L;

    private Connections() {}

    public static void main(final String[] arguments) throws Exception {
        final URI server = URI.create("ws://127.0.0.1:" + arguments[0] + "/ws/api/v2");
        final double seconds = Double.parseDouble(arguments[1]);
        // The first is the compiler's.
        flood(server, COUNTS[0], 2 * seconds);
        flood(server, COUNTS[COUNTS.length - 1], seconds);
        for (int i = 0; i < COUNTS.length; i++) {
            Points.print(i, flood(server, COUNTS[i], seconds));
        }
    }

    /** Nanoseconds a message, all connections together. */
    private static double flood(final URI server, final int count, final double seconds)
            throws InterruptedException {
        final AtomicLong handled = new AtomicLong();
        final EngineContext context = new EngineContext();
        for (int i = 0; i < count; i++) {
            context.client(new DeribitPublicClient(DeribitConfig.of(server)));
        }
        final int[] left = {count};
        final boolean[] seen = new boolean[count];
        final AtomicLong connected = new AtomicLong();
        context.handler(
                "count",
                (event, sequence, isEndOfBatch) -> {
                    if (isQuote(event)) {
                        handled.lazySet(handled.getPlain() + 1);
                        if (left[0] > 0 && !seen[event.connectionId]) {
                            seen[event.connectionId] = true;
                            left[0]--;
                            connected.lazySet(count - left[0]);
                        }
                    }
                });
        try (Engine engine = Engine.launch(context)) {
            for (int i = 0; i < count; i++) {
                engine.subscribe(i, List.of("quote." + FrameServer.instrument(i)));
            }
            final long beganNs = System.nanoTime();
            while (connected.get() < count) {
                if (System.nanoTime() - beganNs > TIMEOUT_NS) {
                    throw new IllegalStateException(
                            connected + " connections of " + count + " bring messages");
                }
                Thread.sleep(1);
            }
            Thread.sleep((long) (seconds * 250));
            final long before = handled.get();
            final long startNs = System.nanoTime();
            Thread.sleep((long) (seconds * 1000));
            return (double) (System.nanoTime() - startNs) / (handled.get() - before);
        }
    }

    private static boolean isQuote(final MarketEvent event) {
        return event.origin == Origin.INBOUND && event.kind == EventKind.QUOTE;
    }
}
