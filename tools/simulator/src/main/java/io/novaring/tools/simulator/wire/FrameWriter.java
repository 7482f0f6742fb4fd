/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.wire;

import java.util.Arrays;

/**
 * Builds one server frame in one array: the payload first, the header before it once the length is
 * known. Grows to the largest frame and then allocates nothing. One thread.
 */
public final class FrameWriter {
    public static final int TEXT = 0x1;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    private static final int HEADER_MAX = 10;
    private static final int FIN = 0x80;

    private int start = HEADER_MAX;
    private int at = HEADER_MAX;
    private byte[] bytes = new byte[64 * 1024];

    /** Forgets the payload. */
    public FrameWriter reset() {
        at = HEADER_MAX;
        return this;
    }

    public FrameWriter raw(final byte[] source) {
        return raw(source, 0, source.length);
    }

    public FrameWriter raw(final byte[] source, final int offset, final int length) {
        ensure(length);
        System.arraycopy(source, offset, bytes, at, length);
        at += length;
        return this;
    }

    /** The payload of another writer. */
    public FrameWriter raw(final FrameWriter other) {
        return raw(other.bytes, HEADER_MAX, other.length());
    }

    /** A part of the payload of another writer, by its offsets in that payload. */
    public FrameWriter raw(final FrameWriter other, final int from, final int to) {
        return raw(other.bytes, HEADER_MAX + from, to - from);
    }

    /** A string of ASCII characters, as it is: nothing is quoted or escaped. */
    public FrameWriter ascii(final String text) {
        final int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            bytes[at++] = (byte) text.charAt(i);
        }
        return this;
    }

    public FrameWriter octet(final int value) {
        ensure(1);
        bytes[at++] = (byte) value;
        return this;
    }

    public FrameWriter integer(final long value) {
        ensure(Numbers.LENGTH_MAX);
        at = Numbers.integer(value, bytes, at);
        return this;
    }

    /** A scaled number with a point or an exponent: {@code 2700.0}, {@code 1.0e3}. */
    public FrameWriter decimal(final long scaled) {
        ensure(Numbers.LENGTH_MAX);
        at = Numbers.decimal(scaled, bytes, at);
        return this;
    }

    /** A scaled number, whole values as integers: {@code 2700}, {@code 0.5}. */
    public FrameWriter plain(final long scaled) {
        ensure(Numbers.LENGTH_MAX);
        at = Numbers.plain(scaled, bytes, at);
        return this;
    }

    /** A scaled number, small ones with a padded exponent: {@code 1.68e-06}, {@code 5e-08}. */
    public FrameWriter padded(final long scaled) {
        ensure(Numbers.LENGTH_MAX);
        at = Numbers.padded(scaled, bytes, at);
        return this;
    }

    /** Drops the last byte of the payload when it is {@code value}: a comma too many. */
    public FrameWriter dropLast(final char value) {
        if (at > HEADER_MAX && bytes[at - 1] == value) {
            at--;
        }
        return this;
    }

    /** Length of the payload so far. */
    public int length() {
        return at - HEADER_MAX;
    }

    /** Puts the header before the payload; {@link #frameOffset()} tells where the frame begins. */
    public FrameWriter finish(final int opcode) {
        final int length = length();
        if (length < 126) {
            start = HEADER_MAX - 2;
            bytes[start + 1] = (byte) length;
        } else if (length < 65_536) {
            start = HEADER_MAX - 4;
            bytes[start + 1] = 126;
            bytes[start + 2] = (byte) (length >> 8);
            bytes[start + 3] = (byte) length;
        } else {
            start = 0;
            bytes[1] = 127;
            for (int i = 0; i < 8; i++) {
                bytes[2 + i] = (byte) ((long) length >> (56 - 8 * i));
            }
        }
        bytes[start] = (byte) (FIN | opcode);
        return this;
    }

    /** Shared, valid until the next write. */
    public byte[] array() {
        return bytes;
    }

    public int frameOffset() {
        return start;
    }

    public int frameLength() {
        return at - start;
    }

    /** A copy of the payload. */
    public byte[] payload() {
        return Arrays.copyOfRange(bytes, HEADER_MAX, at);
    }

    /** Whether the payload is these bytes. */
    public boolean payloadEquals(final byte[] other) {
        return Arrays.equals(bytes, HEADER_MAX, at, other, 0, other.length);
    }

    private void ensure(final int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + more));
        }
    }
}
