/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.SubscriptionHandler;
import io.novaring.engine.venue.VenueClient;

/**
 * Another client with less patience: its peer is dead after a shorter silence than the venue's
 * heartbeats allow. For peers whose heartbeats are faster too.
 */
public final class ImpatientClient implements VenueClient {
    static final String PROBE_AFTER = "probeAfterNs";
    static final String DEAD_AFTER = "deadAfterNs";

    private final VenueClient client;
    private final HeartbeatHandler heartbeats;
    private final String settings;

    public ImpatientClient(
            final VenueClient client, final long probeAfterNs, final long deadAfterNs) {
        this.client = client;
        heartbeats = new ShortSilence(client.heartbeats(), probeAfterNs, deadAfterNs);
        final JsonEncoder json = new JsonEncoder(256);
        final String inner = client.settings();
        json.raw("{\"" + PROBE_AFTER + "\":").integer(probeAfterNs);
        json.raw(",\"" + DEAD_AFTER + "\":").integer(deadAfterNs);
        json.raw("{}".equals(inner) ? inner.substring(1) : "," + inner.substring(1));
        settings = json.toString();
    }

    @Override
    public String venue() {
        return client.venue();
    }

    @Override
    public String role() {
        return client.role();
    }

    @Override
    public String settings() {
        return settings;
    }

    @Override
    public ConnectionHandler connection() {
        return client.connection();
    }

    @Override
    public MessageHandler messages() {
        return client.messages();
    }

    @Override
    public ErrorHandler errors() {
        return client.errors();
    }

    @Override
    public HeartbeatHandler heartbeats() {
        return heartbeats;
    }

    @Override
    public RateLimitHandler rateLimits() {
        return client.rateLimits();
    }

    @Override
    public SubscriptionHandler subscriptions() {
        return client.subscriptions();
    }

    private record ShortSilence(HeartbeatHandler handler, long probeAfterNs, long deadAfterNs)
            implements HeartbeatHandler {
        @Override
        public int encodeConfigure(final long requestId, final JsonEncoder out) {
            return handler.encodeConfigure(requestId, out);
        }

        @Override
        public boolean wantsReply(final MarketEvent event) {
            return handler.wantsReply(event);
        }

        @Override
        public int encodeReply(final long requestId, final JsonEncoder out) {
            return handler.encodeReply(requestId, out);
        }

        @Override
        public int encodeProbe(final long requestId, final JsonEncoder out) {
            return handler.encodeProbe(requestId, out);
        }
    }
}
