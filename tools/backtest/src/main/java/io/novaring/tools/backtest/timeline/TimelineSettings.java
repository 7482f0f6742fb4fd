/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.tools.backtest.latency.LatencyModel;
import java.util.Objects;

/**
 * How time passes in a backtest.
 *
 * @param orderLatency of the connection that trades, both ways; this run's own.
 * @param feedLatencyNs by which every recorded message is later than it was.
 * @param venueAheadNs by which the venue's clock was ahead of the recorder's.
 * @param untilNs epoch nanoseconds; no event is published at it or behind it.
 * @param connection how the connection that trades behaves.
 * @param seed of the jitter between its attempts.
 * @param isSessionRecorded whether the connection that trades is lost when the recorded one was,
 *     and comes back when that did.
 */
public record TimelineSettings(
        LatencyModel orderLatency,
        long feedLatencyNs,
        long venueAheadNs,
        long untilNs,
        ConnectionSettings connection,
        long seed,
        boolean isSessionRecorded) {
    /** To the recording's end. */
    public static final long TO_THE_END = Long.MAX_VALUE;

    /** With a session of its own, whatever became of the recorded one. */
    public TimelineSettings(
            final LatencyModel orderLatency,
            final long feedLatencyNs,
            final long venueAheadNs,
            final long untilNs,
            final ConnectionSettings connection,
            final long seed) {
        this(orderLatency, feedLatencyNs, venueAheadNs, untilNs, connection, seed, false);
    }

    public TimelineSettings {
        Objects.requireNonNull(orderLatency, "orderLatency");
        Objects.requireNonNull(connection, "connection");
        if (feedLatencyNs < 0) {
            throw new IllegalArgumentException("feedLatencyNs below 0: " + feedLatencyNs);
        }
    }
}
