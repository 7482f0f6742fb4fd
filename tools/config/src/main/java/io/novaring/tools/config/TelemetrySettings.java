/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.engine.telemetry.TelemetryLevel;
import java.nio.file.Path;
import java.util.List;

/**
 * What is told of a run, and where.
 *
 * @param level for every connection that has none of its own; null leaves it to the profiles.
 * @param filter names of the kinds of events that are told; empty tells all that the level allows.
 * @param prometheus host and port to serve metrics at; empty serves none.
 * @param countersFile null for none.
 * @param histogramLog latencies in HdrHistogram's log format; null for none.
 */
public record TelemetrySettings(
        TelemetryLevel level,
        List<String> filter,
        String prometheus,
        Path countersFile,
        Path histogramLog) {
    public static final TelemetrySettings DEFAULT =
            new TelemetrySettings(null, List.of(), "", null, null);

    public TelemetrySettings {
        filter = List.copyOf(filter);
    }
}
