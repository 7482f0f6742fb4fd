/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.codec.recording.EventSource;
import io.novaring.engine.venue.VenueClient;
import java.util.List;
import java.util.function.Supplier;

/**
 * One recorded run, to be read several times at once.
 *
 * @param name for people.
 * @param clients makes those of the run, each time anew, in the order of their connections.
 * @param source opens it at its first event; closed by the reader if it can be.
 * @param offsetNs added to every time in it.
 * @param account whose orders and trades the venue of a backtest does not see.
 * @param feedNs how long messages of markets took on the way, by the two clocks; {@link #UNKNOWN}
 *     leaves them at the times they have, which venues cut to the millisecond.
 */
public record Recording(
        String name,
        Supplier<List<VenueClient>> clients,
        Supplier<EventSource> source,
        long offsetNs,
        RecordedAccount account,
        long feedNs) {
    /** {@link #feedNs}: nobody measured it. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** With everything that is recorded. */
    public Recording(
            final String name,
            final Supplier<List<VenueClient>> clients,
            final Supplier<EventSource> source,
            final long offsetNs) {
        this(name, clients, source, offsetNs, RecordedAccount.NONE, UNKNOWN);
    }

    /** Without what this account did. */
    public Recording without(final RecordedAccount value) {
        return new Recording(name, clients, source, offsetNs, value, feedNs);
    }

    /** With what was measured. */
    public Recording withFeedNs(final long value) {
        return new Recording(name, clients, source, offsetNs, account, value);
    }

    /** Closes a source that was opened, if it can be. */
    public static void close(final EventSource source) {
        if (source instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (final Exception e) {
                throw new IllegalStateException("a recording could not be closed", e);
            }
        }
    }
}
