/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import java.util.Arrays;

/**
 * The last requests of one connection in the order they were sent, whatever became of them: a ring,
 * and an index from request id to place on it. Bounded: the newest takes the place of the oldest.
 * Allocates nothing after construction.
 */
final class PendingRequests {
    static final int CAPACITY = 8192;

    static final int NONE = -1;

    static final byte PENDING = 1;
    static final byte ANSWERED = 2;
    static final byte TIMED_OUT = 3;
    static final byte LOST = 4;

    private static final int SLOT_MASK = 4 * CAPACITY - 1;

    private final long[] ids = new long[CAPACITY];
    private final int[] types = new int[CAPACITY];
    private final long[] tokens = new long[CAPACITY];
    private final long[] sentNs = new long[CAPACITY];
    private final byte[] statuses = new byte[CAPACITY];

    /** Open addressing: places on the ring, a quarter full at most. */
    private final int[] slots = new int[SLOT_MASK + 1];

    private long sentCount;

    /** All before this one are no longer pending. */
    private long settledCount;

    PendingRequests() {
        Arrays.fill(slots, NONE);
    }

    /** True when the next request would take the place of one that still waits for its response. */
    boolean isFull() {
        return sentCount >= CAPACITY && statuses[next()] == PENDING;
    }

    /** The place the next request takes. */
    int next() {
        return placeOf(sentCount);
    }

    /** Must not be called while the ring {@link #isFull}. */
    void add(final long id, final int type, final long token, final long nowNs) {
        final int place = placeOf(sentCount);
        if (sentCount >= CAPACITY) {
            removeSlot(place);
        }
        ids[place] = id;
        types[place] = type;
        tokens[place] = token;
        sentNs[place] = nowNs;
        statuses[place] = PENDING;
        sentCount++;
        settledCount = Math.max(settledCount, sentCount - CAPACITY);
        int slot = slotOf(id);
        while (slots[slot] != NONE) {
            slot = slot + 1 & SLOT_MASK;
        }
        slots[slot] = place;
    }

    /** Where the request is, or NONE when it was never sent or is forgotten. */
    int find(final long id) {
        int slot = slotOf(id);
        while (slots[slot] != NONE) {
            if (ids[slots[slot]] == id) {
                return slots[slot];
            }
            slot = slot + 1 & SLOT_MASK;
        }
        return NONE;
    }

    /** The oldest request that is pending and was sent before this time, or NONE. */
    int pendingSentBefore(final long timeNs) {
        while (settledCount < sentCount) {
            final int place = placeOf(settledCount);
            if (statuses[place] == PENDING) {
                return sentNs[place] <= timeNs ? place : NONE;
            }
            settledCount++;
        }
        return NONE;
    }

    byte status(final int place) {
        return statuses[place];
    }

    int type(final int place) {
        return types[place];
    }

    long token(final int place) {
        return tokens[place];
    }

    long id(final int place) {
        return ids[place];
    }

    /** Gives a request another status than pending. */
    void settle(final int place, final byte status) {
        statuses[place] = status;
    }

    private void removeSlot(final int place) {
        int hole = slotOf(ids[place]);
        while (slots[hole] != place) {
            hole = hole + 1 & SLOT_MASK;
        }
        // Close the hole with what probed past it, so that no search ends too early.
        for (int slot = hole + 1 & SLOT_MASK; slots[slot] != NONE; slot = slot + 1 & SLOT_MASK) {
            final int home = slotOf(ids[slots[slot]]);
            if ((slot - home & SLOT_MASK) >= (slot - hole & SLOT_MASK)) {
                slots[hole] = slots[slot];
                hole = slot;
            }
        }
        slots[hole] = NONE;
    }

    private static int placeOf(final long count) {
        return (int) count & CAPACITY - 1;
    }

    private static int slotOf(final long id) {
        return (int) (id * 0x9E3779B97F4A7C15L >>> 40) & SLOT_MASK;
    }
}
