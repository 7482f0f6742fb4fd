/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class LatencyRecorderTest {
    private final AtomicLong nowNs = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final MarketEvent event = new MarketEvent();
    private final LatencyRecorder recorder = new LatencyRecorder(this::clock);

    private long clock() {
        reads.incrementAndGet();
        return nowNs.get();
    }

    private void pass(final LatencyRecorder target, final Origin origin, final long elapsedNs) {
        event.reset(origin, EventKind.TICKER);
        event.receivedTimeNs = 1_000;
        event.publishedTimeNs = 1_000;
        nowNs.set(1_000 + elapsedNs);
        target.onEvent(event, 0, true);
    }

    @Test
    void shouldCountEveryDurationAsAHistogramOfThreeDigitsDoes() {
        final Histogram expected = LatencyRecorder.newHistogram();
        final Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            // Of all sizes, up to beyond the highest that is told apart.
            final long elapsedNs = random.nextLong() >>> 27 + random.nextInt(37);
            expected.recordValue(Math.min(LatencyRecorder.HIGHEST_NS, elapsedNs));
            pass(recorder, Origin.INBOUND, elapsedNs);
        }
        for (final long edgeNs : new long[] {-5, 0, 1, 2_047, 2_048, 4_095, 4_096}) {
            expected.recordValue(Math.max(0, edgeNs));
            pass(recorder, Origin.INBOUND, edgeNs);
        }

        final Histogram found = recorder.interval();

        assertEquals(expected.getTotalCount(), found.getTotalCount());
        for (final double percentile : new double[] {0, 1, 10, 50, 90, 99, 99.9, 100}) {
            assertEquals(
                    expected.getValueAtPercentile(percentile),
                    found.getValueAtPercentile(percentile),
                    "p" + percentile);
        }
    }

    @Test
    void shouldTellEachReaderWhatCameSinceItsLastLook() {
        final Histogram[] hops = LatencyRecorder.newHistograms(3);
        pass(recorder, Origin.INBOUND, 10);
        pass(recorder, Origin.INBOUND, 10);

        assertEquals(2, recorder.interval().getTotalCount());
        pass(recorder, Origin.INBOUND, 20);
        pass(recorder, Origin.TICK, 30);

        assertEquals(1, recorder.interval().getTotalCount());
        assertEquals(0, recorder.interval().getTotalCount());
        recorder.addTo(hops);
        for (final Histogram hop : hops) {
            assertEquals(3, hop.getTotalCount());
        }
    }

    @Test
    void shouldReadNoClockWhenNobodyWantsHops() {
        final LatencyRecorder off = new LatencyRecorder(this::clock, false);

        pass(off, Origin.INBOUND, 10);

        assertEquals(0, reads.get());
        assertEquals(0, off.interval().getTotalCount());
        pass(recorder, Origin.INBOUND, 10);
        assertTrue(reads.get() > 0);
    }
}
