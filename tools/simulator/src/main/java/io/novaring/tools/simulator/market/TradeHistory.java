/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import java.util.Arrays;

/**
 * The last trades of one instrument, oldest first. Grows to its capacity, then forgets the oldest
 * and allocates nothing. Simulator thread only.
 */
public final class TradeHistory {
    public static final int CAPACITY = 1024;

    private static final int COLUMNS = 8;
    private static final int COUNT_FIRST = 8;

    private int next;
    private int count;
    private long[] rows = new long[0];

    /** A column of a trade. */
    public enum Column {
        ID,
        SEQUENCE,
        TIMESTAMP_MS,
        PRICE,
        AMOUNT,
        MARK_PRICE,
        INDEX_PRICE,
        /** Twice the tick direction, and 1 when the taker bought. */
        DIRECTIONS;

        private final int offset = ordinal();
    }

    TradeHistory() {}

    public int count() {
        return count;
    }

    /** 0 is the oldest. */
    public long get(final int trade, final Column column) {
        final int capacity = rows.length / COLUMNS;
        final int row = (next - count + trade + capacity) % capacity;
        return rows[row * COLUMNS + column.offset];
    }

    public boolean isBuy(final int trade) {
        return (get(trade, Column.DIRECTIONS) & 1) == 1;
    }

    public int tickDirection(final int trade) {
        return (int) (get(trade, Column.DIRECTIONS) >> 1);
    }

    void add(
            final long id,
            final long sequence,
            final long timestampMs,
            final long price,
            final long amount,
            final long markPrice,
            final long indexPrice,
            final long directions) {
        if (count * COLUMNS == rows.length && count < CAPACITY) {
            rows = Arrays.copyOf(rows, Math.max(COUNT_FIRST, 2 * count) * COLUMNS);
            next = count;
        }
        final int at = next * COLUMNS;
        rows[at] = id;
        rows[at + 1] = sequence;
        rows[at + 2] = timestampMs;
        rows[at + 3] = price;
        rows[at + 4] = amount;
        rows[at + 5] = markPrice;
        rows[at + 6] = indexPrice;
        rows[at + 7] = directions;
        next = (next + 1) % (rows.length / COLUMNS);
        count = Math.min(count + 1, CAPACITY);
    }
}
