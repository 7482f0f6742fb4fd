/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * The demo's handler: counts, and measures from the wire to itself. One thread calls it, one other
 * reads the figures.
 */
final class Traffic implements EventHandler<MarketEvent> {
    private static final long HIGHEST_NS = 3_600_000_000_000L;

    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong unmatched = new AtomicLong();
    private final AtomicLong disconnects = new AtomicLong();
    private final SingleWriterRecorder latency = new SingleWriterRecorder(1, HIGHEST_NS, 3);
    private final WireTimes wire;
    private final FaultWatch faults;

    // Handler's thread only.
    private int connectionNumber = MarketEvent.NONE;
    private long frameNumber;

    Traffic(final WireTimes wire, final FaultWatch faults) {
        this.wire = wire;
        this.faults = faults;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        final long nowNs = System.nanoTime();
        if (event.origin == Origin.INBOUND) {
            measure(nowNs);
            messages.lazySet(messages.getPlain() + 1);
            bytes.lazySet(bytes.getPlain() + event.rawLength);
        } else if (event.kind == EventKind.LIFECYCLE) {
            onLifecycle(event.code);
        }
        faults.onEvent(event, nowNs);
    }

    private void onLifecycle(final int code) {
        if (code == Lifecycle.CONNECTED.code()) {
            // The simulator numbers connections in the order of their upgrades, from 0.
            connectionNumber++;
            frameNumber = 0;
        } else if (code == Lifecycle.DISCONNECTED.code()) {
            disconnects.lazySet(disconnects.getPlain() + 1);
        }
    }

    private void measure(final long nowNs) {
        final long sendNs = wire.sendNs(connectionNumber, frameNumber++);
        if (sendNs == WireTimes.UNKNOWN) {
            unmatched.lazySet(unmatched.getPlain() + 1);
        } else {
            latency.recordValue(Math.max(0, Math.min(HIGHEST_NS, nowNs - sendNs)));
        }
    }

    long messages() {
        return messages.get();
    }

    long bytes() {
        return bytes.get();
    }

    /** How late the simulator was, since the last call. */
    Histogram lateInterval(final Histogram recycled) {
        return wire.lateInterval(recycled);
    }

    /** Messages whose time on the wire was not known, and so was not measured. */
    long unmatched() {
        return unmatched.get();
    }

    /** Sessions that ended, attempts that failed included. */
    long disconnects() {
        return disconnects.get();
    }

    /** What was measured since the last call; one caller. */
    Histogram interval(final Histogram recycled) {
        return latency.getIntervalHistogram(recycled);
    }
}
