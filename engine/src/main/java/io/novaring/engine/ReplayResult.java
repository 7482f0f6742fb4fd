/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.engine.recording.Divergence;

/**
 * What a replay found.
 *
 * @param eventCount events replayed.
 * @param stateHash the hash over everything the stages decided; equal to the live run's.
 * @param requestsCompared messages of the recording that the stages asked for again, alike.
 * @param divergence the first difference between what was sent and what the stages asked for now,
 *     with both sides; null when there is none.
 * @param missing something the stages asked for that the recording does not have. Null when it ends
 *     in order; a recording that was cut off may lack its last messages.
 * @param marksCompared marks of the recording that were held against the stages, alike.
 * @param marksMissing windows of events whose mark was lost; 0 for a recording without marks.
 * @param firstDivergence the first event at which anything differs: a decision, a book, or the
 *     message that {@code divergence} tells of. Null when nothing does.
 */
public record ReplayResult(
        long eventCount,
        long stateHash,
        long requestsCompared,
        String divergence,
        String missing,
        long marksCompared,
        long marksMissing,
        Divergence firstDivergence) {
    /** The hash as every tool prints it. */
    @Override
    public String toString() {
        return "ReplayResult[eventCount="
                + eventCount
                + ", stateHash="
                + String.format("0x%016x", stateHash)
                + ", requestsCompared="
                + requestsCompared
                + ", divergence="
                + divergence
                + ", missing="
                + missing
                + ", marksCompared="
                + marksCompared
                + ", marksMissing="
                + marksMissing
                + ", firstDivergence="
                + (firstDivergence == null ? null : firstDivergence.text())
                + ']';
    }
}
