/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.book.SequencePolicy;
import io.novaring.engine.book.StaleCause;
import java.util.List;

/** Speaks of channels: how to ask for them and what the venue granted. Stage 3. */
public interface SubscriptionHandler {
    /** A venue without channels: what it sends is settled otherwise. */
    SubscriptionHandler NONE = new NoSubscriptions();

    /** How a channel whose book is broken gets a new snapshot. */
    enum Resync {
        /** The venue sends one to those who leave and come back. */
        UNSUBSCRIBE_AND_SUBSCRIBE,
        /** The venue sends one to those who ask again. */
        SUBSCRIBE_AGAIN,
        /** The venue sends one by itself. */
        WAIT,
        /** Only a new session brings one. */
        RECONNECT
    }

    /** Most channels one request may name. */
    int batchMax();

    /**
     * Most bytes the names of one request may have together, each counted with the three that JSON
     * needs around it. One name is always sent, whatever its length.
     */
    default int batchLengthMax() {
        return Integer.MAX_VALUE;
    }

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
     * True when answers do not carry the id of their request: only one request is then under way at
     * a time, and an answer is the answer to that. Constant.
     */
    default boolean hasAnonymousAnswers() {
        return false;
    }

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

    /** How the messages of a book channel are numbered and chained. Called once a channel. */
    default SequencePolicy sequencePolicy(final byte[] channel) {
        return SequencePolicy.PREVIOUS_ID;
    }

    /**
     * Silence after which the book of this channel is not believed and is mended, in nanoseconds; 0
     * for never. Called once a channel.
     */
    default long silentAfterNs(final byte[] channel) {
        return 0;
    }

    /** How this channel is mended. */
    default Resync resync(final byte[] channel, final StaleCause cause) {
        return Resync.UNSUBSCRIBE_AND_SUBSCRIBE;
    }

    /** Receives granted channels one by one; the bytes are valid during the call only. */
    interface AcknowledgementSink {
        /** The venue names this channel. */
        void granted(byte[] source, int offset, int length);

        /** The venue names this channel as one it will not grant: it is not asked for again. */
        default void refused(final byte[] source, final int offset, final int length) {
            throw new UnsupportedOperationException("this sink takes granted channels only");
        }

        /** The venue grants everything the request named, without naming it. */
        default void grantedAll() {
            throw new UnsupportedOperationException("this sink takes channels by name only");
        }
    }

    /** Asks for nothing. */
    final class NoSubscriptions implements SubscriptionHandler {
        @Override
        public int batchMax() {
            return 1;
        }

        @Override
        public int encodeSubscribe(
                final long requestId, final List<byte[]> channels, final JsonEncoder out) {
            throw new UnsupportedOperationException("this venue has no channels to subscribe to");
        }

        @Override
        public int encodeUnsubscribe(
                final long requestId, final List<byte[]> channels, final JsonEncoder out) {
            throw new UnsupportedOperationException("this venue has no channels to unsubscribe");
        }

        @Override
        public boolean readAcknowledgement(
                final MarketEvent response, final AcknowledgementSink sink) {
            return false;
        }

        @Override
        public boolean isBook(final byte[] channel) {
            return false;
        }

        @Override
        public String instrumentOf(final byte[] channel) {
            return null;
        }
    }
}
