/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.wrap;

import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.TradingMessages;
import java.util.Objects;

/**
 * Passes everything about messages on to another handler: override what a step goes before or
 * behind.
 */
public class ForwardingMessageHandler implements MessageHandler {
    /** The handler behind this one. */
    protected final MessageHandler next;

    public ForwardingMessageHandler(final MessageHandler next) {
        this.next = Objects.requireNonNull(next, "next");
    }

    @Override
    public FrameDecoder newDecoder(final Symbols symbols) {
        return next.newDecoder(symbols);
    }

    @Override
    public RejectReason validate(final MarketEvent event) {
        return next.validate(event);
    }

    @Override
    public boolean accepts(final int requestType) {
        return next.accepts(requestType);
    }

    @Override
    public void encodeRequest(
            final int requestType,
            final long requestId,
            final byte[] params,
            final int length,
            final JsonEncoder out) {
        next.encodeRequest(requestType, requestId, params, length, out);
    }

    @Override
    public TradingMessages trading() {
        return next.trading();
    }

    @Override
    public String nameOf(final int requestType) {
        return next.nameOf(requestType);
    }
}
