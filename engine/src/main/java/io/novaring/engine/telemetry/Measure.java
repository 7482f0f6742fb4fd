/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * One figure of a running engine: its name, what it is of, and where to read it. What is exported
 * anywhere, be it a counters file or Prometheus, comes from one list of these.
 *
 * @param name starts with novaring_; without unit and without _total.
 * @param labels in their order; each key once.
 * @param source gives the present value; any thread, allocates nothing.
 */
public record Measure(String name, Kind kind, Unit unit, List<Label> labels, LongSupplier source) {
    /** How it moves. */
    public enum Kind {
        /** Only upwards, from 0 at the start of the engine. */
        COUNTER,
        /** Either way. */
        GAUGE
    }

    /** What its value counts. */
    public enum Unit {
        NONE,
        NANOSECONDS,
        BYTES
    }

    /** One dimension. Values are names of handlers, venues, states: a bounded set. */
    public record Label(String key, String value) {}

    public Measure {
        labels = List.copyOf(labels);
    }

    public long value() {
        return source.getAsLong();
    }
}
