/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.profile;

import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.engine.reconnect.BackoffSettings.Kind;
import io.novaring.engine.reconnect.ReconnectSettings;
import io.novaring.engine.telemetry.TelemetryLevel;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * How a connection behaves, as one named set of figures: one of the three here, or one of these
 * with single values replaced. Immutable.
 *
 * @param name of the profile, for reports.
 * @param connectTimeoutNs deadline over name resolution, TCP, TLS and upgrade together.
 * @param pingIntervalNs how often the engine sends a WebSocket ping; 0 for never.
 * @param pongTimeoutNs a peer from which nothing came for this long after a ping is dead.
 */
public record Profile(
        String name,
        ReconnectSettings reconnect,
        long connectTimeoutNs,
        long pingIntervalNs,
        long pongTimeoutNs,
        TelemetryLevel telemetry) {
    /** For trading: back as soon as can be, for ever, and told in every detail. The default. */
    public static final Profile FINANCIAL =
            new Profile(
                    "financial",
                    ReconnectSettings.DEFAULT,
                    seconds(5),
                    seconds(15),
                    seconds(5),
                    TelemetryLevel.DETAILED);

    /** For services: one second more with each attempt, and an end after ten. */
    public static final Profile STANDARD =
            new Profile(
                    "standard",
                    ReconnectSettings.DEFAULT.withBackoff(
                            backoff(Kind.LINEAR, seconds(1), seconds(60), 10)),
                    seconds(10),
                    seconds(30),
                    seconds(10),
                    TelemetryLevel.STANDARD);

    /** For tools: three tries, few words. */
    public static final Profile LIGHTWEIGHT =
            new Profile(
                    "lightweight",
                    ReconnectSettings.DEFAULT.withBackoff(
                            backoff(Kind.CONSTANT, seconds(2), seconds(10), 3)),
                    seconds(15),
                    seconds(60),
                    seconds(15),
                    TelemetryLevel.MINIMAL);

    public Profile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(reconnect, "reconnect");
        Objects.requireNonNull(telemetry, "telemetry");
        if (connectTimeoutNs <= 0) {
            throw new IllegalArgumentException("connectTimeoutNs not above 0: " + connectTimeoutNs);
        }
        if (pingIntervalNs < 0 || pingIntervalNs > 0 && pongTimeoutNs <= 0) {
            throw new IllegalArgumentException(
                    "a ping needs pingIntervalNs >= 0 and pongTimeoutNs > 0: "
                            + pingIntervalNs
                            + ", "
                            + pongTimeoutNs);
        }
    }

    /** The profile of this name, null when there is none. */
    public static Profile named(final String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "financial" -> FINANCIAL;
            case "standard" -> STANDARD;
            case "lightweight" -> LIGHTWEIGHT;
            default -> null;
        };
    }

    /** These settings with what the profile says of them. */
    public ConnectionSettings applyTo(final ConnectionSettings settings) {
        return settings.withReconnect(reconnect)
                .withConnectTimeoutNs(connectTimeoutNs)
                .withPings(pingIntervalNs, pongTimeoutNs);
    }

    public Profile withName(final String newName) {
        return new Profile(
                newName, reconnect, connectTimeoutNs, pingIntervalNs, pongTimeoutNs, telemetry);
    }

    public Profile withReconnect(final ReconnectSettings settings) {
        return new Profile(
                name, settings, connectTimeoutNs, pingIntervalNs, pongTimeoutNs, telemetry);
    }

    public Profile withConnectTimeoutNs(final long timeoutNs) {
        return new Profile(name, reconnect, timeoutNs, pingIntervalNs, pongTimeoutNs, telemetry);
    }

    public Profile withPings(final long intervalNs, final long timeoutNs) {
        return new Profile(name, reconnect, connectTimeoutNs, intervalNs, timeoutNs, telemetry);
    }

    public Profile withTelemetry(final TelemetryLevel level) {
        return new Profile(name, reconnect, connectTimeoutNs, pingIntervalNs, pongTimeoutNs, level);
    }

    private static BackoffSettings backoff(
            final Kind kind, final long baseNs, final long maxNs, final int attemptsMax) {
        return new BackoffSettings(kind, baseNs, maxNs, 0, attemptsMax, 0, maxNs, seconds(30));
    }

    private static long seconds(final int count) {
        return TimeUnit.SECONDS.toNanos(count);
    }
}
