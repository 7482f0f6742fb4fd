/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Makes the rings on which commands of many threads reach the I/O thread. */
final class CommandRing {
    private CommandRing() {}

    /**
     * @param capacity in bytes, a power of two.
     */
    static ManyToOneRingBuffer create(final int capacity) {
        return new ManyToOneRingBuffer(
                new UnsafeBuffer(
                        ByteBuffer.allocateDirect(capacity + RingBufferDescriptor.TRAILER_LENGTH)));
    }
}
