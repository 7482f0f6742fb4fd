/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import java.util.Arrays;

/**
 * The ids of the last trades, byte by byte: a trade is counted when its id is not among them. The
 * newest takes the place of the oldest. Allocates nothing after construction.
 */
final class TradeIds {
    static final int CAPACITY = 1 << 16;

    /** An id longer than this is kept as its last bytes, its length and a hash of the whole. */
    static final int LENGTH_MAX = 48;

    private final byte[] bytes = new byte[CAPACITY * LENGTH_MAX];
    private final long[] hashes = new long[CAPACITY];
    private final int[] lengths = new int[CAPACITY];
    private final HashIndex index = new HashIndex(CAPACITY);
    private long count;

    /** False when it is among them already. */
    boolean add(final byte[] source, final int offset, final int length) {
        final long hash = HashIndex.hash(source, offset, length);
        for (int slot = index.find(hash, index.home(hash));
                slot != HashIndex.NONE;
                slot = index.find(hash, index.next(slot))) {
            if (isAt(index.place(slot), source, offset, length)) {
                return false;
            }
        }
        final int place = (int) count & CAPACITY - 1;
        if (count >= CAPACITY) {
            index.remove(hashes[place], place);
        }
        final int kept = Math.min(length, LENGTH_MAX);
        System.arraycopy(source, offset + length - kept, bytes, place * LENGTH_MAX, kept);
        hashes[place] = hash;
        lengths[place] = length;
        index.add(hash, place);
        count++;
        return true;
    }

    private boolean isAt(final int place, final byte[] source, final int offset, final int length) {
        final int kept = Math.min(length, LENGTH_MAX);
        final int at = place * LENGTH_MAX;
        final int end = offset + length;
        return lengths[place] == length
                && Arrays.equals(bytes, at, at + kept, source, end - kept, end);
    }
}
