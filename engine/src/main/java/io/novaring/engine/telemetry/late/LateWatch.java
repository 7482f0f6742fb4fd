/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry.late;

import io.novaring.codec.recording.NoteListener;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes for a run's journal why events were late. The watchdog's thread, apart from {@link
 * #events}. Whatever fails in here is logged, and the engine goes on without it.
 */
public final class LateWatch {
    /**
     * Between two looks. One every 2 ms was measured to take 1.3 % of a processor; half as many
     * take less, and still see who holds a thread for 8 ms.
     */
    public static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(4);

    private static final Logger LOG = LoggerFactory.getLogger(LateWatch.class);
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final LateSettings settings;
    private final LongSupplier clock;
    private final LongSupplier published;
    private final LongSupplier fullNs;
    private final PauseNote.Writer pauses;
    private final LateEvents events;
    private final SlowHandlers handlers;
    private final FullRing ring;
    private final StallMeter stalls;
    private GcPauses gcPauses;
    private FlightRecorderPauses recorderPauses;
    private long dueNs;
    private long secondEndNs;

    /**
     * @param clock the one events are stamped with; epoch nanoseconds, any thread.
     * @param published how many events were published so far; any thread.
     * @param fullNs how long the I/O thread has waited for room in the ring; any thread.
     * @param threads how many threads run handlers.
     */
    public LateWatch(
            final LateSettings settings,
            final LongSupplier clock,
            final NoteListener notes,
            final LongSupplier published,
            final LongSupplier fullNs,
            final int threads) {
        this.settings = settings;
        this.clock = clock;
        this.published = published;
        this.fullNs = fullNs;
        pauses = new PauseNote.Writer(notes, published);
        events = new LateEvents(settings, notes, published);
        handlers = new SlowHandlers(settings, notes, threads);
        ring = new FullRing(notes);
        stalls = new StallMeter(settings, pauses);
    }

    /** For the last stage's thread. */
    public LateEvents events() {
        return events;
    }

    /** Begins to listen to the JVM. */
    public void start() {
        try {
            gcPauses = new GcPauses(clock, pauses);
            gcPauses.open();
        } catch (final RuntimeException | LinkageError e) {
            LOG.warn("collections are not noted in the journal", e);
        }
        if (settings.usesFlightRecorder()) {
            try {
                recorderPauses = new FlightRecorderPauses(clock, pauses);
                recorderPauses.open();
            } catch (final RuntimeException | LinkageError e) {
                LOG.warn("the flight recorder is not there: safepoints are not noted", e);
            }
        }
        sleeps(clock.getAsLong());
    }

    /** The watchdog's thread is awake: what it was to do at once is late by what it overslept. */
    public long wake() {
        final long nowNs = clock.getAsLong();
        woke(nowNs);
        return nowNs;
    }

    void woke(final long nowNs) {
        if (dueNs != 0) {
            stalls.woke(dueNs, nowNs);
        }
    }

    /**
     * What a thread with handlers does now.
     *
     * @param name of the handler that runs, null when none does.
     * @param sequence of the event it has.
     * @param nowNs as {@link #wake} gave it.
     */
    public void look(final int thread, final String name, final long sequence, final long nowNs) {
        handlers.look(thread, name, sequence, nowNs);
    }

    /** Behind the looks at every thread. */
    public void looked(final long nowNs) {
        ring.look(fullNs.getAsLong(), handlers.furthestBehind(), published.getAsLong() - 1, nowNs);
        if (nowNs - secondEndNs >= 0) {
            secondEndNs = nowNs + SECOND_NS;
            handlers.note();
            stalls.note();
        }
    }

    /** The watchdog's thread is about to sleep for {@link #INTERVAL_NS}. */
    public void sleep() {
        sleeps(clock.getAsLong());
    }

    void sleeps(final long nowNs) {
        dueNs = nowNs + INTERVAL_NS;
    }

    /** Listens no more, and notes what there is. Idempotent. */
    public void end() {
        try {
            handlers.end();
            stalls.note();
            if (gcPauses != null) {
                gcPauses.close();
            }
            if (recorderPauses != null) {
                recorderPauses.close();
            }
        } catch (final RuntimeException | LinkageError e) {
            LOG.warn("what the JVM did last is not noted in the journal", e);
        }
    }
}
