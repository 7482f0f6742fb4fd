/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells text from bytes that only claim to be: RFC 6455 demands UTF-8 in text messages. */
public final class Utf8 {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** True when the bytes are well-formed UTF-8. Market data is ASCII: eight bytes a step. */
    public static boolean isValid(final byte[] source, final int length) {
        int at = 0;
        long seen = 0;
        for (; at + 8 <= length; at += 8) {
            seen |= (long) LONGS.get(source, at);
        }
        int tail = 0;
        for (; at < length; at++) {
            tail |= source[at];
        }
        return (seen & HIGH_BITS) == 0 && (tail & 0x80) == 0 || isValidSlowly(source, length);
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
                at++;
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
