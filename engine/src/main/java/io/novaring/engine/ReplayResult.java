/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

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
 */
public record ReplayResult(
        long eventCount, long stateHash, long requestsCompared, String divergence, String missing) {
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
                + ']';
    }
}
