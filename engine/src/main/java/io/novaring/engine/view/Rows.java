/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

import io.novaring.codec.MarketEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The rows of a view, written by one thread and copied by any as they were behind one event. A
 * version is odd while an event is handled, as in a sequence lock; and because a copy of all rows
 * may take longer than the time between two events, the writer also notes which rows it changed,
 * one behind the other. A reader copies what has changed since its last try, which soon is next to
 * nothing, until no event came in between. The writer is never held up. Everything is allocated at
 * the start.
 */
final class Rows {
    private static final int ATTEMPTS_MAX = 10_000;

    /** The writer's thread may have lost its core in the middle of an event, to this one even. */
    private static final int YIELD_MASK = 255;

    /** Changes that are remembered: a reader that is further behind copies every row. */
    private static final int CHANGES_MIN = 1024;

    private static final VarHandle VERSION;
    private static final VarHandle CHANGE_COUNT;

    static {
        try {
            final MethodHandles.Lookup lookup = MethodHandles.lookup();
            VERSION = lookup.findVarHandle(Rows.class, "version", long.class);
            CHANGE_COUNT = lookup.findVarHandle(Rows.class, "changeCount", long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final long[] cells;
    final String[] names;
    final int[] instrumentIds;
    private final int[] changes;
    private final int changeMask;

    // All below is written between begin() and end(), and read by others between the same.
    int size;
    int layout;
    long sequence = MarketEvent.ABSENT;
    long timeNs = MarketEvent.ABSENT;
    long refusedCount;
    private long changeCount;
    private long version;

    Rows(final int rowsMax) {
        cells = new long[Math.multiplyExact(rowsMax, Cells.STRIDE)];
        names = new String[rowsMax];
        instrumentIds = new int[rowsMax];
        changes = new int[Integer.highestOneBit(Math.max(CHANGES_MIN, 2 * rowsMax - 1)) << 1];
        changeMask = changes.length - 1;
    }

    int max() {
        return names.length;
    }

    // Writer's thread only. The fence keeps what is written behind the odd number, so that a reader
    // that sees one of the writes also sees that something is being written.
    void begin() {
        VERSION.setOpaque(this, version + 1);
        VarHandle.storeStoreFence();
    }

    // Writer's thread only; pairs with the acquire in read().
    void end() {
        VERSION.setRelease(this, version + 1);
    }

    // Writer's thread only, once the row is written: the release pairs with the acquire in copy(),
    // so that a reader that sees the count has a whole row, or sees it noted again.
    void changed(final int row) {
        changes[(int) changeCount & changeMask] = row;
        CHANGE_COUNT.setRelease(this, changeCount + 1);
    }

    /** Rows that were changed so far, each time counted. Writer's thread only. */
    long changeCount() {
        return changeCount;
    }

    /**
     * Any thread; allocates nothing. False when the writer was faster in each of many tries, or was
     * held up in the middle of an event for as long.
     */
    boolean read(final MarketCut into) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            final long before = (long) VERSION.getAcquire(this);
            if ((before & 1) == 0 && copy(into)) {
                // No read above may happen after the next one.
                VarHandle.acquireFence();
                if ((long) VERSION.getOpaque(this) == before) {
                    return true;
                }
            }
            if ((attempt & YIELD_MASK) == YIELD_MASK) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
        into.forget();
        return false;
    }

    /**
     * Copies what has changed since the last try. Rows may be torn, but only such as are noted
     * behind the count that is kept with the copy: the next try copies them again.
     */
    private boolean copy(final MarketCut into) {
        final long count = (long) CHANGE_COUNT.getAcquire(this);
        final long from = into.changeCount;
        // One less than there are: the next note may be being written.
        if (from < 0 || count - from >= changes.length - 1) {
            final int rows = size;
            for (int row = 0; row < rows; row++) {
                into.copyRow(this, row);
            }
        } else {
            for (long at = from; at < count; at++) {
                into.copyRow(this, changes[(int) at & changeMask]);
            }
            // Notes read above may have been overwritten by then.
            VarHandle.acquireFence();
            if ((long) CHANGE_COUNT.getOpaque(this) - from >= changes.length - 1) {
                into.changeCount = MarketCut.NOTHING;
                return false;
            }
        }
        into.changeCount = count;
        into.size = size;
        into.layout = layout;
        into.sequence = sequence;
        into.timeNs = timeNs;
        into.refusedCount = refusedCount;
        return true;
    }
}
