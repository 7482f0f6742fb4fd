/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.wrap;

import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.SubscriptionHandler;
import io.novaring.engine.venue.VenueClient;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A client with steps of the program before or behind its handlers. Each wrapper is given the
 * handler as it is and returns what takes its place, most often a subclass of a Forwarding class;
 * several wrappers of one handler go around each other in the order they were added.
 *
 * <pre>
 *   new WrappedClient(client).messages(next -&gt; new ForwardingMessageHandler(next) {
 *       &#64;Override
 *       public RejectReason validate(final MarketEvent event) {
 *           return isAbsurd(event) ? RejectReason.INVALID : next.validate(event);
 *       }
 *   });
 * </pre>
 *
 * <p>A step runs on the thread of the method it overrides, within its rules: no clock, no lock, no
 * allocation on the steady path. A replay comes to the same answer only with the same steps. Wrap
 * before the engine starts; not thread-safe until then.
 */
public final class WrappedClient implements VenueClient {
    private final VenueClient client;
    private ConnectionHandler connection;
    private AuthHandler auth;
    private MessageHandler messages;
    private ErrorHandler errors;
    private HeartbeatHandler heartbeats;
    private RateLimitHandler rateLimits;
    private SubscriptionHandler subscriptions;

    public WrappedClient(final VenueClient client) {
        this.client = Objects.requireNonNull(client, "client");
        connection = client.connection();
        auth = client.auth();
        messages = client.messages();
        errors = client.errors();
        heartbeats = client.heartbeats();
        rateLimits = client.rateLimits();
        subscriptions = client.subscriptions();
    }

    public WrappedClient connection(final UnaryOperator<ConnectionHandler> wrapper) {
        connection = Objects.requireNonNull(wrapper.apply(connection), "connection");
        return this;
    }

    public WrappedClient auth(final UnaryOperator<AuthHandler> wrapper) {
        auth = Objects.requireNonNull(wrapper.apply(auth), "auth");
        return this;
    }

    public WrappedClient messages(final UnaryOperator<MessageHandler> wrapper) {
        messages = Objects.requireNonNull(wrapper.apply(messages), "messages");
        return this;
    }

    public WrappedClient errors(final UnaryOperator<ErrorHandler> wrapper) {
        errors = Objects.requireNonNull(wrapper.apply(errors), "errors");
        return this;
    }

    public WrappedClient heartbeats(final UnaryOperator<HeartbeatHandler> wrapper) {
        heartbeats = Objects.requireNonNull(wrapper.apply(heartbeats), "heartbeats");
        return this;
    }

    public WrappedClient rateLimits(final UnaryOperator<RateLimitHandler> wrapper) {
        rateLimits = Objects.requireNonNull(wrapper.apply(rateLimits), "rateLimits");
        return this;
    }

    public WrappedClient subscriptions(final UnaryOperator<SubscriptionHandler> wrapper) {
        subscriptions = Objects.requireNonNull(wrapper.apply(subscriptions), "subscriptions");
        return this;
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
        return client.settings();
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

    /** The client's own, without the steps: nothing of a program stands before a kill. */
    @Override
    public VenueClient emergency() {
        return client.emergency();
    }
}
