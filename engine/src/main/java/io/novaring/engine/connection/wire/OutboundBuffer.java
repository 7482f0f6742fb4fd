/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * Bytes on their way to one socket: text frames are masked straight into it, so that sending
 * allocates nothing. Bounded: a peer that stops reading must not fill the heap. I/O thread.
 */
public final class OutboundBuffer {
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle BUFFER_WORDS =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final boolean IS_BIG_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
    private static final int HEADER_LENGTH_MAX = 14;
    private static final int FIN_TEXT = 0x81;
    private static final int MASKED = 0x80;

    private final ByteBuffer buffer;
    private long maskState = new SecureRandom().nextLong() | 1;
    private long stalledSinceNs = Long.MIN_VALUE;
    private long writtenCount;
    private int secretEnd;

    public OutboundBuffer(final int capacity) {
        buffer = ByteBuffer.allocateDirect(capacity);
    }

    boolean isEmpty() {
        return buffer.position() == 0;
    }

    /** Forgets what waits. */
    public void clear() {
        buffer.clear();
        wipeSecret();
        stalledSinceNs = Long.MIN_VALUE;
    }

    /** Appends bytes as they are; false when there is no room. */
    boolean append(final ByteBuffer source) {
        if (buffer.remaining() < source.remaining()) {
            return false;
        }
        buffer.put(source);
        return true;
    }

    /** Appends a masked text frame; false when there is no room. */
    public boolean appendText(final byte[] payload, final int length) {
        if (buffer.remaining() < length + HEADER_LENGTH_MAX) {
            return false;
        }
        buffer.put((byte) FIN_TEXT);
        if (length < 126) {
            buffer.put((byte) (MASKED | length));
        } else if (length < 1 << 16) {
            buffer.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            buffer.put((byte) (MASKED | 127)).putLong(length);
        }
        final int key = nextMask();
        buffer.putInt(key);
        mask(payload, length, key);
        return true;
    }

    /** Eight bytes a step, as the machine has them; the key is turned instead of each word. */
    private void mask(final byte[] payload, final int length, final int key) {
        final long bigEndianKey = (long) key << 32 | key & 0xFFFFFFFFL;
        final long wideKey = IS_BIG_ENDIAN ? bigEndianKey : Long.reverseBytes(bigEndianKey);
        final ByteBuffer target = buffer;
        final int start = target.position();
        int at = 0;
        for (; at + 8 <= length; at += 8) {
            BUFFER_WORDS.set(target, start + at, (long) WORDS.get(payload, at) ^ wideKey);
        }
        for (; at < length; at++) {
            target.put(start + at, (byte) (payload[at] ^ key >>> 24 - 8 * (at & 3)));
        }
        target.position(start + length);
    }

    /** As {@link #appendText}; the bytes are wiped as soon as they are written. */
    boolean appendSecret(final byte[] payload, final int length) {
        final boolean isAppended = appendText(payload, length);
        // The key is in the frame: what is masked is not hidden.
        secretEnd = Math.max(secretEnd, buffer.position());
        return isAppended;
    }

    /** Writes what the socket takes, bytes that wait in the transport included. */
    void flush(final Transport transport, final long nowNs) throws IOException {
        buffer.flip();
        final int count;
        try {
            count = transport.write(buffer);
        } finally {
            writtenCount += buffer.position();
            buffer.compact();
            if (isEmpty()) {
                wipeSecret();
            }
        }
        if (count > 0 || isEmpty() && !transport.hasPendingWrites()) {
            stalledSinceNs = Long.MIN_VALUE;
        } else if (stalledSinceNs == Long.MIN_VALUE) {
            stalledSinceNs = nowNs;
        }
    }

    private void wipeSecret() {
        for (int i = 0; i < secretEnd; i++) {
            buffer.put(i, (byte) 0);
        }
        secretEnd = 0;
    }

    /** What lies in memory there, whether it is still to be sent or not: for tests. */
    byte byteAt(final int index) {
        return buffer.duplicate().clear().get(index);
    }

    /** Bytes handed to transports so far. */
    long writtenCount() {
        return writtenCount;
    }

    /** How long nothing was taken although something waits, in nanoseconds. */
    long stalledNs(final long nowNs) {
        return stalledSinceNs == Long.MIN_VALUE ? 0 : nowNs - stalledSinceNs;
    }

    /** Masks keep proxies from being fooled; xorshift seeded from the system's generator does. */
    private int nextMask() {
        maskState ^= maskState << 13;
        maskState ^= maskState >>> 7;
        maskState ^= maskState << 17;
        return (int) (maskState >>> 32);
    }
}
