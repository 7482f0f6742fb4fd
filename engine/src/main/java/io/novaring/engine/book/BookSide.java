/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.book;

import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.snapshot.SnapshotException;
import io.novaring.engine.snapshot.StateReader;
import io.novaring.engine.snapshot.StateWriter;
import java.util.Arrays;

/**
 * One side of a book as two parallel arrays, sorted so that the best level is the last one: most
 * changes happen near the top, and there only the few levels behind them have to move. Bids are
 * sorted by price, asks by the negated price. Allocates only to grow.
 */
final class BookSide {
    /** Far more than any venue lists on one side; a message that goes beyond it is refused. */
    static final int LEVELS_MAX = 1 << 17;

    private static final int INITIAL_CAPACITY = 32;

    /**
     * So many levels from the top are searched one by one before the rest is searched by halves.
     */
    private static final int SCAN_LENGTH = 8;

    private final long sign;
    private final boolean isAbsolute;

    private long[] keys = new long[INITIAL_CAPACITY];
    private long[] amounts = new long[INITIAL_CAPACITY];
    private int size;

    // The sum over all levels, kept with every change of one.
    private long hash;

    // A snapshot is built here and then takes the place of the levels in one step.
    private long[] spareKeys = new long[INITIAL_CAPACITY];
    private long[] spareAmounts = new long[INITIAL_CAPACITY];
    private int spareSize;
    private long spareHash;

    // What the levels were before the message at hand, in case its end proves it bad.
    private long[] undoKeys = new long[INITIAL_CAPACITY];
    private long[] undoAmounts = new long[INITIAL_CAPACITY];
    private int undoSize;
    private long undoHash;

    BookSide(final boolean isBids) {
        this(isBids, false);
    }

    /**
     * @param isAbsolute true when a delete of a level that is not there is no sign of trouble.
     */
    BookSide(final boolean isBids, final boolean isAbsolute) {
        sign = isBids ? 1 : -1;
        this.isAbsolute = isAbsolute;
    }

    int size() {
        return size;
    }

    /** Price at this distance from the best, which is level 0. */
    long price(final int level) {
        return keys[size - 1 - level] * sign;
    }

    long amount(final int level) {
        return amounts[size - 1 - level];
    }

    /** Over all levels, whatever way they came: equal for equal sides. */
    long hash() {
        return hash;
    }

