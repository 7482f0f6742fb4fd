/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.Wishes;

/**
 * Heartbeats as of the methods public/set_heartbeat and public/test: the venue sends a test request
 * each interval and closes the connection unless it is answered.
 */
final class DeribitHeartbeats implements HeartbeatHandler {
    private static final byte[] INTERVAL = JsonRpc.ascii("{\"interval\":");
    private static final byte[] NO_PARAMS = JsonRpc.ascii("{}");
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final DeribitConfig config;
    private boolean isProbed;

    DeribitHeartbeats(final DeribitConfig config) {
        this.config = config;
    }

    @Override
    public void configure(final long nowNs, final Wishes wishes) {
        isProbed = false;
        final JsonEncoder out = wishes.message();
        JsonRpc.begin(wishes.requestId(), DeribitRequestType.SET_HEARTBEAT, out);
        out.raw(INTERVAL, 0, INTERVAL.length);
        out.integer(config.heartbeatIntervalNs() / NS_PER_SECOND).raw('}');
        JsonRpc.end(out);
        wishes.send(DeribitRequestType.SET_HEARTBEAT);
    }

    @Override
    public void onMessage(final MarketEvent event, final Wishes wishes) {
        isProbed = false;
        if (event.kind == EventKind.HEARTBEAT && event.hasFlag(MarketEvent.TEST_REQUEST)) {
            sendTest(wishes);
        }
    }

    /** Asks a silent venue once whether it is there: any answer ends the silence. */
    @Override
    public void generate(final long nowNs, final long silentNs, final Wishes wishes) {
        if (silentNs >= config.probeAfterNs() && !isProbed) {
            isProbed = true;
            sendTest(wishes);
        }
    }

    @Override
    public long deadAfterNs() {
        return config.deadAfterNs();
    }

    private static void sendTest(final Wishes wishes) {
        JsonRpc.encode(
                wishes.requestId(),
                DeribitRequestType.TEST,
                NO_PARAMS,
                NO_PARAMS.length,
                wishes.message());
        wishes.send(DeribitRequestType.TEST);
    }
}
