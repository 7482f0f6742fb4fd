/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.Wishes;

/**
 * The client pings, the venue answers with a pong: invented, and the most common way. A venue that
 * asks instead is answered in {@code onMessage}; one that only speaks WebSocket pings needs no
 * handler at all, as the engine answers those by itself.
 */
final class AcmeHeartbeats implements HeartbeatHandler {
    private final long pingIntervalNs;
    private final long deadAfterNs;
    private long lastPingNs;

    AcmeHeartbeats(final AcmeConfig config) {
        pingIntervalNs = config.pingIntervalNs();
        deadAfterNs = config.deadAfterNs();
    }

    /** {@inheritDoc} Nothing is to be turned on; the first ping is due an interval from now. */
    @Override
    public void configure(final long nowNs, final Wishes wishes) {
        lastPingNs = nowNs;
    }

    @Override
    public void generate(final long nowNs, final long silentNs, final Wishes wishes) {
        if (nowNs - lastPingNs >= pingIntervalNs) {
            lastPingNs = nowNs;
            final JsonEncoder out = wishes.message();
            AcmeMessages.begin(wishes.requestId(), AcmeRequestType.PING, out);
            out.raw('}');
            wishes.send(AcmeRequestType.PING);
        }
    }

    @Override
    public long deadAfterNs() {
        return deadAfterNs;
    }
}
