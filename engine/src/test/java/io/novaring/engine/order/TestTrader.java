/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.TradingMessages;
import io.novaring.engine.venue.VenueClient;

/** A client of which only credits and trading are asked for. */
final class TestTrader implements VenueClient, MessageHandler, TradingMessages {
    static final int ORDER = 0;
    static final int CANCEL = 1;

    /** A request that no command becomes. */
    static final int OTHER = 2;

    private final boolean isSupported;
    private final RateLimitHandler limits;

    TestTrader(final boolean isSupported, final RateLimitHandler limits) {
        this.isSupported = isSupported;
        this.limits = limits;
    }

    @Override
    public String venue() {
        return "test";
    }

    @Override
    public String role() {
        return "private";
    }

    @Override
    public ConnectionHandler connection() {
        throw new AssertionError("nobody connects");
    }

    @Override
    public MessageHandler messages() {
        return this;
    }

    @Override
    public RateLimitHandler rateLimits() {
        return limits;
    }

    @Override
    public TradingMessages trading() {
        return this;
    }

    @Override
    public boolean isSupported() {
        return isSupported;
    }

    @Override
    public int requestTypeOf(final OrderCommand command) {
        if (command.type == OrderCommand.TRAILING_STOP) {
            return RequestType.NONE;
        }
        return command.isCancel() ? CANCEL : ORDER;
    }

    @Override
    public FrameDecoder newDecoder(final Symbols symbols) {
        throw new AssertionError("nobody decodes");
    }

    @Override
    public void encodeRequest(
            final int requestType,
            final long requestId,
            final byte[] params,
            final int length,
            final JsonEncoder out) {
        throw new AssertionError("nobody encodes");
    }

    @Override
    public String nameOf(final int requestType) {
        return "request " + requestType;
    }
}
