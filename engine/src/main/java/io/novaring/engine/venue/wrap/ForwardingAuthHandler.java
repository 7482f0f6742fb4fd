/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.wrap;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.AuthHandler;
import java.util.Objects;

/**
 * Passes everything about authentication on to another handler: override what a step goes before or
 * behind.
 */
public class ForwardingAuthHandler implements AuthHandler {
    /** The handler behind this one. */
    protected final AuthHandler next;

    public ForwardingAuthHandler(final AuthHandler next) {
        this.next = Objects.requireNonNull(next, "next");
    }

    @Override
    public boolean isRequired() {
        return next.isRequired();
    }

    @Override
    public int encodeRequest(final long requestId, final long nowNs, final JsonEncoder out) {
        return next.encodeRequest(requestId, nowNs, out);
    }

    @Override
    public void encodeRedacted(final long requestId, final JsonEncoder out) {
        next.encodeRedacted(requestId, out);
    }

    @Override
    public Outcome read(final MarketEvent answer, final long nowNs) {
        return next.read(answer, nowNs);
    }

    @Override
    public long answerDeadlineNs() {
        return next.answerDeadlineNs();
    }

    @Override
    public boolean onTimeout() {
        return next.onTimeout();
    }

    @Override
    public void onDenied() {
        next.onDenied();
    }

    @Override
    public String refusalText() {
        return next.refusalText();
    }

    @Override
    public long reauthenticateAtNs() {
        return next.reauthenticateAtNs();
    }

    @Override
    public long knownUntilNs() {
        return next.knownUntilNs();
    }

    @Override
    public boolean isNeededFor(final int requestType) {
        return next.isNeededFor(requestType);
    }

    @Override
    public void onDisconnect() {
        next.onDisconnect();
    }
}
