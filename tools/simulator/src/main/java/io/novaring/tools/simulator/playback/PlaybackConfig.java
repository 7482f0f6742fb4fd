/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * How a recording is played.
 *
 * @param port on loopback; 0 takes a free one.
 * @param pace recorded seconds a second; 0 is as fast as the clients take it.
 * @param clientsAwaited the recording begins when so many clients are subscribed; 0 is at once.
 * @param connectionsMax more are refused with HTTP 429.
 * @param fromSequence what was recorded before is not sent; books know it.
 * @param fromTimeNs as {@code fromSequence}, epoch nanoseconds.
 * @param heartbeatScale below 1 makes heartbeats faster than the client asked for.
 * @param patience a client for which the others wait ends when it reads nothing for so long.
 * @param lagListener told, on the playback's thread, how many nanoseconds behind its recorded time
 *     each message was handed to the sockets; never when the pace is 0.
 */
public record PlaybackConfig(
        int port,
        double pace,
        int clientsAwaited,
        int connectionsMax,
        long fromSequence,
        long fromTimeNs,
        double heartbeatScale,
        Duration patience,
        LongConsumer lagListener) {

    /** As it was recorded, on a free port, from the start, once one client is subscribed. */
    public static final PlaybackConfig DEFAULT =
            new PlaybackConfig(
                    0,
                    1,
                    1,
                    32,
                    Long.MIN_VALUE,
                    Long.MIN_VALUE,
                    1,
                    Duration.ofSeconds(60),
                    lagNs -> {});

    public PlaybackConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
        if (!(pace >= 0) || Double.isInfinite(pace)) {
            throw new IllegalArgumentException("pace must be 0 or a positive number, not " + pace);
        }
        if (connectionsMax < 1) {
            throw new IllegalArgumentException(
                    "connectionsMax must be 1 or more, not " + connectionsMax);
        }
        if (clientsAwaited < 0 || clientsAwaited > connectionsMax) {
            throw new IllegalArgumentException(
                    "clientsAwaited must be 0 to " + connectionsMax + ", not " + clientsAwaited);
        }
        if (!(heartbeatScale > 0) || heartbeatScale > 1) {
            throw new IllegalArgumentException(
                    "heartbeatScale must be above 0 and at most 1, not " + heartbeatScale);
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience must be positive, not " + patience);
        }
        Objects.requireNonNull(lagListener, "lagListener");
    }

    public PlaybackConfig withPort(final int value) {
        return new PlaybackConfig(
                value,
                pace,
                clientsAwaited,
                connectionsMax,
                fromSequence,
                fromTimeNs,
                heartbeatScale,
                patience,
                lagListener);
    }

    public PlaybackConfig withPace(final double value) {
        return new PlaybackConfig(
                port,
                value,
                clientsAwaited,
                connectionsMax,
                fromSequence,
                fromTimeNs,
                heartbeatScale,
                patience,
                lagListener);
    }

    public PlaybackConfig withClientsAwaited(final int value) {
        return new PlaybackConfig(
                port,
                pace,
                value,
                connectionsMax,
                fromSequence,
                fromTimeNs,
                heartbeatScale,
                patience,
                lagListener);
    }

    public PlaybackConfig withConnectionsMax(final int value) {
        return new PlaybackConfig(
                port,
                pace,
                clientsAwaited,
                value,
                fromSequence,
                fromTimeNs,
                heartbeatScale,
                patience,
                lagListener);
    }

    /** Both must be reached; {@link Long#MIN_VALUE} is from the start. */
    public PlaybackConfig withFrom(final long sequence, final long timeNs) {
        return new PlaybackConfig(
                port,
                pace,
                clientsAwaited,
                connectionsMax,
                sequence,
                timeNs,
                heartbeatScale,
                patience,
                lagListener);
    }

    public PlaybackConfig withHeartbeatScale(final double value) {
        return new PlaybackConfig(
                port,
                pace,
                clientsAwaited,
                connectionsMax,
                fromSequence,
                fromTimeNs,
                value,
                patience,
                lagListener);
    }

    public PlaybackConfig withPatience(final Duration value) {
        return new PlaybackConfig(
                port,
                pace,
                clientsAwaited,
                connectionsMax,
                fromSequence,
                fromTimeNs,
                heartbeatScale,
                value,
                lagListener);
    }

    public PlaybackConfig withLagListener(final LongConsumer value) {
        return new PlaybackConfig(
                port,
                pace,
                clientsAwaited,
                connectionsMax,
                fromSequence,
                fromTimeNs,
                heartbeatScale,
                patience,
                value);
    }
}
