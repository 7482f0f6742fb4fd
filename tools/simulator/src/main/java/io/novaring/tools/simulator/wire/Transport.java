/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The bytes below the WebSocket: TCP as it is, or TLS over it. Never blocks; one thread. */
public interface Transport {
    /**
     * Puts what has arrived; 0 when that is nothing.
     *
     * @return -1 at the end of the stream.
     */
    int read(ByteBuffer target) throws IOException;

    /** Takes what the socket has room for, which may be nothing. */
    int write(ByteBuffer source) throws IOException;

    /** Whether {@link #read} has more, although the socket may have nothing. */
    boolean hasUnread();

    /** Whether bytes that were taken, or its own, still wait for the socket. */
    boolean hasUnwritten();

    /** TCP as it is. */
    static Transport plain(final SocketChannel socket) {
        return new Transport() {
            @Override
            public int read(final ByteBuffer target) throws IOException {
                return socket.read(target);
            }

            @Override
            public int write(final ByteBuffer source) throws IOException {
                return socket.write(source);
            }

            @Override
            public boolean hasUnread() {
                return false;
            }

            @Override
            public boolean hasUnwritten() {
                return false;
            }
        };
    }
}
