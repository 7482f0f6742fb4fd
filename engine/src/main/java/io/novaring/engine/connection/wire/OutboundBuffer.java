/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Bytes on their way to one socket: text frames are masked straight into it, so that sending
 * allocates nothing. Bounded: a peer that stops reading must not fill the heap. I/O thread.
 */
final class OutboundBuffer {
    private static final int HEADER_LENGTH_MAX = 14;
    private static final int FIN_TEXT = 0x81;
    private static final int MASKED = 0x80;

    private final ByteBuffer buffer;
    private long maskState = new SecureRandom().nextLong() | 1;
    private long stalledSinceNs = Long.MIN_VALUE;
    private long writtenCount;
    private int secretEnd;

    OutboundBuffer(final int capacity) {
        buffer = ByteBuffer.allocateDirect(capacity);
    }

    boolean isEmpty() {
        return buffer.position() == 0;
    }

    void clear() {
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
    boolean appendText(final byte[] payload, final int length) {
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
        int at = 0;
        final long wideKey = (long) key << 32 | key & 0xFFFFFFFFL;
        for (; at + 8 <= length; at += 8) {
            buffer.putLong(bigEndianLong(payload, at) ^ wideKey);
        }
        for (; at < length; at++) {
            buffer.put((byte) (payload[at] ^ key >>> 24 - 8 * (at & 3)));
        }
        return true;
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

    private static long bigEndianLong(final byte[] source, final int at) {
        return (long) (source[at] & 0xFF) << 56
                | (long) (source[at + 1] & 0xFF) << 48
                | (long) (source[at + 2] & 0xFF) << 40
                | (long) (source[at + 3] & 0xFF) << 32
                | (long) (source[at + 4] & 0xFF) << 24
                | (source[at + 5] & 0xFF) << 16
                | (source[at + 6] & 0xFF) << 8
                | source[at + 7] & 0xFF;
    }
}
