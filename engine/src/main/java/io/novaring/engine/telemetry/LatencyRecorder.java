/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.connection.EpochClock;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Records how long each inbound message took from the socket read to the end of the stages. The
 * writer is the stages' thread; any one other thread may take intervals.
 */
public final class LatencyRecorder implements EventHandler<MarketEvent> {
    private static final long HIGHEST_NS = 60_000_000_000L;

    private final EpochClock clock;
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(1, HIGHEST_NS, 3);

    public LatencyRecorder(final EpochClock clock) {
        this.clock = clock;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        if (event.origin == Origin.INBOUND) {
            final long elapsedNs = clock.epochNs() - event.receivedTimeNs;
            recorder.recordValue(Math.max(0, Math.min(HIGHEST_NS, elapsedNs)));
        }
    }

    /** What was recorded since the last call, in nanoseconds; one caller at a time. */
    public Histogram interval() {
        return recorder.getIntervalHistogram();
    }

    /** As {@link #interval()}, into a histogram that an earlier call gave. */
    public Histogram interval(final Histogram recycled) {
        return recorder.getIntervalHistogram(recycled);
    }
}
