/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/** Direction of a trade, order or position, as a byte code of a column. */
public final class Side {
    public static final byte BUY = 0;
    public static final byte SELL = 1;

    /** A position that is flat. */
    public static final byte ZERO = 2;

    /** Absent or null. */
    public static final byte NONE = 3;

    private static final String[] WORDS = {"buy", "sell", "zero", null};

    private Side() {}

    /** The venue-neutral word, or null for {@link #NONE}. */
    public static String word(final byte side) {
        return WORDS[side];
    }
}
