/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.novaring.engine.Engine;
import io.novaring.engine.telemetry.Measure;
import io.novaring.engine.telemetry.Measure.Kind;
import io.novaring.engine.telemetry.Measure.Unit;
import java.util.List;
import java.util.Objects;

/**
 * Binds every figure of an engine to a Micrometer registry. A figure is read when the registry is:
 * nothing is done for a message. Times become seconds. The registry holds the engine as long as it
 * lives.
 */
public final class NovaRingMetrics implements MeterBinder {
    private static final double NS_PER_SECOND = 1e9;

    private final List<Measure> measures;

    public NovaRingMetrics(final Engine engine) {
        this(Objects.requireNonNull(engine, "engine").telemetry().measures());
    }

    NovaRingMetrics(final List<Measure> measures) {
        this.measures = measures;
    }

    @Override
    public void bindTo(final MeterRegistry registry) {
        measures.forEach(measure -> bind(measure, registry));
    }

    private static void bind(final Measure measure, final MeterRegistry registry) {
        final List<Tag> tags =
                measure.labels().stream().map(l -> Tag.of(l.key(), l.value())).toList();
        final String unit = unitOf(measure.unit());
        if (measure.kind() == Kind.COUNTER) {
            FunctionCounter.builder(measure.name(), measure, NovaRingMetrics::valueOf)
                    .tags(tags)
                    .baseUnit(unit)
                    .register(registry);
        } else {
            Gauge.builder(measure.name(), measure, NovaRingMetrics::valueOf)
                    .tags(tags)
                    .baseUnit(unit)
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static double valueOf(final Measure measure) {
        return measure.unit() == Unit.NANOSECONDS
                ? measure.value() / NS_PER_SECOND
                : measure.value();
    }

    private static String unitOf(final Unit unit) {
        return switch (unit) {
            case NONE -> null;
            case NANOSECONDS -> "seconds";
            case BYTES -> BaseUnits.BYTES;
        };
    }
}
