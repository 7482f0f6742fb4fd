/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import java.util.Arrays;

/**
 * Finds places by a hash of what they hold: open addressing, a quarter full at most. Several places
 * may have one hash; whoever looks compares. Allocates nothing after construction.
 *
 * <p>Another thread than the writer's may look things up: it gets nonsense when it is late, never
 * an exception or an endless loop.
 */
final class HashIndex {
    static final int NONE = -1;

    private final int mask;
    private final long[] hashes;
    private final int[] places;

    HashIndex(final int capacity) {
        mask = (Integer.highestOneBit(Math.max(4, capacity - 1)) << 3) - 1;
        hashes = new long[mask + 1];
        places = new int[mask + 1];
        Arrays.fill(places, NONE);
    }

    /** Where to look first for a hash; see {@link #next}. */
    int home(final long hash) {
        return (int) (hash >>> 40) & mask;
    }

    /** The slot from this one on that has the hash, or NONE. */
    int find(final long hash, final int from) {
        int slot = from;
        for (int i = 0; i <= mask; i++) {
            if (places[slot] == NONE) {
                return NONE;
            }
            if (hashes[slot] == hash) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return NONE;
    }

    int next(final int slot) {
        return slot + 1 & mask;
    }

    int place(final int slot) {
        return places[slot];
    }

    void add(final long hash, final int place) {
        int slot = home(hash);
        while (places[slot] != NONE) {
            slot = slot + 1 & mask;
        }
        hashes[slot] = hash;
        places[slot] = place;
    }

    void remove(final long hash, final int place) {
        int hole = home(hash);
        while (places[hole] != place || hashes[hole] != hash) {
            if (places[hole] == NONE) {
                return;
            }
            hole = hole + 1 & mask;
        }
        // Close the hole with what probed past it, so that no search ends too early.
        for (int slot = hole + 1 & mask; places[slot] != NONE; slot = slot + 1 & mask) {
            final int home = home(hashes[slot]);
            if ((slot - home & mask) >= (slot - hole & mask)) {
                hashes[hole] = hashes[slot];
                places[hole] = places[slot];
                hole = slot;
            }
        }
        places[hole] = NONE;
    }

    static long hash(final long value) {
        final long mixed = value * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }

    static long hash(final byte[] source, final int offset, final int length) {
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ source[offset + i]) * 0x100000001B3L;
        }
        return hash(hash);
    }
}