    /** True when the levels are in order and the hash is theirs; walks them all. */
    boolean isSound() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            if (i > 0 && keys[i - 1] >= keys[i] || amounts[i] <= 0) {
                return false;
            }
            sum += mix(keys[i], amounts[i]);
        }
        return sum == hash;
    }

    /** What a level adds to the hash: both halves of the long product, so that no bit is linear. */
    static long mix(final long first, final long second) {
        final long a = first ^ 0xA0761D6478BD642FL;
        final long b = second ^ 0xE7037ED1A0B428DBL;
        return Math.multiplyHigh(a, b) ^ a * b;
    }

    /** Applies a change level by level. After a negative code {@link #rollBack} must follow. */
    int change(final LevelColumns levels) {
        final int count = levels.size();
        undoSize = 0;
        undoHash = hash;
        if (undoKeys.length < count) {
            undoKeys = new long[capacityFor(count)];
            undoAmounts = new long[undoKeys.length];
        }
        for (int i = 0; i < count; i++) {
            final int result = change(levels.action(i), levels.price(i), levels.amount(i));
            if (result < 0) {
                return result;
            }
        }
        return OrderBook.APPLIED;
    }

    /** Takes back what the last {@link #change(LevelColumns)} did. */
    void rollBack() {
        while (undoSize > 0) {
            undoSize--;
            final int at = find(undoKeys[undoSize]);
            if (undoAmounts[undoSize] == 0) {
                removeAt(at);
            } else if (at >= 0) {
                amounts[at] = undoAmounts[undoSize];
            } else {
                insertAt(~at, undoKeys[undoSize], undoAmounts[undoSize]);
            }
        }
        hash = undoHash;
    }

    /** Builds the side a snapshot tells of, beside the present one. */
    int load(final LevelColumns levels) {
        final int count = levels.size();
        if (count > LEVELS_MAX) {
            return OrderBook.TOO_MANY_LEVELS;
        }
        if (spareKeys.length < count) {
            spareKeys = new long[capacityFor(count)];
            spareAmounts = new long[spareKeys.length];
        }
        spareSize = count;
        boolean isSorted = true;
        long sum = 0;
        for (int i = 0; i < count; i++) {
            final int result = check(levels.action(i), levels.price(i), levels.amount(i));
            if (result < 0 || levels.action(i) == LevelColumns.DELETE) {
                return result < 0 ? result : OrderBook.BAD_ACTION;
            }
            // Venues list the best level first, this array has it last.
            final int at = count - 1 - i;
            spareKeys[at] = levels.price(i) * sign;
            spareAmounts[at] = levels.amount(i);
            sum += mix(spareKeys[at], spareAmounts[at]);
            isSorted &= i == 0 || spareKeys[at] < spareKeys[at + 1];
        }
        spareHash = sum;
        return isSorted ? OrderBook.APPLIED : sortSpare();
    }

    /** Puts the side that was loaded last in the place of the present one. */
    void commit() {
        final long[] oldKeys = keys;
        final long[] oldAmounts = amounts;
        keys = spareKeys;
        amounts = spareAmounts;
        size = spareSize;
        hash = spareHash;
        spareKeys = oldKeys;
        spareAmounts = oldAmounts;
    }

    /**
     * Copies the best levels, best first. Another thread may call it while the levels change: it
     * then copies rubbish, throws nothing, and the caller must find out.
     *
     * @return how many.
     */
    int copyBest(final long[] prices, final long[] targetAmounts) {
        final long[] sourceKeys = keys;
        final long[] sourceAmounts = amounts;
        // The three fields need not belong together while the owner grows or swaps the arrays.
        final int top = Math.min(size, Math.min(sourceKeys.length, sourceAmounts.length));
        final int count = Math.min(top, prices.length);
        for (int level = 0; level < count; level++) {
            prices[level] = sourceKeys[top - 1 - level] * sign;
            targetAmounts[level] = sourceAmounts[top - 1 - level];
        }
        return count;
    }

    /** Levels from the worst to the best. */
    void write(final StateWriter target) {
        target.integer(size);
        target.numbers(keys, size);
        target.numbers(amounts, size);
    }

    /** Takes the levels that {@link #write} wrote. */
    void read(final StateReader source) {
        final int count = source.count("levels", LEVELS_MAX, 2 * Long.BYTES);
        if (keys.length < count) {
            keys = new long[capacityFor(count)];
            amounts = new long[keys.length];
        }
        source.numbers(keys, count);
        source.numbers(amounts, count);
        long sum = 0;
        for (int i = 0; i < count; i++) {
            if (keys[i] * sign == MarketEvent.ABSENT
                    || i > 0 && keys[i - 1] >= keys[i]
                    || amounts[i] <= 0) {
                throw new SnapshotException("the snapshot has a level that no book can have");
            }
            sum += mix(keys[i], amounts[i]);
        }
        size = count;
        hash = sum;
    }

    private static int check(final byte action, final long price, final long amount) {
        if (action < LevelColumns.NEW || action > LevelColumns.DELETE) {
            return OrderBook.BAD_ACTION;
        }
        if (price == MarketEvent.ABSENT) {
            return OrderBook.BAD_PRICE;
        }
        // A venue writes 0 beside a delete, or nothing.
        return action != LevelColumns.DELETE && amount <= 0
                ? OrderBook.BAD_AMOUNT
                : OrderBook.APPLIED;
    }

    private int change(final byte action, final long price, final long amount) {
        final int result = check(action, price, amount);
        if (result < 0) {
            return result;
        }
        final long key = price * sign;
        final int at = find(key);
        if (action == LevelColumns.DELETE) {
            if (at < 0) {
                return isAbsolute ? OrderBook.APPLIED : OrderBook.ABSENT_LEVEL;
            }
            remember(key, amounts[at]);
            hash -= mix(key, amounts[at]);
            removeAt(at);
        } else if (at >= 0) {
            remember(key, amounts[at]);
            hash += mix(key, amount) - mix(key, amounts[at]);
            amounts[at] = amount;
        } else if (size == LEVELS_MAX) {
            return OrderBook.TOO_MANY_LEVELS;
        } else {
            // Amounts are totals: a change of an absent level says the same as a new one.
            remember(key, 0);
            hash += mix(key, amount);
            insertAt(~at, key, amount);
        }
        return OrderBook.APPLIED;
    }

    private void remember(final long key, final long amount) {
        undoKeys[undoSize] = key;
        undoAmounts[undoSize] = amount;
        undoSize++;
    }

    /** Index of the level, or the complement of where it belongs. */
    private int find(final long key) {
        final long[] source = keys;
        final int stop = Math.max(0, size - SCAN_LENGTH);
        int at = size - 1;
        while (at >= stop && source[at] > key) {
            at--;
        }
        if (at >= stop || stop == 0) {
            return at >= 0 && source[at] == key ? at : ~(at + 1);
        }
        return Arrays.binarySearch(source, 0, stop, key);
    }

    private void insertAt(final int at, final long key, final long amount) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size << 1);
            amounts = Arrays.copyOf(amounts, size << 1);
        }
        for (int i = size; i > at && size - at <= SCAN_LENGTH; i--) {
            keys[i] = keys[i - 1];
            amounts[i] = amounts[i - 1];
        }
        if (size - at > SCAN_LENGTH) {
            System.arraycopy(keys, at, keys, at + 1, size - at);
            System.arraycopy(amounts, at, amounts, at + 1, size - at);
        }
        keys[at] = key;
        amounts[at] = amount;
        size++;
    }

    private void removeAt(final int at) {
        size--;
        if (size - at > SCAN_LENGTH) {
            System.arraycopy(keys, at + 1, keys, at, size - at);
            System.arraycopy(amounts, at + 1, amounts, at, size - at);
            return;
        }
        for (int i = at; i < size; i++) {
            keys[i] = keys[i + 1];
            amounts[i] = amounts[i + 1];
        }
    }

    /** Heap sort: in place, and a hostile order costs no more than any other. */
    private int sortSpare() {
        for (int root = spareSize / 2 - 1; root >= 0; root--) {
            siftDown(root, spareSize);
        }
        for (int end = spareSize - 1; end > 0; end--) {
            swapSpare(0, end);
            siftDown(0, end);
        }
        for (int i = 1; i < spareSize; i++) {
            if (spareKeys[i] == spareKeys[i - 1]) {
                return OrderBook.DUPLICATE_LEVEL;
            }
        }
        return OrderBook.APPLIED;
    }

    private void siftDown(final int start, final int end) {
        int root = start;
        for (int child = 2 * root + 1; child < end; child = 2 * root + 1) {
            if (child + 1 < end && spareKeys[child + 1] > spareKeys[child]) {
                child++;
            }
            if (spareKeys[root] >= spareKeys[child]) {
                return;
            }
            swapSpare(root, child);
            root = child;
        }
    }

    private void swapSpare(final int a, final int b) {
        final long key = spareKeys[a];
        final long amount = spareAmounts[a];
        spareKeys[a] = spareKeys[b];
        spareAmounts[a] = spareAmounts[b];
        spareKeys[b] = key;
        spareAmounts[b] = amount;
    }

    private static int capacityFor(final int count) {
        return Integer.highestOneBit(count) << 1;
    }
}
