/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.SubscriptionHandler;
import io.novaring.engine.venue.VenueClient;

/**
 * Market data of acme without a login. One object for one connection. A venue that wants a login
 * gets a second client beside this one, whose {@code auth()} is not the default.
 */
public final class AcmePublicClient implements VenueClient {
    private final String settings;
    private final ConnectionHandler connection;
    private final HeartbeatHandler heartbeats;
    private final SubscriptionHandler subscriptions;
    private final MessageHandler messages = new AcmeMessages();
    private final ErrorHandler errors = new AcmeErrors();
    private final RateLimitHandler rateLimits = new AcmeRateLimits();

    public AcmePublicClient(final AcmeConfig config) {
        settings = config.toJson();
        connection = new AcmeConnection(config);
        heartbeats = new AcmeHeartbeats(config);
        subscriptions = new AcmeSubscriptions(config);
    }

    @Override
    public String venue() {
        return "acme";
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
