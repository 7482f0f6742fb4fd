/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry.late;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * Notes what the JVM stopped all threads for, and how long it took to stop them, as its flight
 * recorder tells: exact, about a second later. Runs on a thread of the flight recorder.
 */
final class FlightRecorderPauses {
    private static final Duration PAUSE_MIN = Duration.ofNanos(200_000);

    private final LongSupplier clock;
    private final PauseNote.Writer writer;
    private final RecordingStream stream = new RecordingStream();

    FlightRecorderPauses(final LongSupplier clock, final PauseNote.Writer writer) {
        this.clock = clock;
        this.writer = writer;
    }

    void open() {
        stream.enable("jdk.GCPhasePause").withThreshold(PAUSE_MIN).withoutStackTrace();
        stream.enable("jdk.ExecuteVMOperation").withThreshold(PAUSE_MIN).withoutStackTrace();
        stream.enable("jdk.SafepointBegin").withThreshold(PAUSE_MIN).withoutStackTrace();
        stream.onEvent("jdk.GCPhasePause", e -> write(PauseNote.Kind.GC, e, e.getString("name")));
        stream.onEvent(
                "jdk.ExecuteVMOperation",
                event -> {
                    if (event.getBoolean("safepoint")) {
                        write(PauseNote.Kind.SAFEPOINT, event, event.getString("operation"));
                    }
                });
        stream.onEvent(
                "jdk.SafepointBegin",
                event -> write(PauseNote.Kind.SAFEPOINT, event, "waiting for threads to stop"));
        stream.startAsync();
    }

    private void write(final PauseNote.Kind kind, final RecordedEvent event, final String text) {
        final long wallNs = epochNs(Instant.now());
        writer.write(
                new PauseNote(
                        kind,
                        // Our clock and the recorder's may differ by what the wall clock was set.
                        epochNs(event.getStartTime()) + clock.getAsLong() - wallNs,
                        event.getDuration().toNanos(),
                        PauseNote.UNKNOWN,
                        PauseNote.UNKNOWN,
                        text == null ? "" : text));
    }

    private static long epochNs(final Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    void close() {
        stream.close();
    }
}
