/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

/**
 * Tokens of the desk's requests, by which an answer finds what it is about. The token of a new
 * order is its handle; all others are below zero and hold kind, place and number. The program's own
 * requests have small tokens from 0 on.
 */
final class DeskTokens {
    static final int EDIT = 1;
    static final int CANCEL = 2;
    static final int QUERY = 3;
    static final int MASS_CANCEL = 4;

    /** Most places an answer can be about. */
    static final int PLACES_MAX = 1 << 17;

    private static final long PROGRAM_MAX = 0xFFFF_FFFFL;
    private static final int KIND_BITS = 3;
    private static final int PLACE_BITS = 17;

    private DeskTokens() {}

    static boolean isOurs(final long token) {
        return token < 0 || token > PROGRAM_MAX;
    }

    /**
     * @param place of an order or a query in its table.
     * @param number from 1 and never the same in one run, below 2^43.
     */
    static long of(final int kind, final int place, final long number) {
        return ~(number << PLACE_BITS + KIND_BITS | (long) place << KIND_BITS | kind);
    }

    /** Of a token below zero. */
    static int kind(final long token) {
        return (int) ~token & (1 << KIND_BITS) - 1;
    }

    static int place(final long token) {
        return (int) (~token >>> KIND_BITS) & PLACES_MAX - 1;
    }

    static long number(final long token) {
        return ~token >>> PLACE_BITS + KIND_BITS;
    }
}
