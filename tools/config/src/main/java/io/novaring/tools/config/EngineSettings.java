/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.Topology;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.connection.wire.TlsProvider;
import io.novaring.engine.pinning.Pinning;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The engine's own settings, the same for all connections.
 *
 * @param ioIdle null lets the engine choose.
 * @param ringLength 0 lets the engine choose.
 * @param cores 0 for those the JVM sees.
 * @param warmUp a recording to warm up with before connections open; null for none.
 */
public record EngineSettings(
        Topology topology,
        IdleMode ioIdle,
        IdleMode consumerIdle,
        int ringLength,
        int cores,
        long closeTimeoutNs,
        long writeStallNs,
        int sendBufferLength,
        long tickIntervalNs,
        TlsProvider tlsProvider,
        Pinning pinning,
        Path warmUp) {
    public static final EngineSettings DEFAULT =
            new EngineSettings(
                    Topology.AUTO,
                    null,
                    IdleMode.BACKOFF,
                    0,
                    0,
                    10_000_000_000L,
                    ConnectionSettings.DEFAULT.writeStallNs(),
                    ConnectionSettings.DEFAULT.sendBufferLength(),
                    ConnectionSettings.DEFAULT.tickIntervalNs(),
                    TlsProvider.JDK,
                    Pinning.NONE,
                    null);

    public EngineSettings {
        Objects.requireNonNull(topology, "topology");
        Objects.requireNonNull(consumerIdle, "consumerIdle");
        Objects.requireNonNull(pinning, "pinning");
        Objects.requireNonNull(tlsProvider, "tlsProvider");
        if (cores < 0) {
            throw new IllegalArgumentException("cores below 0: " + cores);
        }
    }

    /**
     * Sets everything but connections and the warm-up, which needs these; returns the same context.
     */
    public EngineContext applyTo(final EngineContext context) {
        context.topology(topology)
                .consumerIdle(consumerIdle)
                .closeTimeoutNs(closeTimeoutNs)
                .pinning(pinning);
        if (ringLength > 0) {
            context.ringLength(ringLength);
        }
        if (ioIdle != null) {
            context.ioIdle(ioIdle);
        }
        if (cores > 0) {
            context.cores(cores);
        }
        return context;
    }

    /**
     * What no profile says of a connection.
     *
     * @throws IllegalStateException when the TLS provider is not there.
     */
    public ConnectionSettings connections() {
        return ConnectionSettings.DEFAULT
                .withTls(tlsProvider == TlsProvider.JDK ? null : tlsProvider.context())
                .withWriteStallNs(writeStallNs)
                .withSendBufferLength(sendBufferLength)
                .withTickIntervalNs(tickIntervalNs);
    }
}
