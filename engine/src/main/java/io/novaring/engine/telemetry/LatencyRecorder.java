/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.telemetry.late.LateEvents;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.WriterReaderPhaser;

/**
 * Records how long each inbound message took over each hop, from stamps that are on the event
 * already and one clock read. The writer is the stages' thread; it neither waits nor allocates.
 */
public final class LatencyRecorder implements EventHandler<MarketEvent> {
    static final long HIGHEST_NS = 60_000_000_000L;
    static final int DIGITS = 3;

    /** A part of a message's way. */
    public enum Hop {
        /** From the socket read to the ring: waiting for those read before it, copy, decoding. */
        READ_TO_PUBLISHED,
        /** From the ring through the four stages. */
        PUBLISHED_TO_END,
        /** Both. */
        READ_TO_END;

        /** Stable word of logs and metrics, such as read-to-end. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final int HOPS = Hop.values().length;

    private final LongSupplier clock;
    private final WriterReaderPhaser phaser = new WriterReaderPhaser();

    // Swapped by readers, under the phaser's lock; the writer takes it anew for each message.
    private volatile Histogram[] active = newHistograms(HOPS);
    private Histogram[] inactive = newHistograms(HOPS);

    // Guarded by this: what was recorded since each reader's last call.
    private final Histogram forCaller = newHistogram();
    private final Histogram[] forTelemetry = newHistograms(HOPS);

    // Stages' thread only; the late ones are set before it starts, null when nobody records them.
    private long lastNs;
    private LateEvents late;

    /**
     * @param clock the one events are stamped with; epoch nanoseconds.
     */
    public LatencyRecorder(final LongSupplier clock) {
        this.clock = clock;
    }

    static Histogram newHistogram() {
        return new Histogram(1, HIGHEST_NS, DIGITS);
    }

    static Histogram[] newHistograms(final int count) {
        final Histogram[] histograms = new Histogram[count];
        for (int i = 0; i < count; i++) {
            histograms[i] = newHistogram();
        }
        return histograms;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        if (event.origin != Origin.INBOUND) {
            if (late != null) {
                late.onOther(event, sequence, endOfBatch);
            }
            return;
        }
        final long endNs = clock.getAsLong();
        if (late != null) {
            late.onMessage(event, sequence, endOfBatch, endNs);
        }
        final long entered = phaser.writerCriticalSectionEnter();
        try {
            final Histogram[] hops = active;
            record(hops, Hop.READ_TO_PUBLISHED, event.publishedTimeNs - event.receivedTimeNs);
            record(hops, Hop.PUBLISHED_TO_END, endNs - event.publishedTimeNs);
            lastNs = record(hops, Hop.READ_TO_END, endNs - event.receivedTimeNs);
        } finally {
            phaser.writerCriticalSectionExit(entered);
        }
    }

    @Override
    public void onShutdown() {
        if (late != null) {
            late.end();
        }
    }

    /** Who is to pick the late ones; before any thread of the engine starts. */
    void late(final LateEvents events) {
        late = events;
    }

    private static long record(final Histogram[] hops, final Hop hop, final long elapsedNs) {
        final long boundNs = Math.max(0, Math.min(HIGHEST_NS, elapsedNs));
        hops[hop.ordinal()].recordValue(boundNs);
        return boundNs;
    }

    /** From read to end, of the last inbound message; stages' thread only. */
    long lastNs() {
        return lastNs;
    }

    /**
     * From read to end, as recorded since the last call, in nanoseconds. Any thread but the
     * stages'.
     */
    public Histogram interval() {
        return interval(null);
    }

    /** As {@link #interval()}, into a histogram that an earlier call gave. */
    public synchronized Histogram interval(final Histogram recycled) {
        drain();
        final Histogram target = recycled == null ? newHistogram() : recycled;
        forCaller.copyInto(target);
        forCaller.reset();
        return target;
    }

    /** Adds what was recorded since the last call to one histogram for each hop. */
    synchronized void addTo(final Histogram[] targets) {
        drain();
        for (int i = 0; i < HOPS; i++) {
            targets[i].add(forTelemetry[i]);
            forTelemetry[i].reset();
        }
    }

    private void drain() {
        phaser.readerLock();
        try {
            final Histogram[] filled = active;
            active = inactive;
            inactive = filled;
            // Returns when the writer has left what it may still have been writing to.
            phaser.flipPhase();
        } finally {
            phaser.readerUnlock();
        }
        forCaller.add(inactive[Hop.READ_TO_END.ordinal()]);
        for (int i = 0; i < HOPS; i++) {
            forTelemetry[i].add(inactive[i]);
            inactive[i].reset();
        }
    }
}
