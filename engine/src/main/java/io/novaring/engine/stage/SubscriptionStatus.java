/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

/**
 * How one subscription stands.
 *
 * @param attempts how often it was refused or missing since it last was granted.
 * @param errorCode the venue's code of the last refusal, 0 when there was none.
 */
public record SubscriptionStatus(
        int connectionId, String channel, State state, int attempts, int errorCode) {
    /** Where a channel stands with the venue. */
    public enum State {
        /** Neither wanted nor granted. */
        IDLE,
        /** Wanted, and not granted yet. */
        PENDING,
        /** Granted by the venue's own word. */
        ACTIVE,
        /** Refused, or missing from the answer; will be asked for again. */
        REJECTED,
        /** Refused too often: nothing more is tried before the next session. */
        FAILED,
        /** Being given back, for good or in order to get a new snapshot. */
        UNSUBSCRIBING
    }
}
