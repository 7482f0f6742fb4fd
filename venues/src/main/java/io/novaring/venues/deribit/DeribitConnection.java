/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.Wishes;
import java.net.URI;

/** One address, a greeting, and patience with a venue that bans who knocks too often. */
final class DeribitConnection implements ConnectionHandler {
    /** The list of all instruments is the largest answer: some megabytes. */
    static final int MESSAGE_LENGTH_MAX = 8 << 20;

    /** After a refusal that repeating would only harden. */
    static final long REFUSED_DELAY_NS = 60_000_000_000L;

    /** After the venue asked for time. */
    static final long BUSY_DELAY_NS = 10_000_000_000L;

    /** The default pool of 50,000 credits is full again after this, at 10,000 a second. */
    static final long THROTTLED_DELAY_NS = 5_000_000_000L;

    private static final int CLOSE_POLICY_VIOLATION = 1008;
    private static final int CLOSE_MESSAGE_TOO_BIG = 1009;
    private static final int CLOSE_TRY_AGAIN_LATER = 1013;
    private static final int HTTP_REDIRECT_MIN = 300;
    private static final int HTTP_REDIRECT_MAX = 399;
    private static final int HTTP_FORBIDDEN = 403;
    private static final int HTTP_TOO_MANY_REQUESTS = 429;

    private static final long TOO_MANY_REQUESTS = 10028;

    private final URI endpoint;
    private final byte[] helloParams;

    /** The venue ends a session behind this error, and does not say so when it closes. */
    private boolean isThrottled;

    DeribitConnection(final DeribitConfig config) {
        endpoint = config.endpoint();
        final JsonEncoder params = new JsonEncoder(256);
        params.raw("{\"client_name\":").string(config.clientName());
        params.raw(",\"client_version\":").string(config.clientVersion()).raw('}');
        helloParams = JsonRpc.ascii(params.toString());
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public int messageLengthMax() {
        return MESSAGE_LENGTH_MAX;
    }

    @Override
    public boolean hasGreeting() {
        return true;
    }

    @Override
    public int encodeGreeting(final long requestId, final JsonEncoder out) {
        JsonRpc.encode(requestId, DeribitRequestType.HELLO, helloParams, helloParams.length, out);
        return DeribitRequestType.HELLO;
    }

    @Override
    public boolean onFrame(final MarketEvent event, final long nowNs, final Wishes wishes) {
        isThrottled |= event.kind == EventKind.ERROR && event.errorCode == TOO_MANY_REQUESTS;
        return true;
    }

    /**
     * Behind error 10028 the credits are given time to come back, whatever ended the session.
     *
     * <p>Close code 4000, a heartbeat that was not answered in time, needs no patience: the venue
     * is well and it was us who were slow. Answer 429 means more than 32 connections from this
     * address, or too many attempts. A redirect is a wrong address in the settings: following it
     * would hand over to a stranger whatever is sent.
     */
    @Override
    public long reconnectDelayMinNs(final DisconnectReason reason, final int closeCode) {
        if (closeCode >= HTTP_REDIRECT_MIN && closeCode <= HTTP_REDIRECT_MAX) {
            return STOP;
        }
        final boolean wasThrottled = isThrottled || reason == DisconnectReason.THROTTLED;
        isThrottled = false;
        return Math.max(wasThrottled ? THROTTLED_DELAY_NS : 0, delayNs(reason, closeCode));
    }

    private static long delayNs(final DisconnectReason reason, final int closeCode) {
        return switch (closeCode) {
            case CLOSE_POLICY_VIOLATION, CLOSE_MESSAGE_TOO_BIG -> REFUSED_DELAY_NS;
            case HTTP_FORBIDDEN, HTTP_TOO_MANY_REQUESTS -> REFUSED_DELAY_NS;
            case CLOSE_TRY_AGAIN_LATER -> BUSY_DELAY_NS;
            default ->
                    switch (reason) {
                        case UPGRADE_REFUSED, TLS_FAILED -> BUSY_DELAY_NS;
                        default -> 0;
                    };
        };
    }
}
