/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

/**
 * One role on one venue: everything the engine has to know to run one connection. Public and
 * private sides of a venue are two clients over two connections; neither knows the other.
 *
 * <p>The engine asks for each handler once, at start. A handler belongs to one connection and is
 * called by the thread its Javadoc names. An adapter supplies where to connect and how messages are
 * read and written; every other handler has a default.
 */
public interface VenueClient {
    /** Name of the venue in lower case: recorded, and the key to find it by. */
    String venue();

    /** Name of the role in lower case, such as public. */
    String role();

    /**
     * Settings that change what is sent, as a JSON object. They open the recording of a run: a
     * replay asks for the same bytes only with the same settings. No secrets; any thread.
     */
    default String settings() {
        return "{}";
    }

    ConnectionHandler connection();

    default AuthHandler auth() {
        return AuthHandler.NONE;
    }

    MessageHandler messages();

    default ErrorHandler errors() {
        return ErrorHandler.CAUTIOUS;
    }

    default HeartbeatHandler heartbeats() {
        return HeartbeatHandler.NONE;
    }

    default RateLimitHandler rateLimits() {
        return RateLimitHandler.UNLIMITED;
    }

    default SubscriptionHandler subscriptions() {
        return SubscriptionHandler.NONE;
    }

    /**
     * A new client of the same venue, role and account, with handlers of its own that share nothing
     * with this one's: for the session on which the kill switch cancels every order when the
     * engine's own cannot. Any thread, at any time, also behind the end of the engine; it is asked
     * for once at start besides.
     *
     * @return null when there is none.
     */
    default VenueClient emergency() {
        return null;
    }
}
