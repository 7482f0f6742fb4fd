/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.agrona.concurrent.IdleStrategy;

/**
 * When the recorder's thread works. A thread that looks for each event takes its core from whoever
 * else is to run there, many thousand times a second; this one rests between batches, and is woken
 * when the ring fills.
 */
public final class RecorderPace implements IdleStrategy {
    private final long restNs;
    private final int wakeMask;
    private final LongSupplier waiting;

    // Set by the recorder's thread, read by the producer's.
    private volatile Thread thread;

    /**
     * @param restNs between two batches, nanoseconds.
     * @param ringLength a power of two.
     * @param waiting how many events are on the ring that the recorder has not seen.
     */
    public RecorderPace(final long restNs, final int ringLength, final LongSupplier waiting) {
        this.restNs = restNs;
        this.wakeMask = Math.max(1, ringLength / 4) - 1;
        this.waiting = waiting;
    }

    /**
     * The producer's thread, behind what it has published together: at every quarter of the ring
     * the recorder wakes.
     */
    public void published(final long first, final long last) {
        if ((last + 1 & ~wakeMask) != (first & ~wakeMask)) {
            wake();
        }
    }

    /** Ends a rest. Any thread. */
    public void wake() {
        final Thread resting = thread;
        if (resting != null) {
            LockSupport.unpark(resting);
        }
    }

    @Override
    public void idle(final int workCount) {
        // What came while a long batch was written is the next one.
        if (waiting.getAsLong() <= wakeMask) {
            idle();
        }
    }

    @Override
    public void idle() {
        if (thread == null) {
            thread = Thread.currentThread();
        }
        LockSupport.parkNanos(restNs);
    }

    @Override
    public void reset() {
        // Every rest has the same length.
    }
}
