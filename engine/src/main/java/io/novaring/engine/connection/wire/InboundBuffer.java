/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.nio.ByteBuffer;

/**
 * Bytes of one connection that were read and not walked yet. It is kept over sessions: memory
 * outside the heap comes back only with a garbage collection, and this engine makes none.
 *
 * <p>Grows by what was received, never by the length a frame claims to have. I/O thread.
 */
final class InboundBuffer {
    private static final int INITIAL_LENGTH = 256 << 10;
    // A TLS record is decrypted whole or not at all: there is always room for one.
    private static final int ROOM_MIN = 32 << 10;

    private ByteBuffer buffer;

    /** Empties it for a new session. */
    void start(final boolean direct) {
        if (buffer == null || buffer.isDirect() != direct) {
            buffer = allocate(INITIAL_LENGTH, direct);
        }
        buffer.clear();
    }

    /** Where the next read goes to, with room for a TLS record at least. */
    ByteBuffer forReading() {
        return buffer;
    }

    boolean isEmpty() {
        return buffer.position() == 0;
    }

    /** What was read; {@link #keepRest} must follow. */
    ByteBuffer forWalking() {
        return buffer.flip();
    }

    /** Keeps what was not walked and makes room behind it. */
    void keepRest() {
        if (buffer.position() == 0) {
            // Nothing moves: a large frame would be copied onto itself with every read.
            buffer.position(buffer.limit()).limit(buffer.capacity());
        } else {
            buffer.compact();
        }
        if (buffer.remaining() < ROOM_MIN) {
            buffer = allocate(buffer.capacity() * 2, buffer.isDirect()).put(buffer.flip());
        }
    }

    private static ByteBuffer allocate(final int length, final boolean direct) {
        return direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
    }
}
