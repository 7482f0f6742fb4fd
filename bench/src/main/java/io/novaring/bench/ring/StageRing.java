/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.ring;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.BookState;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.BareRing;
import io.novaring.engine.BareRing.Behind;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Topology;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.stage.SubscriptionStatus;
import io.novaring.engine.venue.VenueClient;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.Agent;

/**
 * An engine's ring and stages, fed with decoded messages: each slot gets the same message in every
 * round, its header and levels written anew.
 */
final class StageRing {
    static final int LENGTH = 4096;

    /** Distinct messages: few enough that what a producer copies them from is in its cache. */
    static final int MESSAGES = 1024;

    static final long START_NS = 1_700_000_100_000_000_000L;
    static final long STEP_NS = 20_000;

    /** Added to the JVM's clock, whose origin is anywhere: stages take times of this century. */
    static final long EPOCH_NS = 1_700_000_200_000_000_000L - System.nanoTime();

    /** So many cores are planned for that every topology is allowed, whatever the machine has. */
    private static final int CORES = 16;

    private final Messages.Decoded[] messages = new Messages.Decoded[MESSAGES];
    private final BareRing ring;

    /**
     * @param frames as {@link #frames} gives them.
     * @param last the handler behind everything.
     */
    StageRing(
            final List<byte[]> frames,
            final Topology topology,
            final Behind behind,
            final boolean hasHops,
            final EventHandler<MarketEvent> last) {
        final VenueClient client = client();
        final EngineContext context =
                new EngineContext()
                        .client(client)
                        .topology(topology)
                        .cores(CORES)
                        .ringLength(LENGTH)
                        .hops(hasHops)
                        .handler("last", last);
        final Messages source = new Messages(client, this::publish);
        ring = new BareRing(context, behind, source);
        source.open(ring.symbols(), frames);
        for (int i = 0; i < MESSAGES; i++) {
            messages[i] = source.decode(frames.get(i));
        }
        // To the end of a round: the next one begins with the snapshots.
        long nowNs = START_NS - LENGTH * STEP_NS;
        while ((ring.claim().sequence & MESSAGES - 1) != 0) {
            nowNs += STEP_NS;
            publish(nowNs);
            runOnce();
        }
    }

    private void publish(final Consumer<MarketEvent> filler) {
        filler.accept(ring.claim());
        ring.publish();
        runOnce();
    }

    static VenueClient client() {
        return new DeribitPublicClient(DeribitConfig.of(DeribitConfig.TEST));
    }

    /** Messages of all four kinds in turns. */
    static List<byte[]> frames() {
        return Messages.collect(MESSAGES, List.of("book", "trades", "ticker", "quote"));
    }

    static StageRing inline(final List<byte[]> frames, final Behind behind, final boolean hasHops) {
        final long[] sum = new long[1];
        return new StageRing(
                frames,
                Topology.INLINE,
                behind,
                hasHops,
                (event, sequence, isEndOfBatch) -> sum[0] += event.flags);
    }

    /** Has every agent do what there is; before they have threads. */
    private void runOnce() {
        boolean isBusy = true;
        while (isBusy) {
            isBusy = false;
            for (final Agent agent : ring.agents()) {
                isBusy |= work(agent);
            }
        }
    }

    static boolean work(final Agent agent) {
        try {
            return agent.doWork() > 0;
        } catch (final RuntimeException e) {
            throw e;
        } catch (final Exception e) {
            throw new IllegalStateException(agent.roleName(), e);
        }
    }

    List<Agent> agents() {
        return ring.agents();
    }

    long handled() {
        return ring.handled();
    }

    /** The next message as it is before it is due. */
    MarketEvent prepare(final long nowNs) {
        final MarketEvent slot = ring.claim();
        return messages[(int) slot.sequence & MESSAGES - 1].loadInto(slot, nowNs);
    }

    /** Publishes what was prepared. */
    void publish() {
        ring.publish();
    }

    void publish(final long nowNs) {
        prepare(nowNs);
        ring.publish();
    }

    /** The books are LIVE, or what is measured is the refusal of messages. */
    void check() {
        for (final SubscriptionStatus status : ring.subscriptions().subscriptions()) {
            final OrderBook book = ring.subscriptions().bookOfChannel(0, status.channel());
            if (book != null && book.state() != BookState.LIVE) {
                throw new IllegalStateException(
                        status.channel() + " is " + book.state() + ": " + book.staleCause());
            }
        }
    }
}
