/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;

/** Keeps a session alive and knows when it is dead. Stage 1. */
public interface HeartbeatHandler {
    /**
     * Encodes the request that turns heartbeats on, sent once a session.
     *
     * @return its request type, or {@link RequestType#NONE} when there is none.
     */
    int encodeConfigure(long requestId, JsonEncoder out);

    /** True when this message must be answered at once. */
    boolean wantsReply(MarketEvent event);

    /** Encodes that answer; returns its request type. */
    int encodeReply(long requestId, JsonEncoder out);

    /** Encodes a question that any living peer answers; returns its request type. */
    int encodeProbe(long requestId, JsonEncoder out);

    /** Silence after which the peer is probed. */
    long probeAfterNs();

    /** Silence after which the peer is dead; larger than {@link #probeAfterNs}. */
    long deadAfterNs();
}
