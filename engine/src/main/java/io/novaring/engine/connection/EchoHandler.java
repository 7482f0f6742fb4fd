/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.Wishes;
import java.net.URI;
import java.util.Map;

/** Sends every message back as it came, behind what the venue's own handler answers. I/O thread. */
final class EchoHandler implements ConnectionHandler {
    private final ConnectionHandler handler;

    EchoHandler(final ConnectionHandler handler) {
        this.handler = handler;
    }

    @Override
    public URI endpoint() {
        return handler.endpoint();
    }

    @Override
    public Map<String, String> headers() {
        return handler.headers();
    }

    @Override
    public int messageLengthMax() {
        return handler.messageLengthMax();
    }

    @Override
    public long reconnectDelayMinNs(final DisconnectReason reason, final int closeCode) {
        return handler.reconnectDelayMinNs(reason, closeCode);
    }

    @Override
    public boolean onFrame(final MarketEvent event, final long nowNs, final Wishes wishes) {
        final boolean isAccepted = handler.onFrame(event, nowNs, wishes);
        wishes.message().raw(event.raw, 0, event.rawLength);
        wishes.send(RequestType.NONE);
        return isAccepted;
    }
}
