/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.ring;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import java.util.List;

/**
 * A Disruptor as its own documents set it up: one producer, one consumer that spins.
 *
 * @param <E> what is in a slot.
 */
abstract class RawLane<E> extends Lane {
    private final RingBuffer<E> ring;
    private final BatchEventProcessor<E> consumer;
    private long claimed;

    RawLane(final EventFactory<E> factory) {
        ring =
                RingBuffer.createSingleProducer(
                        factory, StageRing.LENGTH, new BusySpinWaitStrategy());
        final EventHandler<E> handler = this::handle;
        consumer = new BatchEventProcessorBuilder().build(ring, ring.newBarrier(), handler);
        ring.addGatingSequences(consumer.getSequence());
    }

    abstract void fill(E event, long sequence, long dueNs);

    abstract void handle(E event, long sequence, boolean isEndOfBatch);

    @Override
    final void prepare(final long dueNs) {
        claimed = ring.next();
        fill(ring.get(claimed), claimed, dueNs);
    }

    @Override
    final void publish() {
        ring.publish(claimed);
    }

    @Override
    final long handled() {
        return consumer.getSequence().get() + 1;
    }

    @Override
    final List<Runnable> consumers() {
        return List.of(consumer);
    }

    @Override
    final void onStop() {
        // A thread that has not begun yet would take the halt for one of before.
        while (!consumer.isRunning()) {
            Thread.onSpinWait();
        }
        consumer.halt();
    }

    /** One number in a slot, and a handler that does nothing with it. */
    static final class Empty extends RawLane<long[]> {
        private final boolean isTimed;

        /**
         * @param isTimed whether it reads the clock.
         */
        Empty(final boolean isTimed) {
            super(() -> new long[1]);
            this.isTimed = isTimed;
        }

        @Override
        void fill(final long[] event, final long sequence, final long dueNs) {
            event[0] = dueNs;
        }

        @Override
        void handle(final long[] event, final long sequence, final boolean isEndOfBatch) {
            if (isTimed) {
                record(event[0]);
            }
        }
    }
}
