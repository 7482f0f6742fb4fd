/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * What is the same for every connection of an engine.
 *
 * @param connectTimeoutNs deadline over name resolution, TCP, TLS and upgrade together.
 * @param writeStallNs a peer that takes no byte for this long is dropped.
 * @param sendBufferLength bytes that may wait for a socket.
 * @param tickIntervalNs how often each connection publishes a tick.
 * @param tls trust for wss; null is the JDK's own. There is no way to trust everybody.
 */
public record ConnectionSettings(
        long connectTimeoutNs,
        long writeStallNs,
        int sendBufferLength,
        long tickIntervalNs,
        Backoff.Settings backoff,
        SSLContext tls) {
    public static final ConnectionSettings DEFAULT =
            new ConnectionSettings(
                    TimeUnit.SECONDS.toNanos(5),
                    TimeUnit.SECONDS.toNanos(2),
                    256 << 10,
                    TimeUnit.MILLISECONDS.toNanos(100),
                    Backoff.Settings.DEFAULT,
                    null);

    public ConnectionSettings {
        if (connectTimeoutNs <= 0 || writeStallNs <= 0 || tickIntervalNs <= 0) {
            throw new IllegalArgumentException(
                    "times must be above 0: connectTimeoutNs="
                            + connectTimeoutNs
                            + ", writeStallNs="
                            + writeStallNs
                            + ", tickIntervalNs="
                            + tickIntervalNs);
        }
        if (sendBufferLength < 64 << 10) {
            throw new IllegalArgumentException("sendBufferLength below 65536: " + sendBufferLength);
        }
    }

    public ConnectionSettings withTls(final SSLContext context) {
        return new ConnectionSettings(
                connectTimeoutNs, writeStallNs, sendBufferLength, tickIntervalNs, backoff, context);
    }

    public ConnectionSettings withBackoff(final Backoff.Settings settings) {
        return new ConnectionSettings(
                connectTimeoutNs, writeStallNs, sendBufferLength, tickIntervalNs, settings, tls);
    }

    public ConnectionSettings withTickIntervalNs(final long intervalNs) {
        return new ConnectionSettings(
                connectTimeoutNs, writeStallNs, sendBufferLength, intervalNs, backoff, tls);
    }

    public ConnectionSettings withConnectTimeoutNs(final long timeoutNs) {
        return new ConnectionSettings(
                timeoutNs, writeStallNs, sendBufferLength, tickIntervalNs, backoff, tls);
    }
}
