/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.snapshot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Bytes of a snapshot, little-endian, in a buffer that is kept and grows to what was needed once.
 * One thread. Allocates to grow, and views of its buffer.
 */
public final class StateWriter {
    private static final int INITIAL_CAPACITY = 1 << 16;

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final CRC32C crc = new CRC32C();
    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private int length;

    public StateWriter clear() {
        length = 0;
        return this;
    }

    /** What was written; valid until the next write. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public void flag(final boolean value) {
        small(value ? 1 : 0);
    }

    /** A number of 8 bits. */
    public void small(final int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    public void integer(final int value) {
        reserve(Integer.BYTES);
        INTS.set(bytes, length, value);
        length += Integer.BYTES;
    }

    public void number(final long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, length, value);
        length += Long.BYTES;
    }

    /** So many numbers from the start of the array. */
    public void numbers(final long[] values, final int count) {
        reserve(count * Long.BYTES);
        // One copy of memory: a snapshot is written so seldom that a loop would not be compiled.
        ByteBuffer.wrap(bytes, length, count * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .put(values, 0, count);
        length += count * Long.BYTES;
    }

    /** Everything that the other has. */
    public void append(final StateWriter other) {
        reserve(other.length);
        System.arraycopy(other.bytes, 0, bytes, length, other.length);
        length += other.length;
    }

    /** Length and bytes. */
    public void name(final byte[] source) {
        name(source, source.length);
    }

    /** Length and the first bytes of the array. */
    public void name(final byte[] source, final int count) {
        integer(count);
        reserve(count);
        System.arraycopy(source, 0, bytes, length, count);
        length += count;
    }

    /** Length and bytes of a text in UTF-8; allocates. */
    public void text(final String value) {
        name(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Closes what was written since {@link #clear} with a checksum over it. */
    public void checksum() {
        crc.reset();
        crc.update(bytes, 0, length);
        integer((int) crc.getValue());
    }

    private void reserve(final int count) {
        if (bytes.length - length < count) {
            final long wanted = Math.max((long) bytes.length << 1, (long) length + count);
            if (length + (long) count > Integer.MAX_VALUE - Long.BYTES) {
                throw new IllegalStateException("a snapshot of more than 2 GiB");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - Long.BYTES));
        }
    }
}
