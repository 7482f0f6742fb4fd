/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the recorded account showed in the book of one instrument, change by change in the order of
 * the venue's time, and which trades it took. Immutable; any thread.
 */
final class AccountPart {
    /** {@link #level}: the account never showed anything there. */
    static final int NONE = -1;

    private final long[] timesNs;
    private final int[] levels;
    private final long[] amounts;
    private final long[] bids;
    private final long[] asks;
    private final Set<Long> taken;

    /**
     * The account shows more at a price, or with a negative amount less.
     *
     * @param timeNs the venue's.
     */
    record Change(long timeNs, boolean isBuy, long price, long amount) {}

    /**
     * @param changes in the order in which they were learnt.
     * @param taken numbers of the trades that the account took.
     */
    AccountPart(final List<Change> changes, final Set<Long> taken) {
        final List<Change> sorted = new ArrayList<>(changes);
        sorted.sort(Comparator.comparingLong(Change::timeNs));
        bids = prices(sorted, true);
        asks = prices(sorted, false);
        timesNs = new long[sorted.size()];
        levels = new int[timesNs.length];
        amounts = new long[timesNs.length];
        for (int i = 0; i < timesNs.length; i++) {
            final Change change = sorted.get(i);
            timesNs[i] = change.timeNs();
            levels[i] = level(change.isBuy(), change.price());
            amounts[i] = change.amount();
        }
        this.taken = new HashSet<>(taken);
    }

    private static long[] prices(final List<Change> changes, final boolean isBuy) {
        return changes.stream()
                .filter(change -> change.isBuy() == isBuy)
                .mapToLong(Change::price)
                .distinct()
                .sorted()
                .toArray();
    }

    /** Changes there are. */
    int size() {
        return timesNs.length;
    }

    long timeNs(final int change) {
        return timesNs[change];
    }

    /** The number of the level that changes. */
    int levelOf(final int change) {
        return levels[change];
    }

    long amount(final int change) {
        return amounts[change];
    }

    /** Levels at which the account ever showed something, on both sides. */
    int levelCount() {
        return bids.length + asks.length;
    }

    /** The number of a level, or {@link #NONE}. */
    int level(final boolean isBuy, final long price) {
        final int at = Arrays.binarySearch(isBuy ? bids : asks, price);
        return at < 0 ? NONE : isBuy ? at : bids.length + at;
    }

    boolean isBid(final int level) {
        return level < bids.length;
    }

    long price(final int level) {
        return isBid(level) ? bids[level] : asks[level - bids.length];
    }

    boolean hasTaken() {
        return !taken.isEmpty();
    }

    /** True when the account was the taker of the trade with this number. */
    boolean isTaken(final long tradeSeq) {
        return taken.contains(tradeSeq);
    }

    /** The changes again, each so much later. */
    List<Change> changes(final long offsetNs) {
        final List<Change> changes = new ArrayList<>();
        for (int i = 0; i < timesNs.length; i++) {
            final int level = levels[i];
            changes.add(new Change(timesNs[i] + offsetNs, isBid(level), price(level), amounts[i]));
        }
        return changes;
    }

    Set<Long> taken() {
        return taken;
    }
}
