/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.telemetry.late.LateEvents;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

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
    private final boolean isOn;
    private final Counts[] counts = new Counts[HOPS];

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
        this(clock, true);
    }

    /**
     * As above.
     *
     * @param isOn false to record nothing, and to read no clock but for late events.
     */
    public LatencyRecorder(final LongSupplier clock, final boolean isOn) {
        this.clock = clock;
        this.isOn = isOn;
        for (int i = 0; i < HOPS; i++) {
            counts[i] = new Counts();
        }
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
        if (!isOn && late == null) {
            return;
        }
        final long endNs = clock.getAsLong();
        if (late != null) {
            late.onMessage(event, sequence, endOfBatch, endNs);
        }
        if (isOn) {
            record(Hop.READ_TO_PUBLISHED, event.publishedTimeNs - event.receivedTimeNs);
            record(Hop.PUBLISHED_TO_END, endNs - event.publishedTimeNs);
            lastNs = record(Hop.READ_TO_END, endNs - event.receivedTimeNs);
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

    private long record(final Hop hop, final long elapsedNs) {
        final long boundNs = Math.max(0, Math.min(HIGHEST_NS, elapsedNs));
        counts[hop.ordinal()].record(boundNs);
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
        for (int i = 0; i < HOPS; i++) {
            final Histogram own = i == Hop.READ_TO_END.ordinal() ? forCaller : null;
            counts[i].drainTo(forTelemetry[i], own);
        }
    }

    /**
     * Counts of durations in buckets like those of a histogram with three digits, that grow for
     * ever: what came since the last look is the difference. So one thread counts without a lock or
     * a locked instruction, and another reads whenever it likes. Nothing is allocated after
     * construction.
     */
    private static final class Counts {
        // Buckets of one power of two; 1,024 of them keep an error below a thousandth.
        private static final int HALF_BITS = 10;
        private static final int HALF = 1 << HALF_BITS;
        private static final int FIRST_BITS = HALF_BITS + 1;
        private static final int LENGTH = indexOf(HIGHEST_NS) + 1;

        // Written by the counting thread only, which therefore knows what it reads.
        private final AtomicLongArray counts = new AtomicLongArray(LENGTH);

        // Reader's.
        private final long[] seen = new long[LENGTH];

        /** Counts a duration of 0 to {@link #HIGHEST_NS}. */
        void record(final long durationNs) {
            final int index = indexOf(durationNs);
            counts.setOpaque(index, counts.getPlain(index) + 1);
        }

        /**
         * Adds what was counted since the last call.
         *
         * @param second gets the same, unless it is null.
         */
        void drainTo(final Histogram first, final Histogram second) {
            for (int i = 0; i < LENGTH; i++) {
                final long count = counts.getOpaque(i);
                final long added = count - seen[i];
                if (added > 0) {
                    seen[i] = count;
                    first.recordValueWithCount(valueOf(i), added);
                    if (second != null) {
                        second.recordValueWithCount(valueOf(i), added);
                    }
                }
            }
        }

        private static int indexOf(final long value) {
            final int shift =
                    Long.SIZE - FIRST_BITS - Long.numberOfLeadingZeros(value | 2 * HALF - 1);
            return (shift << HALF_BITS) + (int) (value >>> shift);
        }

        /** The least value of a bucket. */
        private static long valueOf(final int index) {
            final int shift = Math.max(0, (index >> HALF_BITS) - 1);
            return (long) (index - (shift << HALF_BITS)) << shift;
        }
    }
}
