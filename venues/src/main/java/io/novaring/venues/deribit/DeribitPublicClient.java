/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.SubscriptionHandler;
import io.novaring.engine.venue.VenueClient;

/**
 * Deribit's market data without a login, by version 2 of its API over WebSocket. One object for one
 * connection.
 */
public final class DeribitPublicClient implements VenueClient {
    private final String settings;
    private final ConnectionHandler connection;
    private final HeartbeatHandler heartbeats;
    private final SubscriptionHandler subscriptions;
    private final MessageHandler messages = new DeribitMessages();
    private final ErrorHandler errors = new DeribitErrors();
    private final RateLimitHandler rateLimits = new DeribitRateLimits();

    public DeribitPublicClient(final DeribitConfig config) {
        settings = config.toJson();
        connection = new DeribitConnection(config);
        heartbeats = new DeribitHeartbeats(config);
        subscriptions = new DeribitSubscriptions(config);
    }

    @Override
    public String venue() {
        return "deribit";
    }

    @Override
    public String role() {
        return "public";
    }

    @Override
    public String settings() {
        return settings;
    }

    @Override
    public ConnectionHandler connection() {
        return connection;
    }

    @Override
    public MessageHandler messages() {
        return messages;
    }

    @Override
    public ErrorHandler errors() {
        return errors;
    }

    @Override
    public HeartbeatHandler heartbeats() {
        return heartbeats;
    }

    @Override
    public RateLimitHandler rateLimits() {
        return rateLimits;
    }

    @Override
    public SubscriptionHandler subscriptions() {
        return subscriptions;
    }
}
