/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.Agent;

/**
 * Puts a queue and a thread between the ring and a handler that must not hold it up. The chain's
 * thread copies events in, the handler's own thread takes them out; what happens when the queue is
 * full is the contract.
 */
final class BufferedHandler implements EventHandler<MarketEvent> {
    private static final int INITIAL_CHANNELS = 256;

    private final String name;
    private final HandlerContract contract;
    private final EventHandler<MarketEvent> target;
    private final BookCopier books;
    private final Failures failures;
    private final RingBuffer<MarketEvent> queue;
    private final EventPoller<MarketEvent> poller;
    private final EventPoller.Handler<MarketEvent> deliver = this::deliver;

    // Written by the chain's thread with ordered stores; read by whoever asks for figures.
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong conflated = new AtomicLong();

    // Chain's thread only: channels whose newest state waits for room, and that state.
    private MarketEvent[] held = new MarketEvent[INITIAL_CHANNELS];
    private boolean[] isPending = new boolean[INITIAL_CHANNELS];
    private int[] pending = new int[INITIAL_CHANNELS];
    private int pendingCount;
    private long droppedBefore;
    private HandlerSlot slot;

    BufferedHandler(
            final String name,
            final HandlerContract contract,
            final EventHandler<MarketEvent> target,
            final int queueLength,
            final BookCopier books,
            final Failures failures) {
        this.name = name;
        this.contract = contract;
        this.target = target;
        this.books = books;
        this.failures = failures;
        this.queue = RingBuffer.createSingleProducer(MarketEvent::new, queueLength);
        this.poller = queue.newPoller();
        queue.addGatingSequences(poller.getSequence());
    }

    void attach(final HandlerSlot ownSlot) {
        slot = ownSlot;
    }

    long dropped() {
        return dropped.get();
    }

    long conflated() {
        return conflated.get();
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        boolean absorbed = false;
        if (pendingCount > 0) {
            final int channelId = event.channelId;
            absorbed = channelId >= 0 && channelId < isPending.length && isPending[channelId];
            if (absorbed) {
                // The state that waits becomes the one after this event.
                hold(event);
            }
            flushPending();
        }
        if (absorbed) {
            return;
        }
        if (queue.hasAvailableCapacity(1) && pendingCount == 0) {
            put(event);
        } else {
            overflow(event);
        }
    }

    private void overflow(final MarketEvent event) {
        if (contract == HandlerContract.DETACH) {
            slot.detach();
            failures.detached(
                    name, "its queue of " + queue.getBufferSize() + " events is full", null);
        } else if (contract == HandlerContract.CONFLATE && isConflatable(event)) {
            hold(event);
        } else if (contract == HandlerContract.CONFLATE && queue.hasAvailableCapacity(1)) {
            // Only the waiting states are in the way, and they are older: keep the order loose
            // rather than drop what cannot be conflated.
            put(event);
        } else {
            droppedBefore++;
            dropped.lazySet(dropped.getPlain() + 1);
        }
    }

    private static boolean isConflatable(final MarketEvent event) {
        final EventKind kind = event.kind;
        final boolean state =
                kind == EventKind.BOOK
                        || kind == EventKind.QUOTE
                        || kind == EventKind.INDEX
                        || kind == EventKind.TICKER && !event.hasFlag(MarketEvent.CHANGE);
        return state && event.channelId >= 0;
    }

    private void hold(final MarketEvent event) {
        final int channelId = event.channelId;
        if (channelId >= held.length) {
            final int length = Integer.highestOneBit(channelId) << 1;
            held = Arrays.copyOf(held, length);
            isPending = Arrays.copyOf(isPending, length);
            pending = Arrays.copyOf(pending, length);
        }
        if (held[channelId] == null) {
            held[channelId] = new MarketEvent();
        }
        if (event.kind == EventKind.BOOK) {
            // The levels come from the book itself when there is room.
            final MarketEvent header = held[channelId];
            header.reset(event.origin, EventKind.BOOK);
            header.sequence = event.sequence;
            header.connectionId = event.connectionId;
            header.epoch = event.epoch;
            header.channelId = channelId;
            header.instrumentId = event.instrumentId;
            header.exchangeTimeNs = event.exchangeTimeNs;
            header.receivedTimeNs = event.receivedTimeNs;
            header.publishedTimeNs = event.publishedTimeNs;
        } else {
            held[channelId].copyFrom(event);
        }
        conflated.lazySet(conflated.getPlain() + 1);
        if (!isPending[channelId]) {
            isPending[channelId] = true;
            pending[pendingCount++] = channelId;
        }
    }

    private void flushPending() {
        int done = 0;
        while (done < pendingCount && queue.hasAvailableCapacity(1)) {
            final int channelId = pending[done++];
            final MarketEvent event = held[channelId];
            if (event.kind == EventKind.BOOK) {
                books.copyBook(event);
                event.flags = MarketEvent.SNAPSHOT;
            }
            event.flags |= MarketEvent.CONFLATED;
            isPending[channelId] = false;
            put(event);
        }
        pendingCount -= done;
        System.arraycopy(pending, done, pending, 0, pendingCount);
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

    /** The duty cycle of the handler's own thread. */
    Agent agent() {
        return new Agent() {
            @Override
            public int doWork() {
                return takeOut();
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
        } catch (final Exception e) {
            slot.detach();
            failures.detached(name, name + " failed", e);
            return 0;
        }
    }

    private boolean deliver(final MarketEvent event, final long sequence, final boolean endOfBatch)
            throws Exception {
        target.onEvent(event, event.sequence, endOfBatch);
        return true;
    }

    /** Writes the current book of the event's channel into its columns and state; any thread. */
    @FunctionalInterface
    interface BookCopier {
        void copyBook(MarketEvent target);
    }
}
