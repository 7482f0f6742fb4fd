/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.swar;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes of a message as one number. The first byte is the lowest one, so that the
 * number of trailing zeros of a mask tells where in the word the first hit is.
 *
 * <p>A message is followed by spare bytes, so a word may begin at any of its bytes; what lies
 * behind the message is masked away by the caller.
 */
public final class Swar {
    /** Bytes in a word. */
    public static final int WORD = 8;

    static final long ONES = 0x0101010101010101L;
    static final long HIGH_BITS = 0x8080808080808080L;

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Swar() {}

    /** The eight bytes from {@code at} on: one load. */
    public static long word(final byte[] source, final int at) {
        return (long) WORDS.get(source, at);
    }

    /** A word of this byte eight times. */
    public static long repeat(final char c) {
        return ONES * c;
    }

    /** A mask of the first {@code length} bytes of a word; at most eight. */
    public static long mask(final int length) {
        return length >= WORD ? -1L : (1L << (length << 3)) - 1;
    }

    /**
     * The high bit of each byte that equals the repeated one; 0 when none does. Exact up to the
     * first hit; a byte behind that one may be marked wrongly. Four operations for eight bytes,
     * where a loop has a branch for each.
     */
    public static long matches(final long word, final long repeated) {
        final long rest = word ^ repeated;
        return rest - ONES & ~rest & HIGH_BITS;
    }

    /** How many bits stand before the first hit: 8 times its byte index; 64 when there is none. */
    public static int bitsBefore(final long matches) {
        return Long.numberOfTrailingZeros(matches) & ~7;
    }
}
