/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.recording.Recorder;
import io.novaring.codec.recording.RecorderState;
import io.novaring.engine.telemetry.Measure.Kind;
import io.novaring.engine.telemetry.Measure.Unit;
import io.novaring.engine.telemetry.Measures;
import java.util.EnumSet;
import java.util.Locale;
import java.util.function.LongSupplier;

/** How the recorder of an engine fares, for the ring, for telemetry and for whoever asks. */
public final class RecorderWatch {
    private static final EnumSet<RecorderState> PRESENT =
            EnumSet.complementOf(EnumSet.of(RecorderState.NONE));

    private final Recorder recorder;

    // I/O thread.
    private RecorderState told;

    /**
     * @param recorder null when there is none.
     */
    public RecorderWatch(final Recorder recorder) {
        this.recorder = recorder;
        this.told = recorder == null ? RecorderState.NONE : RecorderState.RECORDING;
    }

    /** The present state, NONE without a recorder; any thread. */
    public RecorderState state() {
        return recorder == null ? RecorderState.NONE : recorder.state();
    }

    /**
     * The state when it is another than at the last call, the first time another than RECORDING;
     * else null. That it is being opened is no change: nothing is lost by it. I/O thread; allocates
     * nothing.
     */
    public RecorderState nextChange() {
        final RecorderState present = state();
        if (present == told || present == RecorderState.OPENING) {
            return null;
        }
        told = present;
        return present;
    }

    /** Free bytes of the recorder's disk as they were last looked at; 0 without one. */
    public long freeBytes() {
        return recorder == null ? 0 : recorder.freeBytes();
    }

    /** Of the events that passed the recorder, those it has. Any thread. */
    public long recordedOf(final long passed) {
        final RecorderState present = state();
        return present == RecorderState.STOPPED || present == RecorderState.FAILED
                ? Math.min(passed, recorder.recordedCount())
                : passed;
    }

    /** Adds what the recorder tells of itself; nothing without one. */
    public Measures addTo(final Measures measures, final LongSupplier published) {
        if (recorder == null) {
            return measures;
        }
        for (final RecorderState state : PRESENT) {
            measures.gauge(
                    "journal_state",
                    () -> recorder.state() == state ? 1 : 0,
                    "state",
                    state.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        measures.counter("journal_recorded_events", recorder::recordedCount);
        measures.counter("journal_synced_events", recorder::syncedCount);
        measures.counter("journal_dropped_events", () -> dropped(published.getAsLong()));
        measures.add(Kind.GAUGE, Unit.BYTES, "journal_disk", recorder::diskBytes);
        return measures.add(Kind.GAUGE, Unit.BYTES, "journal_free", recorder::freeBytes);
    }

    private long dropped(final long published) {
        return published - recordedOf(published);
    }
}
