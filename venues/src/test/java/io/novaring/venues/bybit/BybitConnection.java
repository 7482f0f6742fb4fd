/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import io.novaring.codec.DisconnectReason;
import io.novaring.engine.venue.ConnectionHandler;
import java.net.URI;

/** One address and no greeting: the first request may be a subscription. */
final class BybitConnection implements ConnectionHandler {
    /** An address that knocked too often stays shut for ten minutes. */
    static final long BANNED_DELAY_NS = 600_000_000_000L;

    private static final int HTTP_FORBIDDEN = 403;
    private static final int HTTP_TOO_MANY_REQUESTS = 429;

    private final URI endpoint;

    BybitConnection(final BybitConfig config) {
        endpoint = config.endpoint();
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public long reconnectDelayMinNs(final DisconnectReason reason, final int closeCode) {
        return closeCode == HTTP_FORBIDDEN || closeCode == HTTP_TOO_MANY_REQUESTS
                ? BANNED_DELAY_NS
                : 0;
    }
}
