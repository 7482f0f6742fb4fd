/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.queue;

import java.util.Arrays;

/** Amounts that wait for what explains them, oldest first, each for as long as a window. */
public final class Waiting {
    private static final int INITIAL_CAPACITY = 4;

    private long total;
    private int count;
    private long[] amounts = new long[INITIAL_CAPACITY];
    private long[] sinceNs = new long[INITIAL_CAPACITY];

    public long total() {
        return total;
    }

    public void add(final long amount, final long nowNs) {
        if (count == amounts.length) {
            amounts = Arrays.copyOf(amounts, 2 * count);
            sinceNs = Arrays.copyOf(sinceNs, 2 * count);
        }
        amounts[count] = amount;
        sinceNs[count] = nowNs;
        count++;
        total += amount;
    }

    /** Something explains that much: returns how much of it was waited for. */
    public long claim(final long most) {
        final long claimed = Math.min(most, total);
        long left = claimed;
        while (left > 0) {
            final long part = Math.min(left, amounts[0]);
            amounts[0] -= part;
            left -= part;
            if (amounts[0] == 0) {
                removeOldest();
            }
        }
        total -= claimed;
        return claimed;
    }

    /** Since when the oldest waits; {@link Long#MAX_VALUE} when nothing does. */
    public long oldestNs() {
        return count == 0 ? Long.MAX_VALUE : sinceNs[0];
    }

    /** Nothing will explain the oldest any more. */
    public long takeOldest() {
        final long amount = amounts[0];
        removeOldest();
        total -= amount;
        return amount;
    }

    private void removeOldest() {
        count--;
        System.arraycopy(amounts, 1, amounts, 0, count);
        System.arraycopy(sinceNs, 1, sinceNs, 0, count);
    }

    public void clear() {
        count = 0;
        total = 0;
    }
}
