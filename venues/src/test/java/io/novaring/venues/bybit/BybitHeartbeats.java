/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.Wishes;

/**
 * Here the client pings, whatever else is said. The pong needs no look: like every message it ends
 * the silence, which the engine measures.
 */
final class BybitHeartbeats implements HeartbeatHandler {
    private final BybitConfig config;
    private long pingedNs;

    BybitHeartbeats(final BybitConfig config) {
        this.config = config;
    }

    @Override
    public void configure(final long nowNs, final Wishes wishes) {
        pingedNs = nowNs;
    }

    @Override
    public void generate(final long nowNs, final long silentNs, final Wishes wishes) {
        if (nowNs - pingedNs >= config.pingIntervalNs()) {
            pingedNs = nowNs;
            BybitOps.encodePing(wishes.requestId(), wishes.message());
            wishes.send(BybitOps.PING);
        }
    }

    @Override
    public long deadAfterNs() {
        return config.deadAfterNs();
    }
}
