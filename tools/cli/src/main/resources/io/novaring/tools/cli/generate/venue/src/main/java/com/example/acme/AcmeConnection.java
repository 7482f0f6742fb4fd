/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import io.novaring.codec.DisconnectReason;
import io.novaring.engine.venue.ConnectionHandler;

import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * One address, no greeting, and patience with a venue that asked for it. A venue whose sessions
 * begin with a request overrides {@code hasGreeting} and {@code encodeGreeting}; one that wants
 * headers in the upgrade, {@code headers}.
 */
final class AcmeConnection implements ConnectionHandler {
    /** The largest message, a snapshot of a deep book, is some hundred kilobytes: invented. */
    static final int MESSAGE_LENGTH_MAX = 1 << 20;

    /** After a refusal that knocking sooner would only harden: invented. */
    static final long REFUSED_DELAY_NS = TimeUnit.SECONDS.toNanos(60);

    private static final int CLOSE_POLICY_VIOLATION = 1008;
    private static final int HTTP_FORBIDDEN = 403;
    private static final int HTTP_TOO_MANY_REQUESTS = 429;

    private final URI endpoint;

    AcmeConnection(final AcmeConfig config) {
        endpoint = config.endpoint();
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public int messageLengthMax() {
        return MESSAGE_LENGTH_MAX;
    }

    /** {@inheritDoc} For every other end of a session the engine's own backoff is enough. */
    @Override
    public long reconnectDelayMinNs(final DisconnectReason reason, final int closeCode) {
        return switch (closeCode) {
            case CLOSE_POLICY_VIOLATION, HTTP_FORBIDDEN, HTTP_TOO_MANY_REQUESTS -> REFUSED_DELAY_NS;
            default -> 0;
        };
    }
}
