/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.HeartbeatHandler;

/**
 * Heartbeats as of the methods public/set_heartbeat and public/test: the venue sends a test request
 * each interval and closes the connection unless it is answered.
 */
final class DeribitHeartbeats implements HeartbeatHandler {
    private static final byte[] INTERVAL = JsonRpc.ascii("{\"interval\":");
    private static final byte[] NO_PARAMS = JsonRpc.ascii("{}");
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final long intervalNs;

    DeribitHeartbeats(final DeribitConfig config) {
        intervalNs = config.heartbeatIntervalNs();
    }

    @Override
    public int encodeConfigure(final long requestId, final JsonEncoder out) {
        JsonRpc.begin(requestId, DeribitRequestType.SET_HEARTBEAT, out);
        out.raw(INTERVAL, 0, INTERVAL.length).integer(intervalNs / NS_PER_SECOND).raw('}');
        JsonRpc.end(out);
        return DeribitRequestType.SET_HEARTBEAT;
    }

    @Override
    public boolean wantsReply(final MarketEvent event) {
        return event.kind == EventKind.HEARTBEAT && event.hasFlag(MarketEvent.TEST_REQUEST);
    }

    @Override
    public int encodeReply(final long requestId, final JsonEncoder out) {
        return encodeTest(requestId, out);
    }

    @Override
    public int encodeProbe(final long requestId, final JsonEncoder out) {
        return encodeTest(requestId, out);
    }

    /**
     * One and a quarter intervals. Test requests come somewhat more than an interval apart, so an
     * idle but healthy connection is not probed; the answer then has a quarter to arrive.
     */
    @Override
    public long probeAfterNs() {
        return intervalNs + intervalNs / 4;
    }

    @Override
    public long deadAfterNs() {
        return intervalNs + intervalNs / 2;
    }

    private static int encodeTest(final long requestId, final JsonEncoder out) {
        JsonRpc.encode(requestId, DeribitRequestType.TEST, NO_PARAMS, NO_PARAMS.length, out);
        return DeribitRequestType.TEST;
    }
}
