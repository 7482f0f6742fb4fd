/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.telemetry;

import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.telemetry.TelemetryEvent;
import io.novaring.engine.telemetry.TelemetryEvent.Type;
import io.novaring.engine.telemetry.TelemetryFilter;
import io.novaring.engine.telemetry.TelemetryLevel;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A level for every connection, and the kinds of events that are told, over an engine that has one
 * level for all. Changed by any thread while the stages' thread asks.
 */
public final class LiveTelemetry implements TelemetryFilter {
    private static final TelemetryLevel[] LEVELS = TelemetryLevel.values();

    private final AtomicReferenceArray<TelemetryLevel> levels;

    // Replaced as a whole, never changed.
    private volatile Set<Type> kinds;

    /**
     * @param levels by connection id.
     * @param kinds names of event types, such as book-lost; empty for all.
     */
    public LiveTelemetry(final List<TelemetryLevel> levels, final List<String> kinds) {
        this.levels = new AtomicReferenceArray<>(levels.toArray(new TelemetryLevel[0]));
        this.kinds = typesOf(kinds);
    }

    /** Sets level and filter before the start. */
    public void apply(final EngineContext context) {
        context.telemetry(highest()).telemetry((TelemetryFilter) this);
    }

    /** Changes the level of one connection. */
    public void level(final Engine engine, final int connectionId, final TelemetryLevel level) {
        levels.set(connectionId, level);
        engine.telemetry().level(highest());
    }

    /** Changes the kinds that are told. */
    public void kinds(final List<String> names) {
        kinds = typesOf(names);
    }

    @Override
    public boolean accepts(final TelemetryEvent event) {
        final int connectionId = event.connectionId();
        final boolean isLoud =
                connectionId < 0
                        || connectionId >= levels.length()
                        || event.type().level().compareTo(levels.get(connectionId)) <= 0;
        return isLoud && kinds.contains(event.type());
    }

    private TelemetryLevel highest() {
        TelemetryLevel highest = LEVELS[0];
        for (int i = 0; i < levels.length(); i++) {
            final TelemetryLevel level = levels.get(i);
            highest = level.compareTo(highest) > 0 ? level : highest;
        }
        return highest;
    }

    private static Set<Type> typesOf(final List<String> names) {
        final Set<Type> types = EnumSet.noneOf(Type.class);
        Arrays.stream(Type.values())
                .filter(type -> names.isEmpty() || names.contains(word(type)))
                .forEach(types::add);
        return types;
    }

    private static String word(final Type type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
