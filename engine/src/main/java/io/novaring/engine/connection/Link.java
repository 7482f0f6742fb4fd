/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.DisconnectReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
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
final class Link extends WebSocketAdapter {
    private static final int CLOSE_REASON_LENGTH_MAX = 120;
    private static final int PONGS_WAITING_MAX = 16;

    private final Endpoint endpoint;
    private final ConnectionSettings settings;
    private final Helper helper;
    private final InboundBuffer inbound;
    private final OutboundBuffer outbound;
    private final FrameWalker walker;
    private final WebSocketImpl webSocket;
    private final SocketChannel channel;

    private Transport transport;
    private Upgrade upgrade;
    private int closeCode;
    private String closeText = "";
    private boolean closedByPeer;
    private Exception failure;

    Link(
            final Endpoint endpoint,
            final int messageLengthMax,
            final ConnectionSettings settings,
            final Helper helper,
            final InboundBuffer inbound,
            final OutboundBuffer outbound,
            final MessageSink sink)
            throws IOException {
        this.endpoint = endpoint;
        this.settings = settings;
        this.helper = helper;
        this.inbound = inbound;
        this.outbound = outbound;
        this.walker = new FrameWalker(messageLengthMax, sink);
        this.webSocket = new WebSocketImpl(this, walker);
        this.channel = SocketChannel.open();
        channel.configureBlocking(false);
        // Nagle would hold a small order back until the segment before it is acknowledged.
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
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

    boolean finishConnect() throws IOException {
        return channel.finishConnect();
    }

    /** Wakes the selector for this link; for the select mode of the I/O thread. */
    void register(final Selector selector) throws IOException {
        if (selector != null) {
            channel.register(selector, SelectionKey.OP_CONNECT | SelectionKey.OP_READ);
        }
    }

    void watchReads(final Selector selector) {
        if (selector != null) {
            channel.keyFor(selector).interestOps(SelectionKey.OP_READ);
        }
    }

    /** TCP is there: starts TLS, or nothing for ws. */
    void secure() throws IOException {
        if (endpoint.secure()) {
            transport =
                    new TlsTransport(
                            channel,
                            context(),
                            endpoint.host(),
                            endpoint.port(),
                            helper.executor());
        } else {
            transport = new PlainTransport(channel);
        }
        inbound.start(transport.wantsDirectBuffers());
    }

    private SSLContext context() {
        return settings.tls() == null ? defaultContext() : settings.tls();
    }

    /** The JDK's trust; loaded by the first call. */
    static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no default TLS context", e);
        }
    }

    boolean finishSecuring() throws IOException {
        return transport.handshake();
    }

    /** Sends the upgrade request. */
    void startUpgrade(final Map<String, String> headers, final long nowNs) throws IOException {
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
    boolean finishUpgrade(final long nowNs) throws IOException {
        flush(nowNs);
        if (transport.read(inbound.forReading()) == Transport.END_OF_STREAM) {
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
    boolean hasBufferedFrames() {
        return !inbound.isEmpty();
    }

    /** Reads once; the count, 0, or {@link Transport#END_OF_STREAM}. */
    int read() throws IOException {
        return transport.read(inbound.forReading());
    }

    /**
     * Hands every complete frame in the buffer over. Not through the library's {@code decode}: it
     * logs what a peer does wrong with a stack trace each time, and at TRACE takes every buffer for
     * one with an array.
     */
    void walk() {
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

    boolean isClosing() {
        return !webSocket.isOpen();
    }

    boolean send(final byte[] message, final int length) {
        return outbound.appendText(message, length);
    }

    /** Moves the library's control frames behind our own and writes. */
    void flush(final long nowNs) throws IOException {
        ByteBuffer frame = webSocket.outQueue.peek();
        while (frame != null && outbound.append(frame)) {
            webSocket.outQueue.remove();
            frame = webSocket.outQueue.peek();
        }
        outbound.flush(transport, nowNs);
    }

    boolean hasPendingWrites() {
        return !outbound.isEmpty() || !webSocket.outQueue.isEmpty() || transport.hasPendingWrites();
    }

    /** Says goodbye if it can be said at once, and closes the socket: no waiting for an answer. */
    void close(final int code, final String text, final long nowNs) {
        try {
            if (webSocket.isOpen()) {
                webSocket.close(code, text);
            }
            if (transport != null && channel.isConnected()) {
                flush(nowNs);
            }
        } catch (final IOException e) {
            // The peer is gone already; there is nobody to say goodbye to.
            closeText = closeText.isEmpty() ? String.valueOf(e.getMessage()) : closeText;
        }
        try {
            channel.close();
        } catch (final IOException e) {
            closeText = String.valueOf(e.getMessage());
        }
        outbound.clear();
    }

    /** Why the library ended the session. */
    DisconnectReason reason() {
        if (closedByPeer) {
            return DisconnectReason.CLOSED_BY_PEER;
        }
        return switch (closeCode) {
            case CloseFrame.TOOBIG -> DisconnectReason.MESSAGE_TOO_BIG;
            case CloseFrame.PROTOCOL_ERROR,
                    CloseFrame.NO_UTF8,
                    CloseFrame.REFUSE,
                    CloseFrame.UNEXPECTED_CONDITION ->
                    DisconnectReason.PROTOCOL_ERROR;
            default -> DisconnectReason.CONNECTION_LOST;
        };
    }

    int closeCode() {
        return closeCode;
    }

    String closeText() {
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
    public void onWebsocketOpen(final WebSocket conn, final Handshakedata d) {
        // Seen by webSocket.isOpen().
    }

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
    public void onWriteDemand(final WebSocket conn) {
        // The duty cycle drains the queue.
    }

    @Override
    public InetSocketAddress getLocalSocketAddress(final WebSocket conn) {
        return null;
    }

    @Override
    public InetSocketAddress getRemoteSocketAddress(final WebSocket conn) {
        return null;
    }
}
