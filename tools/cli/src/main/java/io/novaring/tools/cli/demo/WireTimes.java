/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo;

import io.novaring.tools.simulator.FrameListener;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * When each frame was due on the wire, from the simulator's thread to the handler's: the n-th text
 * frame of a connection is the n-th message of a session. Keeps the last frames of the last few
 * connections and allocates nothing.
 */
final class WireTimes implements FrameListener {
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final int CONNECTIONS = 4;

    /** More frames than fit in the simulator's send buffer and both socket buffers. */
    private static final int FRAMES = 1 << 17;

    private static final long HIGHEST_NS = 3_600_000_000_000L;

    /** Every 16th frame: a clock read for each would slow the simulator down. */
    private static final int LATE_MASK = 15;

    // The simulator's thread writes, one other takes intervals.
    private final SingleWriterRecorder late = new SingleWriterRecorder(1, HIGHEST_NS, 3);

    private final long[] sendNs = new long[CONNECTIONS * FRAMES];

    // What a row holds: connection number and frames so far. Written by the simulator's thread
    // behind the time, read by the handler's thread before it.
    private final AtomicLongArray counts = new AtomicLongArray(CONNECTIONS);
    private final AtomicLongArray owners = new AtomicLongArray(CONNECTIONS);

    @Override
    public void onFrame(
            final int connectionNumber, final long frameNumber, final long frameSendNs) {
        final int row = connectionNumber & CONNECTIONS - 1;
        sendNs[row * FRAMES + (int) (frameNumber & FRAMES - 1)] = frameSendNs;
        if (frameNumber == 0) {
            owners.setRelease(row, connectionNumber);
        }
        counts.setRelease(row, frameNumber + 1);
        if ((frameNumber & LATE_MASK) == 0) {
            final long lateNs = System.nanoTime() - frameSendNs;
            late.recordValue(Math.max(0, Math.min(HIGHEST_NS, lateNs)));
        }
    }

    /** How long after it was due the simulator sent a frame, since the last call. */
    Histogram lateInterval(final Histogram recycled) {
        return late.getIntervalHistogram(recycled);
    }

    /** Any thread; UNKNOWN when the frame was overwritten, or is of no connection known. */
    long sendNs(final int connectionNumber, final long frameNumber) {
        final int row = connectionNumber & CONNECTIONS - 1;
        final long behind = counts.getAcquire(row) - frameNumber;
        if (owners.getAcquire(row) != connectionNumber || behind <= 0 || behind >= FRAMES) {
            return UNKNOWN;
        }
        return sendNs[row * FRAMES + (int) (frameNumber & FRAMES - 1)];
    }
}
