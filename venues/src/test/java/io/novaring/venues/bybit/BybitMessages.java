/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.venues.bybit.decode.BybitDecoder;

/** Reads everything; has no request a program could make. */
final class BybitMessages implements MessageHandler {
    @Override
    public FrameDecoder newDecoder(final Symbols symbols) {
        return new BybitDecoder(symbols);
    }

    @Override
    public boolean accepts(final int requestType) {
        return false;
    }

    @Override
    public void encodeRequest(
            final int requestType,
            final long requestId,
            final byte[] params,
            final int length,
            final JsonEncoder out) {
        throw new IllegalArgumentException("requestType no request of a program: " + requestType);
    }

    @Override
    public String nameOf(final int requestType) {
        return BybitOps.nameOf(requestType);
    }
}
