/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells text from bytes that only claim to be: RFC 6455 demands UTF-8 in text messages. */
public final class Utf8 {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int BLOCK_LENGTH = 32;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /**
     * True when the bytes are well-formed UTF-8. Market data is ASCII: 32 bytes a step, and the
     * last step reads some bytes again, as a loop over what is left would be guessed wrong.
     */
    public static boolean isValid(final byte[] source, final int length) {
        if (length < BLOCK_LENGTH) {
            return isValidSlowly(source, length);
        }
        final int last = length - BLOCK_LENGTH;
        long seen = bitsOf(source, last);
        for (int at = 0; at < last; at += BLOCK_LENGTH) {
            seen |= bitsOf(source, at);
        }
        return (seen & HIGH_BITS) == 0 || isValidSlowly(source, length);
    }

    /** Every bit that is set in one of four words. */
    private static long bitsOf(final byte[] source, final int at) {
        return (long) LONGS.get(source, at)
                | (long) LONGS.get(source, at + 8)
                | (long) LONGS.get(source, at + 16)
                | (long) LONGS.get(source, at + 24);
    }

    /** True when eight bytes are there and none is beyond ASCII. */
    private static boolean isAscii(final byte[] source, final int at, final int length) {
        return length - at >= 8 && ((long) LONGS.get(source, at) & HIGH_BITS) == 0;
    }

    private static boolean isValidSlowly(final byte[] source, final int length) {
        int at = 0;
        while (at < length) {
            final int lead = source[at] & 0xFF;
            final int more;
            // The second byte's range excludes overlong forms, surrogates and what is above
            // U+10FFFF.
            int low = 0x80;
            int high = 0xBF;
            if (lead < 0x80) {
                at += isAscii(source, at, length) ? 8 : 1;
                continue;
            } else if (lead >= 0xC2 && lead <= 0xDF) {
                more = 1;
            } else if (lead >= 0xE0 && lead <= 0xEF) {
                more = 2;
                low = lead == 0xE0 ? 0xA0 : 0x80;
                high = lead == 0xED ? 0x9F : 0xBF;
            } else if (lead >= 0xF0 && lead <= 0xF4) {
                more = 3;
                low = lead == 0xF0 ? 0x90 : 0x80;
                high = lead == 0xF4 ? 0x8F : 0xBF;
            } else {
                return false;
            }
            if (at + more >= length) {
                return false;
            }
            for (int i = 1; i <= more; i++) {
                final int next = source[at + i] & 0xFF;
                if (next < low || next > high) {
                    return false;
                }
                low = 0x80;
                high = 0xBF;
            }
            at += more + 1;
        }
        return true;
    }
}
