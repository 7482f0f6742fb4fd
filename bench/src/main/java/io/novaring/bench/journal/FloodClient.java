/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.journal.JournalWriter;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** One engine on a {@link FloodServer}, and what its handler sees. */
final class FloodClient implements AutoCloseable {
    /** Behind the end of the schedule. */
    private static final long TIMEOUT_NS = 30_000_000_000L;

    private static final long LEAD_NS = 20_000_000;

    private final Histogram histogram = new Histogram(60_000_000_000L, 3);
    private final long originNs = System.nanoTime();
    private final Sender sender;
    private final Engine engine;

    // Written by the handler's thread, read by the caller.
    private volatile long handled;

    /**
     * @param journal null for none.
     */
    FloodClient(final Sender sender, final JournalWriter journal) throws InterruptedException {
        this.sender = sender;
        final URI uri = URI.create("ws://127.0.0.1:" + sender.port() + "/ws/api/v2");
        final EngineContext context =
                new EngineContext()
                        .client(new DeribitPublicClient(DeribitConfig.of(uri)))
                        .handler("due", (event, sequence, isEndOfBatch) -> onEvent(event));
        engine = Engine.launch(journal == null ? context : context.journal(journal));
        final List<String> channels = new ArrayList<>();
        for (int i = 0; i < BookFlood.INSTRUMENTS; i++) {
            channels.add(BookFlood.channel(i));
        }
        engine.subscribe(0, channels);
        await(BookFlood.INSTRUMENTS, 0);
    }

    private void onEvent(final MarketEvent event) {
        if (event.kind != EventKind.BOOK) {
            return;
        }
        if (event.bookState != BookState.LIVE) {
            throw new IllegalStateException("a book is " + event.bookState + ": " + event);
        }
        if (!event.hasFlag(MarketEvent.SNAPSHOT)) {
            histogram.recordValue(
                    Math.max(0, System.nanoTime() - originNs - event.changeId + BookFlood.ID_BASE));
        }
        handled++;
    }

    /** Messages at this rate, in bursts; returns when all are handled, with their latencies. */
    Histogram flood(final int rate, final int burst, final double seconds)
            throws InterruptedException {
        histogram.reset();
        send(rate, burst, seconds);
        return histogram.copy();
    }

    /** As above, without a histogram: allocates nothing itself. */
    void send(final int rate, final int burst, final double seconds) throws InterruptedException {
        final long count = (long) (rate * seconds) / burst * burst;
        final long before = handled;
        sender.flood(originNs, System.nanoTime() + LEAD_NS, rate, burst, count);
        await(before + count, (long) (seconds * 1e9));
    }

    Engine engine() {
        return engine;
    }

    private void await(final long count, final long scheduleNs) throws InterruptedException {
        final long beganNs = System.nanoTime();
        while (handled < count) {
            if (engine.failure() != null) {
                throw new IllegalStateException("the engine halted", engine.failure());
            }
            if (System.nanoTime() - beganNs > scheduleNs + TIMEOUT_NS) {
                throw new IllegalStateException(
                        handled
                                + " messages handled of "
                                + count
                                + " within 30 s of the last one's time");
            }
            Thread.sleep(1);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
