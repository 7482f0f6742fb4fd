/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import io.novaring.codec.json.JsonEncoder;
import java.net.URI;
import java.util.Objects;

/**
 * How to reach Bybit and how to behave there.
 *
 * @param pingIntervalNs how often the client pings; the venue recommends 20 s.
 * @param deadAfterNs silence after which the session is given up; above pingIntervalNs.
 * @param subscribeBatchMax topics in one request.
 */
record BybitConfig(
        URI endpoint,
        BybitCategory category,
        long pingIntervalNs,
        long deadAfterNs,
        int subscribeBatchMax) {
    static final long PING_INTERVAL_DEFAULT_NS = 20_000_000_000L;
    static final long DEAD_AFTER_DEFAULT_NS = 30_000_000_000L;

    BybitConfig {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(category, "category");
        if (pingIntervalNs <= 0 || deadAfterNs <= pingIntervalNs) {
            throw new IllegalArgumentException(
                    "silence needs 0 < pingIntervalNs < deadAfterNs: "
                            + pingIntervalNs
                            + ", "
                            + deadAfterNs);
        }
        if (subscribeBatchMax < 1) {
            throw new IllegalArgumentException("subscribeBatchMax below 1: " + subscribeBatchMax);
        }
    }

    /** Defaults for a category on this host, such as {@code wss://stream.bybit.com}. */
    static BybitConfig of(final String host, final BybitCategory category) {
        return new BybitConfig(
                URI.create(host + category.path()),
                category,
                PING_INTERVAL_DEFAULT_NS,
                DEAD_AFTER_DEFAULT_NS,
                category.batchMax());
    }

    BybitConfig withEndpoint(final URI newEndpoint) {
        return new BybitConfig(
                newEndpoint, category, pingIntervalNs, deadAfterNs, subscribeBatchMax);
    }

    BybitConfig withPings(final long newPingIntervalNs, final long newDeadAfterNs) {
        return new BybitConfig(
                endpoint, category, newPingIntervalNs, newDeadAfterNs, subscribeBatchMax);
    }

    BybitConfig withSubscribeBatchMax(final int newSubscribeBatchMax) {
        return new BybitConfig(
                endpoint, category, pingIntervalNs, deadAfterNs, newSubscribeBatchMax);
    }

    /** What a replay must know; not the address. */
    String toJson() {
        final JsonEncoder out = new JsonEncoder(128);
        out.raw("{\"category\":").string(category.name());
        out.raw(",\"pingIntervalNs\":").integer(pingIntervalNs);
        out.raw(",\"deadAfterNs\":").integer(deadAfterNs);
        out.raw(",\"subscribeBatchMax\":").integer(subscribeBatchMax);
        return out.raw("}").toString();
    }
}
