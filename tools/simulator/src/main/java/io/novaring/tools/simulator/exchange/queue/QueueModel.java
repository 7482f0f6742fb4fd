/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.queue;

/**
 * Estimates where an order stands in a level of which a recording shows the total only. Without
 * state: a pure function of its arguments, the same on every machine. Amounts are scaled by 10^9.
 */
public interface QueueModel {
    /** By which {@link QueueModels#of} finds it. */
    String name();

    /**
     * An amount has left the level, and it was not traded: it was cancelled.
     *
     * @param front what stands before the order.
     * @param back what stands behind it; other orders of our own are in neither.
     * @param gone what has left: 1 to {@code front + back}.
     * @param unit the smallest amount of the instrument.
     * @return how much of it was in front of the order; the caller holds it to what is possible.
     */
    long cancelledInFront(long front, long back, long gone, long unit);

    /**
     * Whether a trade at the order's price fills it whatever stands in front of it; else only what
     * is left of the trade after that.
     */
    default boolean isFilledByTouch() {
        return false;
    }
}
