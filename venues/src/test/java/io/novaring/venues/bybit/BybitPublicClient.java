/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.SubscriptionHandler;
import io.novaring.engine.venue.VenueClient;

/**
 * Bybit's market data of one category. There is no login and no limit by request: both handlers are
 * the defaults of the interface.
 */
final class BybitPublicClient implements VenueClient {
    private final BybitConfig config;
    private final ConnectionHandler connection;
    private final ErrorHandler errors;
    private final HeartbeatHandler heartbeats;
    private final SubscriptionHandler subscriptions;
    private final MessageHandler messages = new BybitMessages();

    BybitPublicClient(final BybitConfig config) {
        this.config = config;
        connection = new BybitConnection(config);
        errors = new BybitErrors(config);
        heartbeats = new BybitHeartbeats(config);
        subscriptions = new BybitSubscriptions(config);
    }

    @Override
    public String venue() {
        return "bybit";
    }

    @Override
    public String role() {
        return "public";
    }

    @Override
    public String settings() {
        return config.toJson();
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
    public SubscriptionHandler subscriptions() {
        return subscriptions;
    }
}
