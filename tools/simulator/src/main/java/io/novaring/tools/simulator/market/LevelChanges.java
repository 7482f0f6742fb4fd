/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import java.util.Arrays;

/** The levels of one side that one message touches, each price once, best first. */
public final class LevelChanges {
    public static final byte NEW = 0;
    static final byte CHANGE = 1;
    static final byte DELETE = 2;

    private static final int CAPACITY = 2 * BookSide.CAPACITY;

    private int count;
    private byte[] actions = new byte[CAPACITY];
    private long[] prices = new long[CAPACITY];
    private long[] amounts = new long[CAPACITY];

    void clear() {
        count = 0;
    }

    public int count() {
        return count;
    }

    public byte action(final int index) {
        return actions[index];
    }

    public long price(final int index) {
        return prices[index];
    }

    /** 0 for a deleted level. */
    public long amount(final int index) {
        return amounts[index];
    }

    boolean touches(final long price) {
        for (int i = 0; i < count; i++) {
            if (prices[i] == price) {
                return true;
            }
        }
        return false;
    }

    /** Adds a level in the order of {@code side}; the price must not be touched yet. */
    void add(final BookSide side, final byte action, final long price, final long amount) {
        int at = count;
        while (at > 0 && side.isBetter(price, prices[at - 1])) {
            actions[at] = actions[at - 1];
            prices[at] = prices[at - 1];
            amounts[at] = amounts[at - 1];
            at--;
        }
        actions[at] = action;
        prices[at] = price;
        amounts[at] = amount;
        count++;
    }

    /** Becomes what turns {@code before} into {@code after}. */
    public void difference(final BookSide before, final BookSide after) {
        clear();
        ensure(before.count() + after.count());
        int old = 0;
        int now = 0;
        while (old < before.count() || now < after.count()) {
            if (now == after.count()
                    || old < before.count()
                            && after.isBetter(before.price(old), after.price(now))) {
                append(DELETE, before.price(old), 0);
                old++;
            } else if (old == before.count() || before.price(old) != after.price(now)) {
                append(NEW, after.price(now), after.amount(now));
                now++;
            } else {
                if (before.amount(old) != after.amount(now)) {
                    append(CHANGE, after.price(now), after.amount(now));
                }
                old++;
                now++;
            }
        }
    }

    private void ensure(final int capacity) {
        if (capacity > prices.length) {
            actions = Arrays.copyOf(actions, 2 * capacity);
            prices = Arrays.copyOf(prices, 2 * capacity);
            amounts = Arrays.copyOf(amounts, 2 * capacity);
        }
    }

    private void append(final byte action, final long price, final long amount) {
        actions[count] = action;
        prices[count] = price;
        amounts[count] = amount;
        count++;
    }
}
