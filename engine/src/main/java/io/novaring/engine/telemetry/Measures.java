/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.engine.telemetry.Measure.Kind;
import io.novaring.engine.telemetry.Measure.Label;
import io.novaring.engine.telemetry.Measure.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Collects measures at start. One thread. */
public final class Measures {
    private static final String PREFIX = "novaring_";

    // Label values come from programs and venues: none of them may be endless.
    private static final int VALUE_LENGTH_MAX = 64;

    private final List<Measure> measures = new ArrayList<>();

    /**
     * @param labels key, value, key, value ...
     */
    public Measures counter(final String name, final LongSupplier source, final String... labels) {
        return add(Kind.COUNTER, Unit.NONE, name, source, labels);
    }

    /** As {@link #counter}. */
    public Measures gauge(final String name, final LongSupplier source, final String... labels) {
        return add(Kind.GAUGE, Unit.NONE, name, source, labels);
    }

    /** As {@link #counter}. */
    public Measures add(
            final Kind kind,
            final Unit unit,
            final String name,
            final LongSupplier source,
            final String... labels) {
        final List<Label> pairs = new ArrayList<>();
        for (int i = 0; i < labels.length; i += 2) {
            final String value = labels[i + 1];
            pairs.add(
                    new Label(
                            labels[i],
                            value.substring(0, Math.min(VALUE_LENGTH_MAX, value.length()))));
        }
        measures.add(new Measure(PREFIX + name, kind, unit, pairs, source));
        return this;
    }

    public List<Measure> list() {
        return List.copyOf(measures);
    }
}
