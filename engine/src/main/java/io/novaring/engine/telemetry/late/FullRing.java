/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry.late;

import io.novaring.engine.notes.Notes;
import java.util.concurrent.TimeUnit;

/** Notes when there was no room in the ring, and who was furthest behind. One thread. */
final class FullRing {
    private static final long WAIT_MIN_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SPAN_MAX_NS = TimeUnit.SECONDS.toNanos(1);

    private final LateNote.Writer writer;
    private long lastLookNs;
    private long lastFullNs;
    private long waitedNs;
    private long fromNs;
    private String name = "";

    FullRing(final Notes notes) {
        writer = new LateNote.Writer(notes);
    }

    /**
     * @param fullNs how long the producer has waited for room in all.
     * @param furthestBehind name of the handler that is.
     */
    void look(
            final long fullNs, final String furthestBehind, final long sequence, final long nowNs) {
        final long grownNs = fullNs - lastFullNs;
        lastFullNs = fullNs;
        if (grownNs > 0 && waitedNs == 0) {
            fromNs = Math.max(lastLookNs, nowNs - grownNs);
            name = furthestBehind;
        }
        waitedNs += grownNs;
        if (waitedNs > 0 && (grownNs == 0 || nowNs - fromNs >= SPAN_MAX_NS)) {
            end(sequence, grownNs == 0 ? lastLookNs : nowNs);
        }
        lastLookNs = nowNs;
    }

    private void end(final long sequence, final long toNs) {
        if (waitedNs >= WAIT_MIN_NS) {
            writer.ringFull(sequence, fromNs, toNs, waitedNs, name);
        }
        waitedNs = 0;
    }
}
