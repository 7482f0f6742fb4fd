/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.start;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.beside.JournalBeside;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A program that embeds the engine, as small as one can be: connects, subscribes, and says when its
 * handler got the first quote. Arguments: the venue's address, a new directory to record to or
 * {@code -}, and the {@link System#nanoTime} of its start in the process that starts it, which is
 * of the same clock on Linux.
 */
public final class FirstEvent {
    private final CountDownLatch handled = new CountDownLatch(1);
    private long handledNs;

    private FirstEvent() {}

    public static void main(final String... args) throws Exception {
        final long mainNs = System.nanoTime();
        final FirstEvent first = new FirstEvent();
        // Before all else: while it is opened, the other processor starts the engine.
        try (JournalBeside journal =
                "-".equals(args[1])
                        ? null
                        : JournalBeside.open(Path.of(args[1]), JournalConfig.DEFAULTS)) {
            first.run(args, mainNs, journal);
        }
    }

    private void run(final String[] args, final long mainNs, final JournalBeside journal)
            throws InterruptedException {
        final DeribitConfig config = DeribitConfig.of(URI.create(args[0]));
        final EngineContext context =
                new EngineContext()
                        .client(new DeribitPublicClient(config))
                        .handler("first", (event, sequence, endOfBatch) -> onEvent(event));
        if (journal != null) {
            context.journal(journal);
        }
        try (Engine engine = Engine.launch(context)) {
            engine.subscribe("quote.BTC-PERPETUAL");
            final long launchedNs = System.nanoTime();
            handled.await();
            final long startNs = Long.parseLong(args[2]);
            tell("main", mainNs - startNs);
            tell("launched", launchedNs - startNs);
            tell("handled", handledNs - startNs);
            System.out.flush();
        }
    }

    private static void tell(final String word, final long ns) {
        System.out.println(word + ' ' + ns);
    }

    private void onEvent(final MarketEvent event) {
        if (event.kind == EventKind.QUOTE && handledNs == 0) {
            handledNs = System.nanoTime();
            handled.countDown();
        }
    }
}
