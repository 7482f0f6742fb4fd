/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo;

/**
 * What became of one fault; times in nanoseconds.
 *
 * @param firedNs since the start of the run, negative when it could not be made to happen.
 * @param noticedAfterNs from then to the event on the ring, negative when it went unnoticed.
 * @param how the event that showed it.
 * @param recoveredAfterNs until every book was live again, negative when that did not happen.
 */
record FaultOutcome(
        FaultKind kind, long firedNs, long noticedAfterNs, String how, long recoveredAfterNs) {
    /** False for a fault that went unnoticed, or after which not all was well again. */
    boolean isHandled() {
        return firedNs < 0 || noticedAfterNs >= 0 && isRecovered();
    }

    boolean isRecovered() {
        return recoveredAfterNs >= 0;
    }
}
