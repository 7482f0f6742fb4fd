/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;

/** Reads and writes the venue's messages. */
public interface MessageHandler {
    /** A decoder for one connection; used by the producer thread only. */
    FrameDecoder newDecoder(Symbols symbols);

    /**
     * Checks a decoded message for what no grammar knows; its class is {@link MarketEvent#kind}.
     * Producer thread, live and in a replay: a pure function.
     *
     * @return {@link RejectReason#NONE}, or why the message becomes a reject.
     */
    default RejectReason validate(final MarketEvent event) {
        return RejectReason.NONE;
    }

    /**
     * True when the embedding program may ask for this. What heartbeats and subscriptions are made
     * of belongs to the stages, whose books a stranger's request would upset. Any thread; asked
     * before a command is taken, so that a wrong number fails its caller and not a stage.
     */
    default boolean accepts(final int requestType) {
        return true;
    }

    /**
     * Encodes a request of the embedding program. Stage 4.
     *
     * @param requestType a number of this venue which it {@link #accepts}.
     * @param params the request's parameters as the venue's own request classes wrote them.
     */
    void encodeRequest(int requestType, long requestId, byte[] params, int length, JsonEncoder out);

    /** How orders are written and their answers read; {@link TradingMessages#NONE} for none. */
    default TradingMessages trading() {
        return TradingMessages.NONE;
    }

    /** The request's name on the wire, for logs and tools; any thread. */
    String nameOf(int requestType);
}
