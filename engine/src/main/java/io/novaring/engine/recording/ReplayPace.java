/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.MarketEvent;
import java.util.concurrent.locks.LockSupport;

/** Holds a replay back so that recorded time passes at the speed that was asked for. One thread. */
public final class ReplayPace {
    /** How often a replay at full speed looks whether its thread is interrupted. */
    private static final int INTERRUPT_MASK = 1023;

    private long firstTimeNs = MarketEvent.ABSENT;
    private long startNs;

    /**
     * Waits until an event is due.
     *
     * @param timeNs recorded, of the event.
     * @param pace recorded seconds a second, above 0.
     * @throws IllegalStateException when the thread is interrupted.
     */
    public void await(final long timeNs, final double pace) {
        final long nowNs = System.nanoTime();
        if (firstTimeNs == MarketEvent.ABSENT) {
            firstTimeNs = timeNs;
            startNs = nowNs;
        }
        final long dueNs = startNs + (long) ((timeNs - firstTimeNs) / pace);
        long leftNs = dueNs - nowNs;
        while (leftNs > 0) {
            checkInterrupted(0);
            LockSupport.parkNanos(leftNs);
            leftNs = dueNs - System.nanoTime();
        }
    }

    /**
     * Looks from time to time whether the thread is interrupted.
     *
     * @param count of events replayed.
     * @throws IllegalStateException when it is.
     */
    public void checkInterrupted(final long count) {
        if ((count & INTERRUPT_MASK) == 0 && Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("the replay was interrupted");
        }
    }
}
