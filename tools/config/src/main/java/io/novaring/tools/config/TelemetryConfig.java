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
 * @param metrics host and port to serve metrics for Prometheus at; empty serves none.
 * @param metricsToken file of mode 0600 with what a scraper has to send; null asks for nothing.
 * @param countersFile null for none.
 * @param latencyLog latencies in HdrHistogram's log format; null for none.
 */
public record TelemetryConfig(
        TelemetryLevel level,
        List<String> filter,
        String metrics,
        Path metricsToken,
        Path countersFile,
        Path latencyLog) {
    public static final TelemetryConfig DEFAULT =
            new TelemetryConfig(null, List.of(), "", null, null, null);

    public TelemetryConfig {
        filter = List.copyOf(filter);
    }
}
