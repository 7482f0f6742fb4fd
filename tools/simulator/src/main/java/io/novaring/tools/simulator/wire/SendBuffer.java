/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What one client has not read yet, up to a limit. Simulator thread only. */
public final class SendBuffer {
    private int head;
    private int tail;
    private final ByteBuffer bytes;

    public SendBuffer(final int capacity) {
        bytes = ByteBuffer.allocateDirect(capacity);
    }

    public int pending() {
        return tail - head;
    }

    public int room() {
        return bytes.capacity() - (tail - head);
    }

    /** There must be room. */
    public void put(final byte[] source, final int offset, final int length) {
        if (bytes.capacity() - tail < length) {
            bytes.limit(tail).position(head);
            bytes.compact();
            tail -= head;
            head = 0;
        }
        bytes.limit(bytes.capacity()).position(tail);
        bytes.put(source, offset, length);
        tail += length;
    }

    /** Hands over what the socket takes now; returns how much that was. */
    public int writeTo(final Transport transport) throws IOException {
        bytes.limit(tail).position(head);
        final int written = transport.write(bytes);
        head += written;
        if (head == tail) {
            head = 0;
            tail = 0;
        }
        return written;
    }
}
