/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.engine.connection.wire.Endpoint;
import io.novaring.engine.connection.wire.Link;
import io.novaring.engine.connection.wire.Wire;
import io.novaring.engine.venue.ConnectionHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The steps of one attempt, within one deadline: name, TCP on one address after the other, TLS,
 * upgrade. Used for every attempt of a connection, as the next begins with the address behind the
 * one that swallowed everything. I/O thread.
 */
final class Attempt {
    private final long timeoutNs;
    private final ConnectionHandler handler;
    private final Wire wire;

    private ConnectionState phase = ConnectionState.WAITING;
    private long deadlineNs;
    private int addressFirst;
    private int addressesTried;
    private CompletableFuture<InetAddress[]> resolution;
    private Endpoint endpoint;
    private InetAddress[] addresses;
    private Link link;

    Attempt(final ConnectionHandler handler, final long timeoutNs, final Wire wire) {
        this.handler = handler;
        this.timeoutNs = timeoutNs;
        this.wire = wire;
    }

    /** Where it is; WAITING when there is none. */
    ConnectionState phase() {
        return phase;
    }

    void begin(final Endpoint newEndpoint, final long nowNs) {
        final String hostBefore = endpoint == null ? null : endpoint.host();
        endpoint = newEndpoint;
        deadlineNs = nowNs + timeoutNs;
        phase = ConnectionState.RESOLVING;
        // Resolved anew for every attempt: venues move. But a name that hangs is asked for once.
        if (resolution == null || resolution.isDone() || !endpoint.host().equals(hostBefore)) {
            resolution = wire.resolve(endpoint.host());
        }
    }

    boolean isOverdue(final long nowNs) {
        return nowNs - deadlineNs >= 0;
    }

    /** Ends an attempt that took too long; the text that says where it stopped. */
    String timeOut() {
        if (phase != ConnectionState.RESOLVING) {
            // One address that swallows everything, or all behind TCP, must not keep us from the
            // others.
            addressFirst++;
        }
        return "no session after " + timeoutNs / 1_000_000 + " ms; it stopped at " + phase;
    }

    /** One step; the link when messages may flow, else null. */
    Link step(final long nowNs) throws IOException {
        switch (phase) {
            case RESOLVING -> finishResolving();
            case CONNECTING -> {
                if (tcpDone()) {
                    link.secure();
                    phase = ConnectionState.SECURING;
                }
            }
            case SECURING -> {
                if (link.finishSecuring()) {
                    link.startUpgrade(handler.headers(), nowNs);
                    phase = ConnectionState.UPGRADING;
                }
            }
            case UPGRADING -> {
                if (link.finishUpgrade(nowNs)) {
                    final Link open = link;
                    link = null;
                    phase = ConnectionState.WAITING;
                    return open;
                }
            }
            default -> throw new IllegalStateException("no attempt is under way");
        }
        return null;
    }

    private void finishResolving() throws IOException {
        if (!resolution.isDone()) {
            return;
        }
        try {
            addresses = resolution.join();
        } catch (final CompletionException e) {
            throw new IOException("cannot resolve " + endpoint.host(), e);
        }
        addressesTried = 0;
        phase = ConnectionState.CONNECTING;
        connectToNext();
    }

    private void connectToNext() throws IOException {
        while (true) {
            final int index = (addressFirst + addressesTried++) % addresses.length;
            try {
                link = wire.open(endpoint, addresses[index]);
                return;
            } catch (final IOException e) {
                throwIfLast(e);
            }
        }
    }

    private boolean tcpDone() throws IOException {
        try {
            return link.finishConnect();
        } catch (final IOException e) {
            closeLink(0);
            throwIfLast(e);
            connectToNext();
            return false;
        }
    }

    private void throwIfLast(final IOException e) throws IOException {
        if (addressesTried >= addresses.length) {
            throw e;
        }
    }

    /** Closes what there is of it. */
    void abandon(final long nowNs) {
        phase = ConnectionState.WAITING;
        closeLink(nowNs);
    }

    private void closeLink(final long nowNs) {
        if (link != null) {
            link.close(Link.GOING_AWAY, nowNs);
            link = null;
        }
    }
}
