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
 * Reads what a {@link StateWriter} wrote, and trusts none of it: whatever does not fit is a {@link
 * SnapshotException}, and no more is allocated than there are bytes. One thread.
 */
public final class StateReader {
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int at;

    /**
     * @param bytes with the checksum at their end; they must not change while they are read.
     * @throws SnapshotException when the checksum is another.
     */
    public StateReader(final byte[] bytes, final int offset, final int length) {
        this.bytes = bytes;
        at = offset;
        end = offset + length - Integer.BYTES;
        if (length < Integer.BYTES) {
            throw new SnapshotException("the snapshot ends after " + length + " bytes");
        }
        final CRC32C crc = new CRC32C();
        crc.update(bytes, offset, end - offset);
        if ((int) INTS.get(bytes, end) != (int) crc.getValue()) {
            throw new SnapshotException(
                    "the snapshot of " + length + " bytes is damaged: its checksum is another");
        }
    }

    public boolean flag() {
        final int value = small();
        if (value > 1) {
            throw new SnapshotException("the snapshot has " + value + " for yes or no");
        }
        return value == 1;
    }

    /** A number of 8 bits, from 0 to 255. */
    public int small() {
        require(1);
        return bytes[at++] & 0xFF;
    }

    public int integer() {
        require(Integer.BYTES);
        final int value = (int) INTS.get(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    /** An integer within these bounds, both included. */
    public int integer(final String what, final int least, final int most) {
        final int value = integer();
        if (value < least || value > most) {
            throw new SnapshotException(
                    "the snapshot has a "
                            + what
                            + " of "
                            + value
                            + " which is not within "
                            + least
                            + " and "
                            + most);
        }
        return value;
    }

    public long number() {
        require(Long.BYTES);
        final long value = (long) LONGS.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    /** So many numbers into the array. */
    public void numbers(final long[] target, final int count) {
        require((long) count * Long.BYTES);
        ByteBuffer.wrap(bytes, at, count * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(target, 0, count);
        at += count * Long.BYTES;
    }

    /**
     * How many entries follow.
     *
     * @param entryLengthMin bytes one takes at least: more than are left cannot be.
     */
    public int count(final String what, final int most, final int entryLengthMin) {
        final int count = integer("number of " + what, 0, most);
        require((long) count * entryLengthMin);
        return count;
    }

    /** One of the constants, by its place among them. */
    public <E extends Enum<E>> E constant(final E[] values) {
        final int place = small();
        if (place >= values.length) {
            throw new SnapshotException(
                    "the snapshot has a "
                            + values[0].getDeclaringClass().getSimpleName()
                            + " of the number "
                            + place
                            + ": it was written by a newer version");
        }
        return values[place];
    }

    public byte[] name() {
        final int count = count("bytes of a name", Integer.MAX_VALUE, 1);
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    public String text() {
        return new String(name(), StandardCharsets.UTF_8);
    }

    /** Fails unless everything was read. */
    public void finish() {
        if (at != end) {
            throw new SnapshotException("the snapshot has " + (end - at) + " bytes too many");
        }
    }

    private void require(final long count) {
        if (end - at < count) {
            throw new SnapshotException(
                    "the snapshot has " + (end - at) + " bytes where " + count + " are needed");
        }
    }
}
