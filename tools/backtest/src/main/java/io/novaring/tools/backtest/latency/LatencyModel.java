/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.latency;

/**
 * How long a message takes from the strategy's decision to the venue, and from the venue to the
 * strategy. Asked once a message, in their order; deterministic. One thread; each run has its own.
 */
public interface LatencyModel {
    /** Nanoseconds to the venue, 0 and more. */
    long wayThereNs();

    /** Nanoseconds back, 0 and more. */
    long wayBackNs();

    /**
     * As {@link #wayThereNs()}, where it matters when the message leaves.
     *
     * @param nowNs epoch nanoseconds on the recorder's clock.
     */
    default long wayThereNs(final long nowNs) {
        return wayThereNs();
    }

    /** As {@link #wayBackNs()}, of a message that leaves the venue at this time. */
    default long wayBackNs(final long nowNs) {
        return wayBackNs();
    }
}
