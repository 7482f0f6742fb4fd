/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.login;

import io.novaring.codec.MarketEvent;

/**
 * How far the venue's clock is ahead of ours, by the times it puts on its answers: a signature
 * counts for a short time by its clock. A state machine without a clock; I/O thread.
 */
final class VenueClock {
    /** More than this is not corrected: it is a clock to be set, or a time to be doubted. */
    static final long CORRECTED_MAX_NS = 5_000_000_000L;

    private static final long NS_PER_US = 1_000;
    private static final long NS_PER_MS = 1_000_000;

    private long aheadNs;

    /**
     * Learns from an answer: half of the round trip is taken for each way.
     *
     * @param sentNs when its request was sent, epoch nanoseconds.
     * @param receivedNs when it came, epoch nanoseconds.
     * @return false when the answer has no times.
     */
    boolean learn(final MarketEvent answer, final long sentNs, final long receivedNs) {
        if (!isTime(answer.usIn) || !isTime(answer.usOut)) {
            return false;
        }
        final long thereNs = answer.usIn * NS_PER_US - sentNs;
        final long backNs = answer.usOut * NS_PER_US - receivedNs;
        aheadNs = thereNs / 2 + backNs / 2;
        return true;
    }

    private static boolean isTime(final long us) {
        return us > 0 && us <= Long.MAX_VALUE / NS_PER_US;
    }

    /** How far it is ahead, in nanoseconds; below 0 when ours is. */
    long aheadNs() {
        return aheadNs;
    }

    boolean isBeyondCorrection() {
        return Math.abs(aheadNs) > CORRECTED_MAX_NS;
    }

    /** What is added to our time, in nanoseconds. */
    long correctionNs() {
        return isBeyondCorrection() ? 0 : aheadNs;
    }

    /** The venue's time of now, epoch milliseconds. */
    long timeMs(final long nowNs) {
        return (nowNs + correctionNs()) / NS_PER_MS;
    }
}
