/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.MarketEvent;
import java.util.concurrent.locks.LockSupport;

/** Holds a replay back so that recorded time passes at the speed that was asked for. One thread. */
public final class ReplayPace {
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
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the replay was interrupted");
            }
            LockSupport.parkNanos(leftNs);
            leftNs = dueNs - System.nanoTime();
        }
    }
}
