/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.wrap;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.Wishes;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * Passes everything about where and whether to connect on to another handler: override what a step
 * goes before or behind.
 */
public class ForwardingConnectionHandler implements ConnectionHandler {
    /** The handler behind this one. */
    protected final ConnectionHandler next;

    public ForwardingConnectionHandler(final ConnectionHandler next) {
        this.next = Objects.requireNonNull(next, "next");
    }

    @Override
    public URI endpoint() {
        return next.endpoint();
    }

    @Override
    public Map<String, String> headers() {
        return next.headers();
    }

    @Override
    public int messageLengthMax() {
        return next.messageLengthMax();
    }

    @Override
    public boolean hasGreeting() {
        return next.hasGreeting();
    }

    @Override
    public int encodeGreeting(final long requestId, final JsonEncoder out) {
        return next.encodeGreeting(requestId, out);
    }

    @Override
    public long reconnectDelayMinNs(final DisconnectReason reason, final int closeCode) {
        return next.reconnectDelayMinNs(reason, closeCode);
    }

    @Override
    public boolean onFrame(final MarketEvent event, final long nowNs, final Wishes wishes) {
        return next.onFrame(event, nowNs, wishes);
    }
}
