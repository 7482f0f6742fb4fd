/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import io.novaring.codec.EventSink;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.Agent;

/**
 * The ring and who reads it. One producer claims and publishes; chains of handlers follow.
 *
 * <pre>
 * events → heartbeat → rate limit → subscriptions, books → responses → handlers
 *        ↘ journal                                          ↘ queues of those that do not gate
 * </pre>
 */
final class Pipeline implements EventSink {
    private static final long FULL_PARK_NS = 5_000;

    private final RingBuffer<MarketEvent> ring;
    private final Failures failures;
    private final EventChain[] chains;
    private final EventChain[] inline;
    private final List<Agent> threaded = new ArrayList<>();
    private final Sequence lastOfStages;
    private final Sequence journalSequence;
    private final AtomicLong fullNs = new AtomicLong();
    private long claimed;

    /**
     * @param topology not AUTO.
     * @param journal null when there is none.
     * @param journalThread whether the journal has a thread of its own.
     */
    Pipeline(
            final int ringLength,
            final Topology topology,
            final List<? extends Stage> stages,
            final List<HandlerSlot> handlers,
            final EventHandler<MarketEvent> journal,
            final boolean journalThread,
            final Failures failures) {
        this.failures = failures;
        this.ring = RingBuffer.createSingleProducer(MarketEvent::new, ringLength);
        final List<EventChain> all = new ArrayList<>();
        final List<EventChain> onProducer = new ArrayList<>();
        if (topology == Topology.STAGED) {
            wireStaged(stages, handlers, all);
        } else {
            all.add(fused(stages, handlers));
        }
        lastOfStages = all.get(all.size() - 1).sequence();
        if (topology == Topology.INLINE) {
            onProducer.addAll(all);
        } else {
            threaded.addAll(all);
        }
        ring.addGatingSequences(lastOfStages);
        if (journal == null) {
            journalSequence = null;
        } else {
            final HandlerSlot[] slots = {EventChain.slot("journal", journal)};
            final EventChain chain = new EventChain("novaring-journal", ring, failures, slots);
            journalSequence = chain.sequence();
            ring.addGatingSequences(journalSequence);
            all.add(chain);
            if (journalThread) {
                threaded.add(chain);
            } else {
                onProducer.add(chain);
            }
        }
        for (final HandlerSlot slot : handlers) {
            if (slot.handler() instanceof BufferedHandler buffered) {
                threaded.add(buffered.agent());
            }
        }
        chains = all.toArray(new EventChain[0]);
        inline = onProducer.toArray(new EventChain[0]);
    }

    private EventChain fused(final List<? extends Stage> stages, final List<HandlerSlot> handlers) {
        final List<HandlerSlot> slots = new ArrayList<>();
        for (final Stage stage : stages) {
            slots.add(EventChain.slot(stage.name(), stage));
        }
        slots.addAll(handlers);
        return new EventChain("novaring-stages", ring, failures, slots.toArray(new HandlerSlot[0]));
    }

    private void wireStaged(
            final List<? extends Stage> stages,
            final List<HandlerSlot> handlers,
            final List<EventChain> all) {
        Sequence[] upstream = {};
        for (final Stage stage : stages) {
            final HandlerSlot[] slots = {EventChain.slot(stage.name(), stage)};
            final EventChain chain =
                    new EventChain("novaring-" + stage.name(), ring, failures, slots, upstream);
            all.add(chain);
            upstream = new Sequence[] {chain.sequence()};
        }
        final HandlerSlot[] slots = handlers.toArray(new HandlerSlot[0]);
        all.add(new EventChain("novaring-handlers", ring, failures, slots, upstream));
    }

    @Override
    public MarketEvent claim() {
        if (!ring.hasAvailableCapacity(1)) {
            awaitRoom();
        }
        claimed = ring.next();
        final MarketEvent event = ring.get(claimed);
        event.sequence = claimed;
        return event;
    }

    /**
     * Waits for the slowest consumer. Never {@code next()} on a full ring: it does not look at a
     * halt. The time is counted, because while we wait nobody reads the sockets.
     */
    private void awaitRoom() {
        final long startNs = System.nanoTime();
        while (!ring.hasAvailableCapacity(1)) {
            if (runInline() == 0) {
                LockSupport.parkNanos(FULL_PARK_NS);
            }
            throwIfHalted();
        }
        fullNs.lazySet(fullNs.getPlain() + System.nanoTime() - startNs);
    }

    @Override
    public void publish() {
        ring.publish(claimed);
        runInline();
        throwIfHalted();
    }

    private int runInline() {
        int work = 0;
        for (final EventChain chain : inline) {
            work += chain.doWork();
        }
        return work;
    }

    private void throwIfHalted() {
        final Throwable cause = failures.halted();
        if (cause != null) {
            throw new Failures.Halted(cause);
        }
    }

    /** True once every stage and gating handler has seen every event. */
    boolean isCaughtUp() {
        return lastOfStages.get() == ring.getCursor();
    }

    /** Agents that need a thread each. */
    List<Agent> threaded() {
        return threaded;
    }

    EventChain[] chains() {
        return chains;
    }

    long published() {
        return ring.getCursor() + 1;
    }

    long handled() {
        return lastOfStages.get() + 1;
    }

    long journalled() {
        return journalSequence == null ? published() : journalSequence.get() + 1;
    }

    /** Time the producer waited for room so far, in nanoseconds; any thread. */
    long fullNs() {
        return fullNs.get();
    }
}
