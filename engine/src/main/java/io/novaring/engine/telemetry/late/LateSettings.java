/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry.late;

import io.novaring.engine.quality.QualityObserver;

/**
 * What is noted of late events and of late books in a journal.
 *
 * @param floorNs an event is late when it takes as long as this from the socket read to the end of
 *     the stages.
 * @param perSecond how many of the late events of a second are noted: its slowest.
 * @param usesFlightRecorder whether safepoints and phases of collections are taken from the JVM's
 *     flight recorder too: exact to the microsecond, but that takes 0.8 s of processor time to
 *     begin, 0.4 % of a processor from then on, and leaves two threads of the JVM behind.
 * @param laggingAfterNs a book is LAGGING behind a message that is older than this, by the venue's
 *     time or since it was read from the socket.
 */
public record LateSettings(
        long floorNs, int perSecond, boolean usesFlightRecorder, long laggingAfterNs) {
    public static final LateSettings DEFAULT =
            new LateSettings(200_000, 16, false, QualityObserver.LAGGING_AFTER_NS);

    public LateSettings {
        if (floorNs < 1) {
            throw new IllegalArgumentException("floorNs not above 0: " + floorNs);
        }
        if (perSecond < 1 || perSecond > 1_000) {
            throw new IllegalArgumentException("perSecond not of 1 to 1,000: " + perSecond);
        }
        if (laggingAfterNs < 2) {
            throw new IllegalArgumentException("laggingAfterNs below 2: " + laggingAfterNs);
        }
    }

    public LateSettings withFloorNs(final long newFloorNs) {
        return new LateSettings(newFloorNs, perSecond, usesFlightRecorder, laggingAfterNs);
    }

    public LateSettings withPerSecond(final int count) {
        return new LateSettings(floorNs, count, usesFlightRecorder, laggingAfterNs);
    }

    public LateSettings withFlightRecorder(final boolean isUsed) {
        return new LateSettings(floorNs, perSecond, isUsed, laggingAfterNs);
    }

    public LateSettings withLaggingAfterNs(final long newLaggingAfterNs) {
        return new LateSettings(floorNs, perSecond, usesFlightRecorder, newLaggingAfterNs);
    }
}
