/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.MessageHandler;

/**
 * Puts requests in their envelope, <code>{"op":"subscribe","id":7,...}</code>; the decoder reads
 * everything that comes back.
 */
final class AcmeMessages implements MessageHandler {
    @Override
    public FrameDecoder newDecoder(final Symbols symbols) {
        return new AcmeDecoder(symbols);
    }

    /** {@inheritDoc} Subscriptions and pings belong to the engine's stages. */
    @Override
    public boolean accepts(final int requestType) {
        return requestType == AcmeRequestType.INSTRUMENTS;
    }

    /** {@inheritDoc} The parameters are further fields of the envelope, without braces. */
    @Override
    public void encodeRequest(
            final int requestType,
            final long requestId,
            final byte[] params,
            final int length,
            final JsonEncoder out) {
        if (!accepts(requestType)) {
            throw new IllegalArgumentException(
                    "requestType no request of a program: " + requestType);
        }
        begin(requestId, requestType, out);
        if (length > 0) {
            out.raw(',').raw(params, 0, length);
        }
        out.raw('}');
    }

    @Override
    public String nameOf(final int requestType) {
        final String op = AcmeRequestType.opOf(requestType);
        return op == null ? "unknown" : op;
    }

    /** Writes a request up to its fields; the caller writes these, each after a comma, and a }. */
    static void begin(final long requestId, final int requestType, final JsonEncoder out) {
        out.clear().raw("{\"op\":\"").raw(AcmeRequestType.opOf(requestType));
        out.raw("\",\"id\":").integer(requestId);
    }
}
