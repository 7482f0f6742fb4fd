/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.codec.Symbols;
import io.novaring.engine.telemetry.late.LateSettings;
import io.novaring.engine.venue.VenueClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** What was asked for of telemetry before the start. One thread. */
public final class TelemetrySettings {
    private static final long LOG_INTERVAL_MIN_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<TelemetryListener> listeners = new ArrayList<>();
    private TelemetryLevel level;
    private TelemetryFilter filter = TelemetryFilter.ALL;
    private Path counters;
    private Path latencyLog;
    private long latencyLogIntervalNs;
    private LateSettings late = LateSettings.DEFAULT;
    private boolean hasHops = true;

    public void level(final TelemetryLevel newLevel) {
        level = Objects.requireNonNull(newLevel, "level");
    }

    /** Sets the level unless it was set. */
    public void levelUnlessSet(final TelemetryLevel defaultLevel) {
        if (level == null) {
            level = defaultLevel;
        }
    }

    public void filter(final TelemetryFilter newFilter) {
        filter = Objects.requireNonNull(newFilter, "filter");
    }

    public void add(final TelemetryListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    public void counters(final Path file) {
        counters = Objects.requireNonNull(file, "file");
    }

    /**
     * @throws IllegalArgumentException when the interval is shorter than a tenth of a second.
     */
    public void latencyLog(final Path file, final long intervalNs) {
        if (intervalNs < LOG_INTERVAL_MIN_NS) {
            throw new IllegalArgumentException("intervalNs of a latency log below 100 ms");
        }
        latencyLog = Objects.requireNonNull(file, "file");
        latencyLogIntervalNs = intervalNs;
    }

    /** False to record no hops: their figures then stay empty. */
    public void hops(final boolean areRecorded) {
        hasHops = areRecorded;
    }

    public void late(final LateSettings newLate) {
        late = Objects.requireNonNull(newLate, "late");
    }

    public LateSettings late() {
        return late;
    }

    /** Null for none. */
    Path counters() {
        return counters;
    }

    /** Null for none. */
    Path latencyLog() {
        return latencyLog;
    }

    long latencyLogIntervalNs() {
        return latencyLogIntervalNs;
    }

    /**
     * The telemetry of one engine; opens no file yet.
     *
     * @param clock the one events are stamped with; epoch nanoseconds.
     * @param onDetached told the name of a listener or filter that threw and is called no more, and
     *     what it threw.
     */
    public Telemetry create(
            final List<VenueClient> clients,
            final Symbols symbols,
            final LongSupplier clock,
            final BiConsumer<String, Throwable> onDetached) {
        levelUnlessSet(TelemetryLevel.DETAILED);
        final LatencyRecorder latency = new LatencyRecorder(clock, hasHops);
        final List<TelemetryListener> all = new ArrayList<>(listeners);
        all.add(new TelemetryLog(clients));
        final TelemetryTap tap =
                new TelemetryTap(clients, symbols, latency, level, filter, all, onDetached);
        return new Telemetry(this, clients, clock, latency, tap);
    }
}
