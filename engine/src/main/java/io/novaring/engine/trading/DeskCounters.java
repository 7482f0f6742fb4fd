/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import java.util.concurrent.atomic.AtomicLongArray;

/** Counts what a desk does. Stage 4 counts; any thread reads. Every count is in the hash. */
public final class DeskCounters {
    /** What is counted. */
    public enum Counter {
        /** Orders, edits and cancels that were sent. */
        PLACED,
        EDITED,
        CANCELLED,
        /** Mass cancels that were sent. */
        MASS_CANCELLED,
        /** Commands that were not sent. */
        REFUSED,
        /** Cancels that had to wait for credits first. */
        CANCELS_QUEUED,
        /** Trades counted. */
        FILLS,
        /** Trades that were counted before. */
        REPEATED_TRADES,
        /** Trades without an id or an amount: they cannot be counted. */
        UNUSABLE_TRADES,
        /** Orders that somebody else placed. */
        ADOPTED,
        /** Orders that somebody else placed and for which there was no room. */
        NOT_ADOPTED,
        /** Words of the venue that cannot be in the state an order is in. */
        ANOMALIES,
        /** States the venue calls by a word that is not known. */
        UNKNOWN_STATES,
        /** Orders of which nobody knew for a while. */
        BECAME_UNKNOWN,
        /** Orders the venue does not know though they were sent. */
        NOT_FOUND,
        /** Questions that were asked on the desk's own account. */
        QUERIES,
        /** Questions that had to be asked again. */
        QUERIES_REPEATED,
        /** Answers that could not be read. */
        UNREADABLE_ANSWERS,
        /** Open orders that the venue did not list when asked for all of them. */
        LISTING_DIFFERENCES,
        /** Positions that were not the venue's. */
        POSITION_DIFFERENCES,
        /** Rows that ask for a person. */
        ALARMS,
        /** Sessions after which orders could go out. */
        READY
    }

    private final AtomicLongArray values = new AtomicLongArray(Counter.values().length);
    private final DeskOutput out;

    DeskCounters(final DeskOutput out) {
        this.out = out;
    }

    /** Any thread. */
    public long get(final Counter counter) {
        return values.getAcquire(counter.ordinal());
    }

    // Stage's thread only: a plain read is its own last write. Pairs with the acquire in get().
    void increment(final Counter counter) {
        final int index = counter.ordinal();
        values.setRelease(index, values.getPlain(index) + 1);
        out.mix(index);
    }
}
