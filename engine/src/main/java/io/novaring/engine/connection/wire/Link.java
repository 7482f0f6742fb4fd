/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import io.novaring.codec.DisconnectReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshake;

/**
 * One attempt at a connection and the session it becomes: TCP, TLS, upgrade, frames, close. Used
 * once. Non-blocking; I/O thread only.
 */
public final class Link extends WebSocketAdapter {
    /** Close code of a session that we end in order. */
    public static final int NORMAL = CloseFrame.NORMAL;

    /** Close code of a session that is given up. */
    public static final int GOING_AWAY = CloseFrame.GOING_AWAY;

    /** In place of a close code: resets, so that no order arrives behind the end of a session. */
    public static final int ABORT = -1;

    /** What {@link #read} answers when the peer ended the stream. */
    public static final int END_OF_STREAM = Transport.END_OF_STREAM;

    private static final int CLOSE_REASON_LENGTH_MAX = 120;
    private static final int PONGS_WAITING_MAX = 16;

    private final Wire wire;
    private final Endpoint endpoint;
    private final InboundBuffer inbound;
    private final OutboundBuffer outbound;
    private final FrameWalker walker;
    private final WebSocketImpl webSocket;
    private final SocketChannel channel;
    private final SelectionKey key;

    private Transport transport;
    private Upgrade upgrade;
    private int closeCode;
    private String closeText = "";
    private boolean closedByPeer;
    private Exception failure;

    Link(final Wire wire, final Endpoint endpoint) throws IOException {
        this.wire = wire;
        this.endpoint = endpoint;
        this.inbound = wire.inbound;
        this.outbound = wire.outbound;
        this.walker = new FrameWalker(wire.messageLengthMax, wire.sink);
        this.webSocket = new WebSocketImpl(this, walker);
        this.channel = SocketChannel.open();
        channel.configureBlocking(false);
        // Nagle would hold a small order back until the segment before it is acknowledged.
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key =
                wire.selector == null
                        ? null
                        : channel.register(
                                wire.selector, SelectionKey.OP_CONNECT | SelectionKey.OP_READ);
    }

    /** Starts to connect. */
    void connect(final InetAddress address) throws IOException {
        try {
            channel.connect(new InetSocketAddress(address, endpoint.port()));
        } catch (final RuntimeException e) {
            // Such as an IPv6 address on a JVM that was told to speak IPv4 only.
            throw new IOException("cannot connect to " + address, e);
        }
    }

    /** True when TCP is there. */
    public boolean finishConnect() throws IOException {
        return channel.finishConnect();
    }

    /** In the select mode of the I/O thread: wakes it for writes too, as long as bytes wait. */
    private void watch() {
        if (key != null && key.isValid()) {
            final int writes = hasPendingWrites() ? SelectionKey.OP_WRITE : 0;
            if (key.interestOps() != (SelectionKey.OP_READ | writes)) {
                key.interestOps(SelectionKey.OP_READ | writes);
            }
        }
    }

    /** TCP is there: starts TLS, or nothing for ws. */
    public void secure() throws IOException {
        if (endpoint.secure()) {
            transport =
                    new TlsTransport(
                            channel,
                            wire.trust(),
                            wire.pins,
                            endpoint.host(),
                            endpoint.port(),
                            wire.helper.executor());
        } else {
            transport = new PlainTransport(channel);
        }
        inbound.start(transport.wantsDirectBuffers());
        watch();
    }

    /** True when messages could be encrypted. */
    public boolean finishSecuring() throws IOException {
        final boolean isDone = transport.handshake();
        watch();
        return isDone;
    }

    /** Sends the upgrade request. */
    public void startUpgrade(final Map<String, String> headers, final long nowNs)
            throws IOException {
        upgrade = new Upgrade();
        final HandshakeImpl1Client request = new HandshakeImpl1Client();
        request.setResourceDescriptor(endpoint.resource());
        request.put("Host", endpoint.hostHeader());
        headers.forEach(request::put);
        try {
            webSocket.startHandshake(request);
        } catch (final InvalidHandshakeException e) {
            throw new IOException("the upgrade request could not be made", e);
        }
        flush(nowNs);
    }

