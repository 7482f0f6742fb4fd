/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.json;

import io.novaring.codec.Decimals;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON text into a reused buffer. One thread; allocates only to grow. It places no commas
 * and checks no structure: the callers are fixed templates.
 */
public final class JsonEncoder {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] buffer;
    private int length;

    public JsonEncoder(final int initialCapacity) {
        buffer = new byte[initialCapacity];
    }

    /** The bytes written so far; valid until the next write. */
    public byte[] buffer() {
        return buffer;
    }

    public int length() {
        return length;
    }

    public JsonEncoder clear() {
        length = 0;
        return this;
    }

    /** Empties it and overwrites what was written: for secrets. */
    public void wipe() {
        Arrays.fill(buffer, (byte) 0);
        length = 0;
    }

    /** Appends ASCII text as it is. */
    public JsonEncoder raw(final String ascii) {
        final int count = ascii.length();
        ensure(count);
        for (int i = 0; i < count; i++) {
            buffer[length + i] = (byte) ascii.charAt(i);
        }
        length += count;
        return this;
    }

    /** Appends bytes as they are. */
    public JsonEncoder raw(final byte[] source, final int offset, final int count) {
        ensure(count);
        System.arraycopy(source, offset, buffer, length, count);
        length += count;
        return this;
    }

    public JsonEncoder raw(final char ascii) {
        ensure(1);
        buffer[length++] = (byte) ascii;
        return this;
    }

    /** Appends an integer. */
    public JsonEncoder integer(final long value) {
        ensure(20);
        if (value == Long.MIN_VALUE) {
            return raw("-9223372036854775808");
        }
        if (value < 0) {
            buffer[length++] = '-';
        }
        length = Decimals.writeInteger(Math.abs(value), buffer, length);
        return this;
    }

    /** Appends a scaled decimal as a plain JSON number. */
    public JsonEncoder decimal(final long scaled) {
        ensure(24);
        length = Decimals.write(scaled, buffer, length);
        return this;
    }

    /** Appends a quoted string, with what JSON demands escaped; the bytes are UTF-8. */
    public JsonEncoder string(final byte[] source, final int offset, final int count) {
        ensure(count * 6 + 2);
        buffer[length++] = '"';
        for (int i = offset; i < offset + count; i++) {
            final byte b = source[i];
            if (b == '"' || b == '\\') {
                buffer[length++] = '\\';
                buffer[length++] = b;
            } else if (b >= 0 && b < 0x20) {
                buffer[length++] = '\\';
                buffer[length++] = 'u';
                buffer[length++] = '0';
                buffer[length++] = '0';
                buffer[length++] = HEX[b >> 4];
                buffer[length++] = HEX[b & 0xF];
            } else {
                buffer[length++] = b;
            }
        }
        buffer[length++] = '"';
        return this;
    }

    /** As {@link #string(byte[], int, int)}; allocates, for start-up. */
    public JsonEncoder string(final String text) {
        final byte[] source = text.getBytes(StandardCharsets.UTF_8);
        return string(source, 0, source.length);
    }

    /** What was written, as text. Allocates. */
    @Override
    public String toString() {
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    private void ensure(final int count) {
        if (buffer.length - length < count) {
            final byte[] old = buffer;
            buffer = Arrays.copyOf(old, Math.max(old.length << 1, length + count));
            // What is left behind may be a secret, and nobody could wipe it later.
            Arrays.fill(old, (byte) 0);
        }
    }
}
