/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.queue;

import java.util.Arrays;

/**
 * What our orders took from levels of one side of a recorded book, which shows it still: nobody has
 * the same amount twice. What was taken stood first in its level; as the level shrinks, the queue
 * model says how much of it has left. It is forgotten with its level. Amounts are scaled.
 */
public final class TakenLevels {
    private static final int INITIAL_CAPACITY = 4;

    private final QueueModel model;
    private final long unit;
    private int count;
    private long[] prices = new long[INITIAL_CAPACITY];
    private long[] displayed = new long[INITIAL_CAPACITY];
    private long[] taken = new long[INITIAL_CAPACITY];
    private boolean[] seen = new boolean[INITIAL_CAPACITY];

    public TakenLevels(final QueueModel model, final long unit) {
        this.model = model;
        this.unit = unit;
    }

    /**
     * @param shown what there was to be had before.
     */
    public void take(final long price, final long shown, final long amount) {
        int index = find(price);
        if (index < 0) {
            index = count++;
            if (index == prices.length) {
                prices = Arrays.copyOf(prices, 2 * index);
                displayed = Arrays.copyOf(displayed, 2 * index);
                taken = Arrays.copyOf(taken, 2 * index);
                seen = Arrays.copyOf(seen, 2 * index);
            }
            prices[index] = price;
            displayed[index] = shown;
            taken[index] = 0;
        }
        taken[index] += amount;
    }

    /** The recording shows {@code amount} at a price: returns what there is to be had of it. */
    public long left(final long price, final long amount) {
        final int index = count == 0 ? -1 : find(price);
        if (index < 0) {
            return amount;
        }
        final long gone = displayed[index] - amount;
        if (gone > 0) {
            final long behind = displayed[index] - taken[index];
            final long front = taken[index];
            final long wished = model.cancelledInFront(front, behind, gone, unit);
            taken[index] -=
                    Math.max(Math.max(0, gone - behind), Math.min(wished, Math.min(front, gone)));
        }
        displayed[index] = amount;
        seen[index] = true;
        final long left = amount - taken[index];
        if (taken[index] == 0) {
            remove(index);
        }
        return left;
    }

    /** What the recording shows at a price where {@code own} is left to be had. */
    public long displayed(final long price, final long own) {
        final int index = find(price);
        return index < 0 ? own : own + taken[index];
    }

    /** Every level that is shown is told of now. */
    public void beginSnapshot() {
        Arrays.fill(seen, 0, count, false);
    }

    public void endSnapshot() {
        for (int i = count - 1; i >= 0; i--) {
            if (!seen[i]) {
                remove(i);
            }
        }
    }

    public void clear() {
        count = 0;
    }

    private int find(final long price) {
        for (int i = 0; i < count; i++) {
            if (prices[i] == price) {
                return i;
            }
        }
        return -1;
    }

    private void remove(final int index) {
        count--;
        prices[index] = prices[count];
        displayed[index] = displayed[count];
        taken[index] = taken[count];
        seen[index] = seen[count];
    }
}