    /**
     * Reads the answer to the upgrade request.
     *
     * @return true when messages may flow.
     * @throws UpgradeRefusedException when the server answered something else.
     */
    public boolean finishUpgrade(final long nowNs) throws IOException {
        flush(nowNs);
        if (read() == END_OF_STREAM) {
            throw new IOException(
                    "the server closed the connection before it answered the upgrade");
        }
        final boolean complete = upgrade.take(inbound.forWalking());
        inbound.keepRest();
        if (!complete) {
            if (upgrade.isTooLong()) {
                throw new UpgradeRefusedException("the answer to the upgrade is too long", 0, 0);
            }
            return false;
        }
        if (!upgrade.isSwitchingProtocols()) {
            throw new UpgradeRefusedException(
                    "the server answered the upgrade with HTTP " + upgrade.status(),
                    upgrade.status(),
                    upgrade.retryAfterSeconds(nowNs / 1_000_000_000L));
        }
        try {
            webSocket.decode(upgrade.head());
        } catch (final RuntimeException e) {
            throw new UpgradeRefusedException("the upgrade answer cannot be read", 101, 0);
        }
        if (!webSocket.isOpen()) {
            throw new UpgradeRefusedException(
                    "the server's upgrade answer does not match the request", 101, 0);
        }
        upgrade = null;
        return true;
    }

    /** Bytes read behind the upgrade answer wait in the buffer: walk them first. */
    public boolean hasBufferedFrames() {
        return !inbound.isEmpty();
    }

    /** True when the last read took all that the socket had. */
    public boolean isDrained() {
        return transport.isDrained();
    }

    /** Reads once; the count, 0, or {@link #END_OF_STREAM}. */
    public int read() throws IOException {
        final int count = transport.read(inbound.forReading());
        wire.bytesIn += Math.max(0, count);
        return count;
    }

    /**
     * Hands every complete frame over. Not through the library's {@code decode}: it logs faults of
     * a peer with a stack trace each, and at TRACE takes every buffer for one with an array.
     */
    public void walk() {
        final ByteBuffer bytes = inbound.forWalking();
        try {
            List<Framedata> frames = walker.translateFrame(bytes);
            while (!frames.isEmpty()) {
                walker.processFrame(webSocket, frames.get(0));
                frames = webSocket.isOpen() ? walker.translateFrame(bytes) : List.of();
            }
        } catch (final InvalidDataException e) {
            failure = e;
            webSocket.close(e);
        }
        inbound.keepRest();
    }

    /** True when the library ended the session: see {@link #reason}. */
    public boolean isClosing() {
        return !webSocket.isOpen();
    }

    /** Puts a text message behind those that wait; false when there is no room. */
    public boolean send(final byte[] message, final int length) {
        return outbound.appendText(message, length);
    }

    /** As {@link #send}; nothing of it is left in memory once the socket has it. */
    public boolean sendSecret(final byte[] message, final int length) {
        return outbound.appendSecret(message, length);
    }

    /** Sends a ping behind what waits. */
    public void ping() {
        webSocket.sendPing();
    }

    /** Moves the library's control frames behind our own and writes. */
    public void flush(final long nowNs) throws IOException {
        ByteBuffer frame = webSocket.outQueue.peek();
        while (frame != null && outbound.append(frame)) {
            webSocket.outQueue.remove();
            frame = webSocket.outQueue.peek();
        }
        outbound.flush(transport, nowNs);
        watch();
    }

    /** How long the peer took no byte although some wait, in nanoseconds. */
    public long stalledNs(final long nowNs) {
        return outbound.stalledNs(nowNs);
    }

    /** True when bytes wait for the socket. */
    public boolean hasPendingWrites() {
        return !outbound.isEmpty() || !webSocket.outQueue.isEmpty() || transport.hasPendingWrites();
    }

