/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in a byte array, least significant byte first, at any offset. */
public final class LittleEndian {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    public static int getInt(final byte[] source, final int offset) {
        return (int) INT.get(source, offset);
    }

    public static void putInt(final byte[] target, final int offset, final int value) {
        INT.set(target, offset, value);
    }

    public static long getLong(final byte[] source, final int offset) {
        return (long) LONG.get(source, offset);
    }

    public static void putLong(final byte[] target, final int offset, final long value) {
        LONG.set(target, offset, value);
    }
}
