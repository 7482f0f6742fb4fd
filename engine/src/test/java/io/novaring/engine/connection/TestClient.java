/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.SubscriptionHandler;
import io.novaring.engine.venue.VenueClient;
import io.novaring.engine.venue.Wishes;
import java.net.URI;
import java.util.Map;

/**
 * A client whose decoder takes every text for a notification, but for these:
 *
 * <pre>
 *   ok REQUEST TEXT
 *   err REQUEST CODE
 *   bad TEXT
 * </pre>
 */
final class TestClient implements VenueClient, ConnectionHandler, MessageHandler {
    Map<String, String> headers = Map.of();
    int messageLengthMax = 1 << 20;
    long reconnectDelayMinNs;
    ErrorHandler errors = ErrorHandler.CAUTIOUS;
    AuthHandler auth = AuthHandler.NONE;
    FrameHook onFrame = (event, wishes) -> true;

    /** {@link ConnectionHandler#onFrame} without the time. */
    interface FrameHook {
        boolean onFrame(MarketEvent event, Wishes wishes);
    }

    private final URI endpoint;

    TestClient(final String endpoint) {
        this.endpoint = URI.create(endpoint);
    }

    @Override
    public String venue() {
        return "test";
    }

    @Override
    public String role() {
        return "public";
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public int messageLengthMax() {
        return messageLengthMax;
    }

    @Override
    public long reconnectDelayMinNs(final DisconnectReason reason, final int closeCode) {
        return reconnectDelayMinNs;
    }

    @Override
    public ConnectionHandler connection() {
        return this;
    }

    @Override
    public MessageHandler messages() {
        return this;
    }

    @Override
    public FrameDecoder newDecoder(final Symbols symbols) {
        return TestClient::decode;
    }

    private static void decode(final MarketEvent event) {
        event.kind = EventKind.NOTIFICATION;
        // No String for what the allocation test sends.
        if (event.rawLength > 3 && (event.raw[2] == ' ' || event.raw[3] == ' ')) {
            final String[] words = event.rawText().split(" ");
            switch (words[0]) {
                case "ok" -> {
                    event.kind = EventKind.RESPONSE;
                    event.requestId = Long.parseLong(words[1]);
                }
                case "err" -> {
                    event.kind = EventKind.ERROR;
                    event.requestId = Long.parseLong(words[1]);
                    event.errorCode = Long.parseLong(words[2]);
                }
                case "bad" -> {
                    event.kind = EventKind.REJECT;
                    event.rejectReason = RejectReason.MALFORMED;
                }
                default -> {
                    // A notification.
                }
            }
        } else if (event.rawLength > 0 && event.raw[0] == '*') {
            event.kind = EventKind.REJECT;
            event.rejectReason = RejectReason.MALFORMED;
        }
    }

    @Override
    public AuthHandler auth() {
        return auth;
    }

    @Override
    public boolean onFrame(final MarketEvent event, final long nowNs, final Wishes wishes) {
        return onFrame.onFrame(event, wishes);
    }

    @Override
    public void encodeRequest(
            final int requestType,
            final long requestId,
            final byte[] params,
            final int length,
            final JsonEncoder out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String nameOf(final int requestType) {
        return "request " + requestType;
    }

    @Override
    public ErrorHandler errors() {
        return errors;
    }

    @Override
    public HeartbeatHandler heartbeats() {
        return null;
    }

    @Override
    public RateLimitHandler rateLimits() {
        return null;
    }

    @Override
    public SubscriptionHandler subscriptions() {
        return null;
    }
}
