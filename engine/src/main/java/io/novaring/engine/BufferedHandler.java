/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import io.novaring.codec.MarketEvent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.Agent;

/**
 * Puts a queue and a thread between the ring and a handler that must not hold it up. The chain's
 * thread copies events in, the handler's own thread takes them out; what happens when the queue is
 * full is the contract.
 */
final class BufferedHandler implements EventHandler<MarketEvent> {
    private static final long LAST_STATES_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LAST_STATES_PARK_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final String name;
    private final HandlerContract contract;
    private final EventHandler<MarketEvent> target;
    private final Failures failures;
    private final RingBuffer<MarketEvent> queue;
    private final EventPoller<MarketEvent> poller;
    private final EventPoller.Handler<MarketEvent> deliver = this::deliver;

    // Written by the chain's thread with ordered stores; read by whoever asks for figures.
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong conflated = new AtomicLong();

    // Chain's thread only. Null unless the contract is CONFLATE.
    private final Conflation conflation;
    private long droppedBefore;
    private HandlerSlot slot;

    BufferedHandler(
            final String name,
            final HandlerContract contract,
            final EventHandler<MarketEvent> target,
            final int queueLength,
            final Conflation conflation,
            final Failures failures) {
        this.name = name;
        this.contract = contract;
        this.target = target;
        this.conflation = conflation;
        this.failures = failures;
        // Nobody waits in the queue: a strategy that signals would take a lock for each event.
        this.queue =
                RingBuffer.createSingleProducer(
                        MarketEvent::new, queueLength, new BusySpinWaitStrategy());
        this.poller = queue.newPoller();
        queue.addGatingSequences(poller.getSequence());
    }

    void attach(final HandlerSlot ownSlot) {
        slot = ownSlot;
    }

    /** Position of the handler in its queue: it moves behind each event. Any thread. */
    long position() {
        return poller.getSequence().get();
    }

    /** True when the handler has something to do, or is at it. Any thread. */
    boolean hasWork() {
        return queue.getCursor() > position();
    }

    /** Events in the queue; any thread. */
    long waiting() {
        return queue.getBufferSize() - queue.remainingCapacity();
    }

    long queueLength() {
        return queue.getBufferSize();
    }

    long dropped() {
        return dropped.get();
    }

    long conflated() {
        return conflated.get();
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        if (conflation != null && takeUp(event)) {
            conflated.lazySet(conflated.getPlain() + 1);
        } else if ((conflation == null || conflation.isEmpty()) && queue.hasAvailableCapacity(1)) {
            put(event);
        } else {
            overflow(event);
        }
    }

    /** Hands waiting states over as room allows; true when one of them stands for the event. */
    private boolean takeUp(final MarketEvent event) {
        if (!conflation.isEmpty()) {
            final boolean isAbsorbed = conflation.absorb(event);
            flushStates();
            if (isAbsorbed) {
                return true;
            }
        }
        return conflation.isCovered(event);
    }

    private void overflow(final MarketEvent event) {
        if (contract == HandlerContract.DETACH) {
            slot.detach("its queue of " + queue.getBufferSize() + " events is full", null);
        } else if (contract == HandlerContract.CONFLATE && Conflation.isConflatable(event)) {
            conflation.hold(event);
            conflated.lazySet(conflated.getPlain() + 1);
        } else {
            droppedBefore++;
            dropped.lazySet(dropped.getPlain() + 1);
        }
    }

    private void flushStates() {
        while (!conflation.isEmpty() && queue.hasAvailableCapacity(1)) {
            final MarketEvent state = conflation.first();
            if (state == null) {
                return;
            }
            put(state);
            conflation.removeFirst();
        }
    }

    private void put(final MarketEvent event) {
        final long sequence = queue.next();
        final MarketEvent copy = queue.get(sequence);
        copy.copyFrom(event);
        copy.droppedBefore = droppedBefore;
        if (droppedBefore > 0) {
            copy.flags |= MarketEvent.DROPPED_BEFORE;
            droppedBefore = 0;
        }
        queue.publish(sequence);
    }

    /** No event follows: what still waits gets a last chance. Chain's thread. */
    @Override
    public void onShutdown() {
        if (conflation == null) {
            return;
        }
        final long startNs = System.nanoTime();
        flushStates();
        while (!conflation.isEmpty()
                && !slot.isDetached()
                && failures.halted() == null
                && System.nanoTime() - startNs < LAST_STATES_TIMEOUT_NS) {
            LockSupport.parkNanos(LAST_STATES_PARK_NS);
            flushStates();
        }
        dropped.lazySet(dropped.getPlain() + conflation.size());
    }

    /** The duty cycle of the handler's own thread. */
    Agent agent() {
        return new Agent() {
            @Override
            public void onStart() {
                try {
                    target.onStart();
                } catch (final Throwable e) {
                    slot.detach(name + " failed to start", e);
                }
            }

            @Override
            public int doWork() {
                return takeOut();
            }

            @Override
            public void onClose() {
                try {
                    target.onShutdown();
                } catch (final Throwable e) {
                    failures.notShutDown(name, e);
                }
            }

            @Override
            public String roleName() {
                return "novaring-" + name;
            }
        };
    }

    private int takeOut() {
        if (slot.isDetached()) {
            return 0;
        }
        try {
            return poller.poll(deliver) == EventPoller.PollState.PROCESSING ? 1 : 0;
        } catch (final Throwable e) {
            slot.detach(name + " failed", e);
            return 0;
        }
    }

    /** Ends the poll after each event, so that its place in the queue is free at once. */
    private boolean deliver(final MarketEvent event, final long sequence, final boolean endOfBatch)
            throws Exception {
        target.onEvent(event, event.sequence, endOfBatch);
        return false;
    }
}
