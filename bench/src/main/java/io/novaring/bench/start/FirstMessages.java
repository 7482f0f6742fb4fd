/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.start;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.connection.EpochClock;
import io.novaring.engine.warmup.WarmUp;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A program that says how long its first thousand messages took from the socket's read to the
 * handler. Arguments: the venue's address, a recording to warm up with or {@code -}, a new
 * directory to record to or {@code -}, and a number that is passed over.
 */
public final class FirstMessages {
    private static final int COUNT = 1000;

    private final EpochClock clock = EpochClock.system();
    private final long[] latenciesNs = new long[COUNT];
    private final CountDownLatch full = new CountDownLatch(1);
    private int count;

    private FirstMessages() {}

    public static void main(final String... args) throws Exception {
        final FirstMessages messages = new FirstMessages();
        final DeribitConfig config = DeribitConfig.of(URI.create(args[0]));
        final EngineContext context =
                new EngineContext()
                        .clock(messages.clock)
                        .client(new DeribitPublicClient(config))
                        .handler("first", (event, sequence, end) -> messages.onEvent(event));
        if (!"-".equals(args[1])) {
            context.warmUp(
                    WarmUp.of(
                            () -> List.of(new DeribitPublicClient(config)),
                            () -> JournalReader.openPrefix(Path.of(args[1]))));
        }
        if (!"-".equals(args[2])) {
            context.journal(JournalWriter.open(Path.of(args[2]), JournalConfig.DEFAULTS));
        }
        try (Engine engine = Engine.launch(context)) {
            engine.subscribe("quote.BTC-PERPETUAL", "book.BTC-PERPETUAL.100ms");
            messages.full.await();
        }
        messages.tell();
    }

    private void onEvent(final MarketEvent event) {
        if (event.origin == Origin.INBOUND && count < COUNT) {
            latenciesNs[count++] = clock.epochNs() - event.receivedTimeNs;
            if (count == COUNT) {
                full.countDown();
            }
        }
    }

    private void tell() {
        Arrays.sort(latenciesNs);
        System.out.println("p50 " + latenciesNs[COUNT / 2]);
        System.out.println("p99 " + latenciesNs[COUNT * 99 / 100]);
        System.out.println("longest " + latenciesNs[COUNT - 1]);
        System.out.println("mean " + Arrays.stream(latenciesNs).sum() / COUNT);
        System.out.flush();
    }
}
