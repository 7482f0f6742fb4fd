/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import java.util.List;

/**
 * An instrument's whole book at one moment, best level first. This is what a client's book has to
 * be once it has applied the change with {@code changeId}.
 */
public record BookSnapshot(
        String instrumentName,
        long changeId,
        long timestampMs,
        List<Level> bids,
        List<Level> asks) {
    public BookSnapshot {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /** Price and amount, both times 10^9. */
    public record Level(long price, long amount) {}
}
