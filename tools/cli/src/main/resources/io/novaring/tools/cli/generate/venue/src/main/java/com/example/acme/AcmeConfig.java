/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import io.novaring.codec.json.JsonEncoder;

import java.net.URI;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * How to reach acme and how to behave there. A record that cannot be built wrong: a mistake is told
 * at start, with the value.
 *
 * @param endpoint ws or wss address.
 * @param pingIntervalNs how often the venue is pinged, nanoseconds.
 * @param deadAfterNs silence after which the session is given up; above pingIntervalNs, as a pong
 *     needs time.
 * @param subscribeBatchMax channels in one subscribe request, 1 to 100.
 */
public record AcmeConfig(
        URI endpoint, long pingIntervalNs, long deadAfterNs, int subscribeBatchMax) {
    /** Invented: the address in the venue's documents goes here. */
    public static final URI PRODUCTION = URI.create("wss://stream.acme.example/v1");

    // Invented: the venue says after which silence it hangs up, and how long a request may be.
    private static final long PING_INTERVAL_DEFAULT_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long DEAD_AFTER_DEFAULT_NS = TimeUnit.SECONDS.toNanos(45);
    private static final int SUBSCRIBE_BATCH_LIMIT = 100;

    public AcmeConfig {
        Objects.requireNonNull(endpoint, "endpoint");
        final String scheme = endpoint.getScheme();
        if (!"ws".equalsIgnoreCase(scheme) && !"wss".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException("endpoint neither ws nor wss: " + scheme);
        }
        // Not shown in the message: it may be a password.
        if (endpoint.getRawUserInfo() != null) {
            throw new IllegalArgumentException("endpoint with user information");
        }
        if (endpoint.getHost() == null) {
            throw new IllegalArgumentException("endpoint without a host: " + endpoint);
        }
        if (pingIntervalNs <= 0 || deadAfterNs <= pingIntervalNs) {
            throw new IllegalArgumentException(
                    "heartbeats need 0 < pingIntervalNs < deadAfterNs: "
                            + pingIntervalNs
                            + ", "
                            + deadAfterNs);
        }
        if (subscribeBatchMax < 1 || subscribeBatchMax > SUBSCRIBE_BATCH_LIMIT) {
            throw new IllegalArgumentException(
                    "subscribeBatchMax not within 1 and 100: " + subscribeBatchMax);
        }
    }

    /** Defaults for this address. */
    public static AcmeConfig of(final URI endpoint) {
        return new AcmeConfig(
                endpoint, PING_INTERVAL_DEFAULT_NS, DEAD_AFTER_DEFAULT_NS, SUBSCRIBE_BATCH_LIMIT);
    }

    public AcmeConfig withHeartbeats(final long newPingIntervalNs, final long newDeadAfterNs) {
        return new AcmeConfig(endpoint, newPingIntervalNs, newDeadAfterNs, subscribeBatchMax);
    }

    public AcmeConfig withSubscribeBatchMax(final int newSubscribeBatchMax) {
        return new AcmeConfig(endpoint, pingIntervalNs, deadAfterNs, newSubscribeBatchMax);
    }

    /** What a replay must know, by the names of this record; not the address, and no secrets. */
    String toJson() {
        final JsonEncoder out = new JsonEncoder(128);
        out.raw("{\"pingIntervalNs\":").integer(pingIntervalNs);
        out.raw(",\"deadAfterNs\":").integer(deadAfterNs);
        out.raw(",\"subscribeBatchMax\":").integer(subscribeBatchMax);
        return out.raw('}').toString();
    }
}
