/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

/** How many orders went out within the last second, exactly. Allocates nothing. */
final class OrderRate {
    static final long WINDOW_NS = 1_000_000_000L;

    private static final int MASK = RiskLimits.ORDERS_PER_SECOND_MAX - 1;

    private final long[] timesNs = new long[RiskLimits.ORDERS_PER_SECOND_MAX];
    private long count;

    void add(final long nowNs) {
        timesNs[(int) count++ & MASK] = nowNs;
    }

    /** True when so many, from 1 to {@link RiskLimits#ORDERS_PER_SECOND_MAX}, went out already. */
    boolean isReached(final long countMax, final long nowNs) {
        return count >= countMax && nowNs - timesNs[(int) (count - countMax) & MASK] < WINDOW_NS;
    }
}
