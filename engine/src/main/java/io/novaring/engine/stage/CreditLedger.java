/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.RateLimitHandler.CreditPool;
import java.util.List;

/**
 * What is left in the pools of one connection. A pool is kept in thousand-millionths of a credit: a
 * refill of n credits a second is then n of these each nanosecond, and nothing is ever rounded.
 */
final class CreditLedger {
    private static final long UNITS_PER_CREDIT = 1_000_000_000L;
    private static final long CAP_MAX = Long.MAX_VALUE / UNITS_PER_CREDIT / 4;

    private final long[] capUnits;
    private final long[] refillPerNs;

    /** Time after which a pool is full, whatever was in it: longer times are not multiplied. */
    private final long[] fullAfterNs;

    private final long[] units;
    private boolean hasStarted;
    private boolean isFull = true;
    private long lastTimeNs;

    CreditLedger(final List<CreditPool> pools) {
        final int count = pools.size();
        if (count > MarketEvent.CREDIT_POOLS_MAX) {
            throw new IllegalArgumentException(
                    "more than " + MarketEvent.CREDIT_POOLS_MAX + " credit pools: " + count);
        }
        capUnits = new long[count];
        refillPerNs = new long[count];
        fullAfterNs = new long[count];
        units = new long[count];
        for (int i = 0; i < count; i++) {
            final CreditPool pool = pools.get(i);
            if (pool.cap() > CAP_MAX || pool.refillPerSecond() > CAP_MAX) {
                throw new IllegalArgumentException("credit pool beyond " + CAP_MAX + ": " + pool);
            }
            capUnits[i] = pool.cap() * UNITS_PER_CREDIT;
            refillPerNs[i] = pool.refillPerSecond();
            fullAfterNs[i] = capUnits[i] / refillPerNs[i] + 1;
            units[i] = capUnits[i];
        }
    }

    /** Adds what came back until this time. Time that runs backwards adds nothing. */
    void refill(final long nowNs) {
        if (!hasStarted) {
            hasStarted = true;
            lastTimeNs = nowNs;
        }
        final long elapsedNs = nowNs - lastTimeNs;
        if (elapsedNs <= 0) {
            return;
        }
        lastTimeNs = nowNs;
        if (isFull) {
            return;
        }
        isFull = true;
        for (int i = 0; i < units.length; i++) {
            final long added = Math.min(elapsedNs, fullAfterNs[i]) * refillPerNs[i];
            units[i] = Math.min(capUnits[i], units[i] + added);
            isFull &= units[i] == capUnits[i];
        }
    }

    /**
     * Takes the cost of a request out of a pool, which never goes below zero.
     *
     * @return false when there was less than that.
     */
    boolean debit(final int pool, final long cost) {
        final long costUnits = Math.min(cost, CAP_MAX) * UNITS_PER_CREDIT;
        final boolean isCovered = units[pool] >= costUnits;
        units[pool] = isCovered ? units[pool] - costUnits : 0;
        isFull &= cost == 0;
        return isCovered;
    }

    long units(final int pool) {
        return units[pool];
    }

    void writeTo(final long[] credits) {
        for (int i = 0; i < units.length; i++) {
            credits[i] = units[i] / UNITS_PER_CREDIT;
        }
    }
}
