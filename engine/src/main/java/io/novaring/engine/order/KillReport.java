/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import java.util.List;

/**
 * What a kill did.
 *
 * @param lines one for each connection that trades.
 * @param elapsedNs how long the call took.
 */
public record KillReport(List<Line> lines, long elapsedNs) {
    /** {@link Line#cancelledCount}: the venue did not say. */
    public static final long NOT_TOLD = -1;

    public KillReport {
        lines = List.copyOf(lines);
    }

    /** True when the venue confirmed on every connection. */
    public boolean isConfirmed() {
        return lines.stream().allMatch(Line::isConfirmed);
    }

    /** Who asked the venue to cancel. */
    public enum Path {
        /** The I/O thread, on the session there was. */
        IO_THREAD,
        /** The calling thread, on a session of its own. */
        OWN_SESSION,
        /** Nobody could. */
        NONE
    }

    /**
     * One connection.
     *
     * @param path who sent the request that {@code isSent} and the others speak of.
     * @param isSent the request was handed to a socket.
     * @param isConfirmed the venue said that it did it.
     * @param cancelledCount orders the venue says it cancelled, or {@link #NOT_TOLD}.
     * @param afterNs time from the call to what is known last of it, in nanoseconds.
     * @param text what stood in the way, empty when nothing did.
     */
    public record Line(
            int connectionId,
            Path path,
            boolean isSent,
            boolean isConfirmed,
            long cancelledCount,
            long afterNs,
            String text) {}
}
