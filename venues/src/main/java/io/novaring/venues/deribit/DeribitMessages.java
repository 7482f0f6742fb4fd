/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.TradingMessages;
import io.novaring.venues.deribit.decode.DeribitDecoder;

/** Puts requests in their envelope; the decoder reads everything that comes back. */
final class DeribitMessages implements MessageHandler {
    private static final byte[] NO_PARAMS = JsonRpc.ascii("{}");

    private final TradingMessages trading;

    /** Without a login. */
    DeribitMessages() {
        this(TradingMessages.NONE);
    }

    /**
     * @param trading of the account; {@link TradingMessages#NONE} without a login.
     */
    DeribitMessages(final TradingMessages trading) {
        this.trading = trading;
    }

    @Override
    public FrameDecoder newDecoder(final Symbols symbols) {
        return trading.isSupported()
                ? DeribitDecoder.ofAccount(symbols)
                : new DeribitDecoder(symbols);
    }

    @Override
    public boolean accepts(final int requestType) {
        return DeribitRequestType.isUserRequest(requestType)
                || trading.isSupported() && DeribitRequestType.isAccountRequest(requestType);
    }

    @Override
    public TradingMessages trading() {
        return trading;
    }

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
        // The samples of the venue send an empty object where there is nothing to say.
        if (length == 0) {
            JsonRpc.encode(requestId, requestType, NO_PARAMS, NO_PARAMS.length, out);
        } else {
            JsonRpc.encode(requestId, requestType, params, length, out);
        }
    }

    @Override
    public String nameOf(final int requestType) {
        final String method = DeribitRequestType.methodOf(requestType);
        return method == null ? "unknown" : method;
    }
}
