/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.warmup;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.EventSource;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.venue.VenueClient;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays a recording, again and again, before the first connection is opened, so that the JVM has
 * compiled decoders, ring, stages, books and the trading desk when the first live message comes.
 *
 * <pre>
 *   Supplier&lt;JournalReader&gt; recording = () -&gt; JournalReader.openPrefix(path);
 *   context.warmUp(WarmUp.of(() -&gt; List.of(new DeribitPublicClient(config)), recording));
 * </pre>
 *
 * <p>Everything it drives is its own and thrown away: clients, decoders, symbols, ring, stages. The
 * engine's journal, figures, symbols and state hash know nothing of it. The program's handlers are
 * not called, as they may do things in the world; those that a warm-up is given are. It opens no
 * socket: reading and writing one, and the journal, are not warmed.
 *
 * <p>Runs on the thread that launches the engine, and does not fail: what is wrong with a recording
 * is logged, and the engine starts cold.
 */
public final class WarmUp implements Runnable {
    /** The JVM compiles a method at last when it was called 15,000 times. */
    public static final long EVENTS_DEFAULT = 200_000;

    public static final long TIMEOUT_DEFAULT_NS = TimeUnit.SECONDS.toNanos(2);

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final Supplier<? extends List<? extends VenueClient>> clients;
    private final Supplier<? extends EventSource> recording;
    private final List<NamedHandler> handlers;
    private final long eventCount;
    private final long timeoutNs;

    // Written by the thread that runs it, read by any behind it.
    private volatile long replayed;

    private record NamedHandler(String name, EventHandler<MarketEvent> handler) {}

    private WarmUp(
            final Supplier<? extends List<? extends VenueClient>> clients,
            final Supplier<? extends EventSource> recording,
            final List<NamedHandler> handlers,
            final long eventCount,
            final long timeoutNs) {
        this.clients = Objects.requireNonNull(clients, "clients");
        this.recording = Objects.requireNonNull(recording, "recording");
        this.handlers = handlers;
        if (eventCount < 1 || timeoutNs < 1) {
            throw new IllegalArgumentException(
                    "eventCount and timeoutNs must be above 0: " + eventCount + ", " + timeoutNs);
        }
        this.eventCount = eventCount;
        this.timeoutNs = timeoutNs;
    }

    /**
     * A warm-up of {@value #EVENTS_DEFAULT} events, within two seconds.
     *
     * @param clients makes new ones, as in the recorded run and in the same order, each time it is
     *     asked; no secrets are needed. They must share nothing with the engine's.
     * @param recording opens it anew each time it is asked; closed again if it can be.
     */
    public static WarmUp of(
            final Supplier<? extends List<? extends VenueClient>> clients,
            final Supplier<? extends EventSource> recording) {
        return new WarmUp(clients, recording, List.of(), EVENTS_DEFAULT, TIMEOUT_DEFAULT_NS);
    }

    /** With another number of events: the recording is taken as often as it needs. */
    public WarmUp withEventCount(final long newEventCount) {
        return new WarmUp(clients, recording, handlers, newEventCount, timeoutNs);
    }

    /** With another bound on the time it takes. */
    public WarmUp withTimeoutNs(final long newTimeoutNs) {
        return new WarmUp(clients, recording, handlers, eventCount, newTimeoutNs);
    }

    /** With a handler that wants the recorded events, too: one that does nothing in the world. */
    public WarmUp withHandler(final String name, final EventHandler<MarketEvent> handler) {
        final NamedHandler added = new NamedHandler(name, handler);
        final List<NamedHandler> all = Stream.concat(handlers.stream(), Stream.of(added)).toList();
        return new WarmUp(clients, recording, all, eventCount, timeoutNs);
    }

    /** Events replayed by {@link #run}; any thread. */
    public long replayed() {
        return replayed;
    }

    @Override
    public void run() {
        final long endNs = System.nanoTime() + timeoutNs;
        long count = 0;
        try {
            long before = -1;
            // A recording without events would never make it.
            while (count < eventCount && count > before && System.nanoTime() < endNs) {
                before = count;
                count += pass(eventCount - count, endNs);
            }
        } catch (final Exception e) {
            LOG.warn("the warm-up ended early, the engine starts cold: {}", e.toString());
        }
        replayed = count;
        LOG.info("warmed up with {} events", count);
    }

    /** One replay from the start; returns its events. */
    private long pass(final long countMax, final long endNs) throws Exception {
        final EngineContext context = new EngineContext();
        clients.get().forEach(context::client);
        handlers.forEach(named -> context.handler(named.name(), named.handler()));
        final EventSource source = recording.get();
        try {
            final Replay replay = new Replay(context, source);
            while (replay.eventCount() < countMax && System.nanoTime() < endNs && replay.step()) {
                // Until one of the bounds.
            }
            return replay.eventCount();
        } finally {
            if (source instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }
}
