/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.limit;

/** Credits that are refilled all the time up to a cap. Time is an argument; one thread. */
final class Pool {
    private static final long SECOND_NS = 1_000_000_000L;

    private final long costNs;
    private final long capNs;
    private long savedNs;
    private long refilledNs;
    private boolean used;

    /**
     * @param costNs what a request costs: how long the pool takes to win it back.
     * @param burst so many requests at once when it is full.
     */
    Pool(final long costNs, final long burst) {
        this.costNs = costNs;
        this.capNs = costNs * burst;
        this.savedNs = capNs;
    }

    static Pool perSecond(final long rate, final long burst) {
        return new Pool(SECOND_NS / rate, burst);
    }

    /** Takes what one request costs; false when there is not enough. */
    boolean take(final long nowNs) {
        if (!used) {
            used = true;
            refilledNs = nowNs;
        }
        savedNs = Math.min(capNs, savedNs + nowNs - refilledNs);
        refilledNs = nowNs;
        if (savedNs < costNs) {
            return false;
        }
        savedNs -= costNs;
        return true;
    }
}
