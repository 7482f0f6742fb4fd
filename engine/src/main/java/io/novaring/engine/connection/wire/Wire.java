/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.Selector;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/**
 * What the links of one connection share, one after the other: buffers, trust, threads for what
 * blocks. I/O thread only.
 */
public final class Wire {
    final int messageLengthMax;
    final SSLContext tls;
    final CertificatePins pins;
    final Helper helper;
    final Selector selector;
    final MessageSink sink;
    final InboundBuffer inbound = new InboundBuffer();
    final OutboundBuffer outbound;

    /** Bytes of all links' WebSocket streams, upgrades included, without encryption. */
    long bytesIn;

    /**
     * @param messageLengthMax of one message of the peer, however many frames it comes in.
     * @param sendBufferLength bytes that may wait for the socket.
     * @param tls trust for wss; null is the JDK's own.
     * @param pins keys the server of wss is known by.
     * @param selector woken for these links; null when the thread spins.
     * @param sink takes the messages of every link.
     */
    public Wire(
            final int messageLengthMax,
            final int sendBufferLength,
            final SSLContext tls,
            final CertificatePins pins,
            final Helper helper,
            final Selector selector,
            final MessageSink sink) {
        this.messageLengthMax = FrameWalker.checkLimit(messageLengthMax);
        this.outbound = new OutboundBuffer(sendBufferLength);
        this.tls = tls;
        this.pins = pins;
        this.helper = helper;
        this.selector = selector;
        this.sink = sink;
    }

    /** Every address of the host; completed on another thread. */
    public CompletableFuture<InetAddress[]> resolve(final String host) {
        return helper.resolve(host);
    }

    /** A link that begins to connect. */
    public Link open(final Endpoint endpoint, final InetAddress address) throws IOException {
        final Link link = new Link(this, endpoint);
        try {
            link.connect(address);
        } catch (final IOException e) {
            link.close(Link.GOING_AWAY, 0);
            throw e;
        }
        return link;
    }

    /** Bytes received on all links so far, without encryption. */
    public long bytesIn() {
        return bytesIn;
    }

    /** Bytes handed to the sockets so far, without encryption. */
    public long bytesOut() {
        return outbound.writtenCount();
    }

    SSLContext trust() {
        return tls == null ? defaultTrust() : tls;
    }

    /** The JDK's trust; loaded by the first call, which takes a tenth of a second. */
    public static SSLContext defaultTrust() {
        try {
            return SSLContext.getDefault();
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no default TLS context", e);
        }
    }
}