    /** Says goodbye if it can be said at once, and closes the socket: no waiting for an answer. */
    public void close(final int code, final long nowNs) {
        if (code == ABORT || !sayGoodbye(code, nowNs)) {
            forget();
        }
        try {
            channel.close();
        } catch (final IOException e) {
            closeText = String.valueOf(e.getMessage());
        }
        outbound.clear();
    }

    /** False when it cannot be said at once: what waits is then cut off, whatever it is. */
    private boolean sayGoodbye(final int code, final long nowNs) {
        try {
            if (webSocket.isOpen()) {
                webSocket.close(code);
            }
            if (transport == null || !channel.isConnected()) {
                return true;
            }
            flush(nowNs);
            final boolean isSaid = !hasPendingWrites();
            transport.end();
            return isSaid;
        } catch (final IOException e) {
            // The peer is gone already; there is nobody to say goodbye to.
            noteClose(e);
            return false;
        }
    }

    /** Without it, the kernel goes on delivering what it has for minutes. */
    private void forget() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (final IOException e) {
            noteClose(e);
        }
    }

    private void noteClose(final IOException e) {
        closeText = closeText.isEmpty() ? String.valueOf(e.getMessage()) : closeText;
    }

    /** Why the library ended the session. */
    public DisconnectReason reason() {
        if (closedByPeer) {
            return DisconnectReason.CLOSED_BY_PEER;
        }
        return CloseCodes.reasonOf(closeCode);
    }

    /** Close code of the peer, or ours to it. */
    public int closeCode() {
        return closeCode;
    }

    /** What the peer said to it, or what it did wrong. */
    public String closeText() {
        return failure == null ? closeText : failure.getMessage();
    }

    /** A peer that pings and does not read must not fill the heap: the newest pongs count. */
    @Override
    public void onWebsocketPing(final WebSocket conn, final Framedata frame) {
        if (webSocket.outQueue.size() >= PONGS_WAITING_MAX) {
            webSocket.outQueue.remove();
        }
        super.onWebsocketPing(conn, frame);
    }

    /** The library checks the accept key, and takes any extension and subprotocol for agreed. */
    @Override
    public void onWebsocketHandshakeReceivedAsClient(
            final WebSocket conn, final ClientHandshake request, final ServerHandshake response)
            throws InvalidDataException {
        final String protocol = response.getFieldValue("Sec-WebSocket-Protocol");
        final boolean asked =
                List.of(request.getFieldValue("Sec-WebSocket-Protocol").split("\\s*,\\s*"))
                        .contains(protocol);
        if (!response.getFieldValue("Sec-WebSocket-Extensions").isEmpty() || !asked) {
            throw new InvalidDataException(
                    CloseFrame.EXTENSION, "an extension or subprotocol nobody asked for");
        }
    }

    @Override
    public void onWebsocketClosing(
            final WebSocket conn, final int code, final String reason, final boolean remote) {
        closeCode = code;
        closedByPeer = remote;
        final String text = reason == null ? "" : reason;
        closeText = text.substring(0, Math.min(text.length(), CLOSE_REASON_LENGTH_MAX));
    }

    @Override
    public void onWebsocketError(final WebSocket conn, final Exception ex) {
        failure = ex;
    }

    @Override
    public void onWebsocketOpen(final WebSocket conn, final Handshakedata d) {}

    @Override
    public void onWebsocketMessage(final WebSocket conn, final String message) {
        throw new IllegalStateException("text went past the frame walk");
    }

    @Override
    public void onWebsocketMessage(final WebSocket conn, final ByteBuffer blob) {
        throw new IllegalStateException("binary data went past the frame walk");
    }

    @Override
    public void onWebsocketClose(
            final WebSocket ws, final int code, final String reason, final boolean remote) {
        onWebsocketClosing(ws, code, reason, remote);
    }

    @Override
    public void onWebsocketCloseInitiated(final WebSocket ws, final int code, final String reason) {
        closeCode = code;
    }

    @Override
    public void onWriteDemand(final WebSocket conn) {}

    @Override
    public InetSocketAddress getLocalSocketAddress(final WebSocket conn) {
        return null;
    }

    @Override
    public InetSocketAddress getRemoteSocketAddress(final WebSocket conn) {
        return null;
    }
}
