/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.snapshot.SnapshotException;
import io.novaring.engine.snapshot.StateReader;
import io.novaring.engine.snapshot.StateWriter;
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

    /** Whole credits, as long as {@link #isCounted}: a division for each event is saved. */
    private final long[] credits;

    private boolean isCounted;
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
        credits = new long[count];
        for (int i = 0; i < count; i++) {
            final CreditPool pool = pools.get(i);
            if (!isLimit(pool.cap(), pool.refillPerSecond())) {
                throw new IllegalArgumentException("credit pool beyond " + CAP_MAX + ": " + pool);
            }
            setLimit(i, pool.cap(), pool.refillPerSecond());
            units[i] = capUnits[i];
        }
    }

    /** True when a pool can have these figures. */
    static boolean isLimit(final long cap, final long refillPerSecond) {
        return cap > 0 && cap <= CAP_MAX && refillPerSecond > 0 && refillPerSecond <= CAP_MAX;
    }

    /** Gives a pool other limits from now on; what is in it stays, but for what is over the cap. */
    void limit(final int pool, final long cap, final long refillPerSecond) {
        final boolean wasHigher = capUnits[pool] > cap * UNITS_PER_CREDIT;
        setLimit(pool, cap, refillPerSecond);
        isCounted = false;
        units[pool] = wasHigher ? Math.min(units[pool], capUnits[pool]) : units[pool];
        isFull = false;
    }

    private void setLimit(final int pool, final long cap, final long refillPerSecond) {
        capUnits[pool] = cap * UNITS_PER_CREDIT;
        refillPerNs[pool] = refillPerSecond;
        fullAfterNs[pool] = capUnits[pool] / refillPerSecond + 1;
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
        isCounted = false;
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
        isCounted = false;
        return isCovered;
    }

    long units(final int pool) {
        return units[pool];
    }

    void write(final StateWriter target) {
        target.flag(hasStarted);
        target.flag(isFull);
        target.number(lastTimeNs);
        target.integer(units.length);
        for (int i = 0; i < units.length; i++) {
            target.number(capUnits[i] / UNITS_PER_CREDIT);
            target.number(refillPerNs[i]);
            target.number(units[i]);
        }
    }

    /** Takes what {@link #write} wrote of the same pools. */
    void read(final StateReader source) {
        isCounted = false;
        hasStarted = source.flag();
        isFull = source.flag();
        lastTimeNs = source.number();
        source.integer("number of credit pools", units.length, units.length);
        for (int i = 0; i < units.length; i++) {
            final long cap = source.number();
            final long refillPerSecond = source.number();
            if (!isLimit(cap, refillPerSecond)) {
                throw new SnapshotException("the snapshot has a credit pool of " + cap);
            }
            setLimit(i, cap, refillPerSecond);
            units[i] = Math.max(0, Math.min(capUnits[i], source.number()));
        }
    }

    void writeCapsTo(final long[] caps) {
        for (int i = 0; i < units.length; i++) {
            caps[i] = capUnits[i] / UNITS_PER_CREDIT;
        }
    }

    void writeTo(final long[] target) {
        if (!isCounted) {
            isCounted = true;
            for (int i = 0; i < units.length; i++) {
                credits[i] = units[i] / UNITS_PER_CREDIT;
            }
        }
        for (int i = 0; i < credits.length; i++) {
            target[i] = credits[i];
        }
    }
}
