/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import java.nio.ByteBuffer;

/**
 * Ids of book messages: always 16 digits, below 2^53 so that a double holds them. A paced message
 * carries in its id when it was due.
 */
final class Ids {
    /** Digits of every id. */
    static final int LENGTH = 16;

    /** Plus nanoseconds from the server's base to when the message was due. */
    static final long PACED = 1_000_000_000_000_000L;

    /** Plus a count: the message was due at no particular time. */
    static final long UNPACED = 2_000_000_000_000_000L;

    /** The last message of all. */
    static final long END = 9_000_000_000_000_000L;

    private static final int BLOCK = 10_000;

    // Four digits as they stand in a message, most significant first.
    private static final int[] BLOCKS = new int[BLOCK];

    static {
        for (int i = 0; i < BLOCK; i++) {
            int ascii = 0;
            for (int power = BLOCK / 10; power > 0; power /= 10) {
                ascii = ascii << 8 | '0' + i / power % 10;
            }
            BLOCKS[i] = ascii;
        }
    }

    private Ids() {}

    static boolean isPaced(final long id) {
        return id < UNPACED;
    }

    /** Writes an id of 16 digits into a big-endian buffer. */
    static void put(final ByteBuffer target, final int at, final long id) {
        final long upper = id / BLOCK;
        final long upmost = upper / BLOCK;
        target.putInt(at, BLOCKS[(int) (upmost / BLOCK)]);
        target.putInt(at + 4, BLOCKS[(int) (upmost % BLOCK)]);
        target.putInt(at + 8, BLOCKS[(int) (upper % BLOCK)]);
        target.putInt(at + 12, BLOCKS[(int) (id % BLOCK)]);
    }
}
