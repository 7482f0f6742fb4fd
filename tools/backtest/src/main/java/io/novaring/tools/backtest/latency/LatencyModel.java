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
}
