/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** TCP as it is. */
final class PlainTransport implements Transport {
    private final SocketChannel channel;
    private boolean isDrained;

    PlainTransport(final SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public boolean handshake() {
        return true;
    }

    @Override
    public int read(final ByteBuffer target) throws IOException {
        final int count = channel.read(target);
        isDrained = target.hasRemaining();
        return count;
    }

    @Override
    public boolean isDrained() {
        return isDrained;
    }

    @Override
    public int write(final ByteBuffer source) throws IOException {
        return channel.write(source);
    }

    @Override
    public boolean hasPendingWrites() {
        return false;
    }

    @Override
    public boolean wantsDirectBuffers() {
        return true;
    }

    @Override
    public void end() {
        // The end of the TCP connection says it.
    }
}
