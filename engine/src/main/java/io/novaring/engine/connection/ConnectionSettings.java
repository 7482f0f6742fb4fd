/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.engine.connection.wire.CertificatePins;
import io.novaring.engine.connection.wire.TlsProvider;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.engine.reconnect.ReconnectSettings;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * How the transport of a connection behaves.
 *
 * @param connectTimeoutNs deadline over name resolution, TCP, TLS and upgrade together.
 * @param writeStallNs a peer that takes no byte for this long is dropped.
 * @param sendBufferLength bytes that may wait for a socket.
 * @param tickIntervalNs how often each connection publishes a tick.
 * @param reconnect what follows when a session ends.
 * @param pingIntervalNs how often a WebSocket ping is sent; 0 for never.
 * @param pongTimeoutNs a peer from which nothing came for this long after a ping is dead.
 * @param tls trust for wss, and who encrypts: see {@link TlsProvider}; null is the JDK's own. There
 *     is no way to trust everybody.
 * @param pins keys the server of wss is known by, beside that trust.
 */
public record ConnectionSettings(
        long connectTimeoutNs,
        long writeStallNs,
        int sendBufferLength,
        long tickIntervalNs,
        ReconnectSettings reconnect,
        long pingIntervalNs,
        long pongTimeoutNs,
        SSLContext tls,
        CertificatePins pins) {
    public static final ConnectionSettings DEFAULT =
            new ConnectionSettings(
                    TimeUnit.SECONDS.toNanos(5),
                    TimeUnit.SECONDS.toNanos(2),
                    256 << 10,
                    TimeUnit.MILLISECONDS.toNanos(100),
                    ReconnectSettings.DEFAULT,
                    TimeUnit.SECONDS.toNanos(15),
                    TimeUnit.SECONDS.toNanos(5),
                    null,
                    CertificatePins.NONE);

    public ConnectionSettings {
        Objects.requireNonNull(reconnect, "reconnect");
        Objects.requireNonNull(pins, "pins");
        if (connectTimeoutNs <= 0 || writeStallNs <= 0 || tickIntervalNs <= 0) {
            throw new IllegalArgumentException(
                    "times must be above 0: connectTimeoutNs="
                            + connectTimeoutNs
                            + ", writeStallNs="
                            + writeStallNs
                            + ", tickIntervalNs="
                            + tickIntervalNs);
        }
        if (pingIntervalNs < 0 || pingIntervalNs > 0 && pongTimeoutNs <= 0) {
            throw new IllegalArgumentException(
                    "a ping needs pingIntervalNs >= 0 and pongTimeoutNs > 0: "
                            + pingIntervalNs
                            + ", "
                            + pongTimeoutNs);
        }
        if (sendBufferLength < 64 << 10) {
            throw new IllegalArgumentException("sendBufferLength below 65536: " + sendBufferLength);
        }
    }

    public ConnectionSettings withTls(final SSLContext context) {
        return copy(connectTimeoutNs, writeStallNs, sendBufferLength, tickIntervalNs, context);
    }

    public ConnectionSettings withPins(final CertificatePins newPins) {
        return new ConnectionSettings(
                connectTimeoutNs,
                writeStallNs,
                sendBufferLength,
                tickIntervalNs,
                reconnect,
                pingIntervalNs,
                pongTimeoutNs,
                tls,
                newPins);
    }

    public ConnectionSettings withReconnect(final ReconnectSettings settings) {
        return new ConnectionSettings(
                connectTimeoutNs,
                writeStallNs,
                sendBufferLength,
                tickIntervalNs,
                settings,
                pingIntervalNs,
                pongTimeoutNs,
                tls,
                pins);
    }

    public ConnectionSettings withBackoff(final BackoffSettings settings) {
        return withReconnect(reconnect.withBackoff(settings));
    }

    public ConnectionSettings withPings(final long intervalNs, final long timeoutNs) {
        return new ConnectionSettings(
                connectTimeoutNs,
                writeStallNs,
                sendBufferLength,
                tickIntervalNs,
                reconnect,
                intervalNs,
                timeoutNs,
                tls,
                pins);
    }

    public ConnectionSettings withTickIntervalNs(final long intervalNs) {
        return copy(connectTimeoutNs, writeStallNs, sendBufferLength, intervalNs, tls);
    }

    public ConnectionSettings withConnectTimeoutNs(final long timeoutNs) {
        return copy(timeoutNs, writeStallNs, sendBufferLength, tickIntervalNs, tls);
    }

    public ConnectionSettings withWriteStallNs(final long stallNs) {
        return copy(connectTimeoutNs, stallNs, sendBufferLength, tickIntervalNs, tls);
    }

    public ConnectionSettings withSendBufferLength(final int length) {
        return copy(connectTimeoutNs, writeStallNs, length, tickIntervalNs, tls);
    }

    private ConnectionSettings copy(
            final long newConnectTimeoutNs,
            final long newWriteStallNs,
            final int newSendBufferLength,
            final long newTickIntervalNs,
            final SSLContext newTls) {
        return new ConnectionSettings(
                newConnectTimeoutNs,
                newWriteStallNs,
                newSendBufferLength,
                newTickIntervalNs,
                reconnect,
                pingIntervalNs,
                pongTimeoutNs,
                newTls,
                pins);
    }
}
