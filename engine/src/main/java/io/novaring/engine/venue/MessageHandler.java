/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;

/** Reads and writes the venue's messages. */
public interface MessageHandler {
    /** A decoder for one connection; used by the producer thread only. */
    FrameDecoder newDecoder(Symbols symbols);

    /**
     * Encodes a request of the embedding program. Stage 4.
     *
     * @param requestType a number of this venue.
     * @param params the request's parameters as the venue's own request classes wrote them.
     */
    void encodeRequest(int requestType, long requestId, byte[] params, int length, JsonEncoder out);

    /** The request's name on the wire, for logs and tools; any thread. */
    String nameOf(int requestType);
}
