/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.SecretEndpoint;
import io.novaring.engine.venue.SubscriptionHandler;
import io.novaring.engine.venue.VenueClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import io.novaring.venues.deribit.login.LoginHandler;

/**
 * An account at Deribit: orders, and what becomes of them, by version 2 of its API over WebSocket
 * behind a login. One object for one connection. Public channels can be had here too, raw ones
 * included; a connection of their own keeps them from orders.
 *
 * <p>It never logs out: {@code private/logout} ends the session without cancelling orders, which is
 * what a lost connection is to do where {@link DeribitAccount#cancelsOnDisconnect}.
 */
public final class DeribitPrivateClient implements VenueClient {
    private final DeribitConfig config;
    private final DeribitCredentials credentials;
    private final DeribitAccount account;
    private final ConnectionHandler connection;
    private final AuthHandler auth;
    private final HeartbeatHandler heartbeats;
    private final SubscriptionHandler subscriptions;
    private final MessageHandler messages;
    private final ErrorHandler errors = new DeribitPrivateErrors();
    private final RateLimitHandler rateLimits;

    /**
     * @throws IllegalArgumentException when the address is neither wss nor on this machine.
     */
    public DeribitPrivateClient(
            final DeribitConfig config,
            final DeribitCredentials credentials,
            final DeribitAccount account) {
        SecretEndpoint.check(config.endpoint());
        this.config = config;
        this.credentials = credentials;
        this.account = account;
        connection = new DeribitConnection(config);
        auth =
                new LoginHandler(
                        credentials,
                        account.cancelsOnDisconnect(),
                        DeribitRequestType.AUTH,
                        DeribitRequestType::isPrivate);
        heartbeats = new DeribitHeartbeats(config);
        subscriptions = new DeribitSubscriptions(config, true);
        messages = new DeribitMessages(new DeribitTrading(account));
        rateLimits = new DeribitPrivateRateLimits(account);
    }

    @Override
    public String venue() {
        return "deribit";
    }

    @Override
    public String role() {
        return "private";
    }

    /** The settings of the connection, and in {@code account} those of the account. */
    @Override
    public String settings() {
        final String connectionSettings = config.toJson();
        return connectionSettings.substring(0, connectionSettings.length() - 1)
                + ",\"account\":"
                + account.toJson()
                + '}';
    }

    @Override
    public ConnectionHandler connection() {
        return connection;
    }

    @Override
    public AuthHandler auth() {
        return auth;
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

    @Override
    public VenueClient emergency() {
        return new DeribitPrivateClient(config, credentials, account);
    }
}
