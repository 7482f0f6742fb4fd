/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.wrap;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.book.SequencePolicy;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.venue.SubscriptionHandler;
import java.util.List;
import java.util.Objects;

/**
 * Passes everything about subscriptions on to another handler: override what a step goes before or
 * behind.
 */
public class ForwardingSubscriptionHandler implements SubscriptionHandler {
    /** The handler behind this one. */
    protected final SubscriptionHandler next;

    public ForwardingSubscriptionHandler(final SubscriptionHandler next) {
        this.next = Objects.requireNonNull(next, "next");
    }

    @Override
    public int batchMax() {
        return next.batchMax();
    }

    @Override
    public int batchLengthMax() {
        return next.batchLengthMax();
    }

    @Override
    public boolean standsApart(final byte[] channel) {
        return next.standsApart(channel);
    }

    @Override
    public int encodeSubscribe(
            final long requestId, final List<byte[]> channels, final JsonEncoder out) {
        return next.encodeSubscribe(requestId, channels, out);
    }

    @Override
    public int encodeUnsubscribe(
            final long requestId, final List<byte[]> channels, final JsonEncoder out) {
        return next.encodeUnsubscribe(requestId, channels, out);
    }

    @Override
    public boolean hasAnonymousAnswers() {
        return next.hasAnonymousAnswers();
    }

    @Override
    public boolean readAcknowledgement(final MarketEvent response, final AcknowledgementSink sink) {
        return next.readAcknowledgement(response, sink);
    }

    @Override
    public boolean isBook(final byte[] channel) {
        return next.isBook(channel);
    }

    @Override
    public String instrumentOf(final byte[] channel) {
        return next.instrumentOf(channel);
    }

    @Override
    public SequencePolicy sequencePolicy(final byte[] channel) {
        return next.sequencePolicy(channel);
    }

    @Override
    public long silentAfterNs(final byte[] channel) {
        return next.silentAfterNs(channel);
    }

    @Override
    public Resync resync(final byte[] channel, final StaleCause cause) {
        return next.resync(channel, cause);
    }
}
