/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.limit.Credits;
import io.novaring.tools.simulator.schedule.Timers;
import io.novaring.tools.simulator.tls.ServerHello;
import io.novaring.tools.simulator.wire.Handshake;
import io.novaring.tools.simulator.wire.TlsTransport;
import io.novaring.tools.simulator.wire.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The port, and every connection until it is upgraded or refused. Simulator thread only. */
final class Acceptor {
    private static final byte[] NOT_TLS =
            "SSH-2.0-OpenSSH_9.2p1\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String FOREIGN_KEY = "c3RvbGVuIGZyb20gc29tZWJvZHk=";

    private static final long REOPEN_NS = 50_000_000L;

    private boolean refusing;
    private long refusedUntilNs;
    private final int port;
    private final SimulatorConfig config;
    private final Selector selector;
    private final Totals totals;
    private final Faults faults;
    private final ConnectionOwner owner;
    private final Credits sharedCredits = new Credits();
    private final Map<Connection, ArmedFault> met = new HashMap<>();
    private ServerSocketChannel listening;

    /** Listens when it returns. */
    Acceptor(
            final SimulatorConfig config,
            final Selector selector,
            final Totals totals,
            final Faults faults,
            final ConnectionOwner owner)
            throws IOException {
        this.config = config;
        this.selector = selector;
        this.totals = totals;
        this.faults = faults;
        this.owner = owner;
        listen(config.port());
        this.port = listening.socket().getLocalPort();
    }

    /** The same after the port was closed and opened again. */
    int port() {
        return port;
    }

    private void listen(final int wanted) throws IOException {
        final ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_ACCEPT);
            listening = channel;
        } catch (final IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Every new connection is reset at once until then. */
    void refuse(final long untilNs) {
        refusing = true;
        refusedUntilNs = untilNs;
    }

    /** TCP itself refuses until then; nothing changes when it does so already. */
    void closePort(final long untilNs, final Timers timers) {
        if (!listening.isOpen()) {
            return;
        }
        try {
            listening.close();
            // Only a selection lets go of the file.
            selector.selectNow(key -> {});
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        timers.at(untilNs, () -> openPort(timers));
    }

    private void openPort(final Timers timers) {
        try {
            listen(port);
        } catch (final IOException e) {
            // Somebody else has taken it meanwhile.
            timers.at(config.time().nanoTime() + REOPEN_NS, () -> openPort(timers));
        }
    }

    /**
     * Takes the connection that waits.
     *
     * @return null when it is gone already.
     */
    Connection accept(final long nowNs) throws IOException {
        final SocketChannel socket = listening.accept();
        if (socket == null) {
            return null;
        }
        totals.connectionsAccepted++;
        refusing &= nowNs - refusedUntilNs < 0;
        if (refusing) {
            totals.closed(CloseCause.REFUSED);
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            socket.close();
            return null;
        }
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        final SelectionKey key = socket.register(selector, SelectionKey.OP_READ);
        final ArmedFault fault = faults.takeConnect();
        final FaultKind kind = fault == null ? null : fault.planned().fault().kind();
        final boolean speaksTls = config.tls() != null && (kind == null || !kind.needsTls());
        final Transport transport =
                speaksTls ? new TlsTransport(socket, config.tls()) : Transport.plain(socket);
        final Connection connection =
                new Connection(socket, transport, key, config, credits(), totals, owner);
        key.attach(connection);
        connection.heard(nowNs);
        faults.onAccepted(connection);
        if (fault != null) {
            meet(connection, fault, kind);
        }
        return connection;
    }

    private Credits credits() {
        return switch (config.credits()) {
            case OFF -> null;
            case PER_CONNECTION -> new Credits();
            case PER_ADDRESS -> sharedCredits;
        };
    }

    private void meet(final Connection connection, final ArmedFault fault, final FaultKind kind) {
        switch (kind) {
            case TCP_RESET -> {
                connection.reset(CloseCause.FAULT);
                fired(connection, fault);
            }
            case TCP_HANG -> {
                connection.freeze();
                fired(connection, fault);
            }
            case TLS_HANG, TLS_BROKEN, TLS_SERVER_HELLO -> {
                connection.awaitGreeting();
                met.put(connection, fault);
            }
            default -> met.put(connection, fault);
        }
    }

    /** The client's first TLS record is here. */
    void onGreeting(final Connection connection) {
        final ArmedFault fault = met.remove(connection);
        if (fault == null) {
            // What follows it, as the alert of a client that ends the handshake.
            return;
        }
        final Fault what = fault.planned().fault();
        switch (what.kind()) {
            case TLS_HANG -> connection.freeze();
            // The client is to end it: with an alert, which nobody reads.
            case TLS_SERVER_HELLO -> connection.putRaw(ServerHello.of(what.variant()));
            default -> {
                connection.putRaw(NOT_TLS);
                connection.endAfterFlush(CloseCause.FAULT);
            }
        }
        fired(connection, fault);
    }

    /** The HTTP answer; null when there shall be none. */
    String answerUpgrade(final Connection connection, final String head, final boolean isFull) {
        final ArmedFault fault = met.remove(connection);
        if (fault == null) {
            return isFull
                    ? Handshake.refusal("429 Too Many Requests")
                    : Handshake.answer(head, SimulatorServer.PATH);
        }
        fired(connection, fault);
        final Fault what = fault.planned().fault();
        return switch (what.kind()) {
            case UPGRADE_HANG -> null;
            case WRONG_ACCEPT_KEY ->
                    Handshake.answer(head, SimulatorServer.PATH)
                            .replaceFirst(
                                    "Sec-WebSocket-Accept: [^\r]*",
                                    "Sec-WebSocket-Accept: " + FOREIGN_KEY);
            default -> status(what);
        };
    }

    private static String status(final Fault fault) {
        final StringBuilder headers = new StringBuilder();
        if (fault.delay() != null) {
            headers.append("Retry-After: ").append(fault.delay().toSeconds()).append("\r\n");
        }
        if (fault.code() < 400) {
            headers.append("Location: ws://127.0.0.1:9/elsewhere\r\n");
        }
        return Handshake.refusal(fault.code() + " " + reason(fault.code()), headers.toString());
    }

    private static String reason(final int status) {
        return switch (status) {
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            default -> "Status " + status;
        };
    }

    /** The connection is gone; a fault that waited for its upgrade waits for the next. */
    void onEnded(final Connection connection) {
        final ArmedFault fault = met.remove(connection);
        if (fault != null) {
            faults.arm(fault, List.of(), null);
        }
    }

    private void fired(final Connection connection, final ArmedFault fault) {
        faults.fired(fault, List.of(connection), null, "");
    }

    void release() throws IOException {
        listening.close();
    }
}
