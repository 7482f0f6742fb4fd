/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/** The server's side of TLS over a socket that never blocks. One thread. */
public final class TlsTransport implements Transport {
    private boolean ended;
    private final SocketChannel socket;
    private final SSLEngine engine;
    // Both are always ready to be put to.
    private final ByteBuffer received;
    private final ByteBuffer decoded;
    // Always ready to be taken from.
    private final ByteBuffer encoded;

    public TlsTransport(final SocketChannel socket, final SSLContext context) throws IOException {
        this.socket = socket;
        this.engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.beginHandshake();
        final int packetBytes = engine.getSession().getPacketBufferSize();
        received = ByteBuffer.allocateDirect(2 * packetBytes);
        decoded = ByteBuffer.allocateDirect(2 * engine.getSession().getApplicationBufferSize());
        encoded = ByteBuffer.allocateDirect(4 * packetBytes).limit(0);
    }

    @Override
    public int read(final ByteBuffer target) throws IOException {
        if (decoded.position() == 0 && !ended) {
            ended = socket.read(received) < 0;
            unwrap();
        }
        decoded.flip();
        final int count = Math.min(decoded.remaining(), target.remaining());
        target.put(decoded.slice(decoded.position(), count));
        decoded.position(decoded.position() + count);
        decoded.compact();
        return ended && count == 0 ? -1 : count;
    }

    @Override
    public int write(final ByteBuffer source) throws IOException {
        final int before = source.position();
        while (drain() && !isHandshaking() && source.hasRemaining()) {
            final SSLEngineResult result = wrap(source);
            if (result.bytesProduced() == 0) {
                break;
            }
        }
        return source.position() - before;
    }

    @Override
    public boolean hasUnread() {
        return decoded.position() > 0 || received.position() > 0 && canUnwrap();
    }

    @Override
    public boolean hasUnwritten() {
        return encoded.hasRemaining();
    }

    // A record's length stands in its bytes 3 and 4.
    private boolean canUnwrap() {
        return received.position() >= 5
                && received.position() >= 5 + (received.getShort(3) & 0xFFFF);
    }

    private boolean isHandshaking() {
        return switch (engine.getHandshakeStatus()) {
            case NOT_HANDSHAKING, FINISHED -> false;
            default -> engine.getSession().getCipherSuite().contains("NULL");
        };
    }

    private void unwrap() throws IOException {
        received.flip();
        try {
            while (step()) {
                // the next record, or the next word of the handshake
            }
        } finally {
            received.compact();
        }
        drain();
    }

    /** False when nothing more can be done with what is there. */
    private boolean step() throws IOException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask();
                        task != null;
                        task = engine.getDelegatedTask()) {
                    task.run();
                }
                return true;
            }
            case NEED_WRAP -> {
                drain();
                return wrap(ByteBuffer.allocate(0)).bytesProduced() > 0;
            }
            default -> {
                final SSLEngineResult result = engine.unwrap(received, decoded);
                ended |= result.getStatus() == SSLEngineResult.Status.CLOSED;
                return result.getStatus() == SSLEngineResult.Status.OK;
            }
        }
    }

    private SSLEngineResult wrap(final ByteBuffer source) throws IOException {
        encoded.compact();
        try {
            return engine.wrap(source, encoded);
        } finally {
            encoded.flip();
        }
    }

    /** Whether all of it is gone. */
    private boolean drain() throws IOException {
        if (encoded.hasRemaining()) {
            socket.write(encoded);
        }
        return !encoded.hasRemaining();
    }
}
