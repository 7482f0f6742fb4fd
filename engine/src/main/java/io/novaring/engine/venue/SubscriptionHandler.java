/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import java.util.List;

/** Speaks of channels: how to ask for them and what the venue granted. Stage 3. */
public interface SubscriptionHandler {
    /** Most channels one request may name. */
    int batchMax();

    /**
     * True when the venue may refuse this channel for what the session is, and with it every other
     * of its request: such channels are asked for only with their like, so that they take nobody
     * else with them. Called once a channel.
     */
    default boolean standsApart(final byte[] channel) {
        return false;
    }

    /** Encodes a subscribe request; returns its request type. */
    int encodeSubscribe(long requestId, List<byte[]> channels, JsonEncoder out);

    /** Encodes an unsubscribe request; returns its request type. */
    int encodeUnsubscribe(long requestId, List<byte[]> channels, JsonEncoder out);

    /**
     * Reads the channels an answer to either request grants.
     *
     * @return false when the answer cannot be read.
     */
    boolean readAcknowledgement(MarketEvent response, AcknowledgementSink sink);

    /**
     * True when messages of this channel build a book: a chain of changes, or windows that each
     * replace the one before and carry {@link MarketEvent#WINDOW}.
     */
    boolean isBook(byte[] channel);

    /**
     * The instrument a book channel is about, null when it is no book. Called once a channel; may
     * allocate.
     */
    String instrumentOf(byte[] channel);

    /** Receives granted channels one by one; the bytes are valid during the call only. */
    interface AcknowledgementSink {
        void granted(byte[] source, int offset, int length);
    }
}
