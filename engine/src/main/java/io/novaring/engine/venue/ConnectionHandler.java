/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import java.net.URI;
import java.util.Map;

/**
 * Where to connect, and what a lost connection means. I/O thread unless a method says otherwise.
 */
public interface ConnectionHandler {
    /** Answer of {@link #reconnectDelayMinNs}: do not connect again. */
    long STOP = -1;

    /** The address, ws or wss. Asked again before every attempt. */
    URI endpoint();

    /** Headers of the upgrade request beside those WebSocket demands. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /**
     * Largest message accepted, in bytes, however many frames it comes in. No journal of ours takes
     * more than 8 MiB: with one, a longer message ends the run instead of the session.
     */
    default int messageLengthMax() {
        return 8 << 20;
    }

    /**
     * True when {@link #encodeGreeting} writes a request. The stages then send nothing else but
     * heartbeats before it, and ask for nothing before it is answered. Every stage; constant.
     */
    default boolean hasGreeting() {
        return false;
    }

    /**
     * Encodes the request that opens a session, before any other. Stage 4.
     *
     * @return its request type, or {@link RequestType#NONE} when the venue wants none.
     */
    default int encodeGreeting(final long requestId, final JsonEncoder out) {
        return RequestType.NONE;
    }

    /**
     * The least time to wait before the next attempt; the engine's backoff decides when it is
     * longer.
     *
     * @param closeCode WebSocket close code of the peer, or HTTP status of a refused upgrade where
     *     it is known; the two cannot be confused, as close codes begin at 1000. 0 when there was
     *     neither.
     * @return nanoseconds, or {@link #STOP}.
     */
    default long reconnectDelayMinNs(final DisconnectReason reason, final int closeCode) {
        return 0;
    }

    /**
     * Looks at a message of the session after it was decoded and before it is published. What it
     * wishes for is done behind the message.
     *
     * @param nowNs when it was received, epoch nanoseconds.
     * @return false when the session must not go on: it ends with {@link
     *     DisconnectReason#FRAME_REFUSED} once the message is published.
     */
    default boolean onFrame(final MarketEvent event, final long nowNs, final Wishes wishes) {
        return true;
    }
}
