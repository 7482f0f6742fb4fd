/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.stage.RequestIds;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.AuthHandler.Outcome;
import java.util.concurrent.TimeUnit;

/**
 * When one connection proves who it is: behind every opening, again when the handler or a stage
 * wants it, and one request at a time. A state machine without a clock; I/O thread.
 */
final class Authentication {
    static final int NOTHING = 0;

    /** Send a request now. */
    static final int REQUEST = 1;

    /** The last request was not answered. */
    static final int TIMED_OUT = 2;

    // A venue that refuses everything, or a handler that always wants more, must not make a storm.
    private static final long INTERVAL_MIN_NS = TimeUnit.SECONDS.toNanos(1);

    private final boolean isRequired;
    private final long timeoutNs;
    private final AuthHandler handler;

    private boolean isWanted;
    private boolean isAuthenticated;
    private boolean isFirst;
    private long requestId = MarketEvent.ABSENT;
    private long sentNs;

    Authentication(final AuthHandler handler, final long timeoutNs) {
        this.handler = handler;
        this.isRequired = handler.isRequired();
        this.timeoutNs = timeoutNs;
    }

    boolean isRequired() {
        return isRequired;
    }

    boolean isAuthenticated() {
        return isAuthenticated;
    }

    void onOpen() {
        isWanted = isRequired;
        isAuthenticated = false;
        isFirst = true;
        requestId = MarketEvent.ABSENT;
    }

    /** Somebody was told that the venue does not know us any more. */
    void onWish() {
        isWanted |= isRequired;
    }

    /** What is due. */
    int poll(final long nowNs) {
        if (!isRequired) {
            return NOTHING;
        }
        final long passedNs = nowNs - sentNs;
        if (awaitsAnswer()) {
            return passedNs >= timeoutNs ? TIMED_OUT : NOTHING;
        }
        final boolean isDue = isWanted || isAuthenticated && nowNs >= handler.reauthenticateAtNs();
        return isDue && (isFirst || passedNs >= INTERVAL_MIN_NS) ? REQUEST : NOTHING;
    }

    void onSent(final long newRequestId, final long nowNs) {
        requestId = newRequestId;
        sentNs = nowNs;
        isWanted = false;
        isFirst = false;
    }

    boolean awaitsAnswer() {
        return requestId != MarketEvent.ABSENT;
    }

    /** True for what may hold a secret: an answer while one is awaited, or a second one to us. */
    boolean concerns(final MarketEvent answer) {
        return awaitsAnswer()
                || isRequired
                        && answer.requestId != MarketEvent.ABSENT
                        && RequestIds.stageOf(answer.requestId) == RequestIds.IO;
    }

    /** Has an answer read and its secrets overwritten; what it says counts only when awaited. */
    Outcome read(final MarketEvent answer, final long nowNs) {
        final Outcome outcome = handler.read(answer, nowNs);
        if (outcome == Outcome.NOT_MINE || !awaitsAnswer()) {
            return Outcome.NOT_MINE;
        }
        requestId = MarketEvent.ABSENT;
        isAuthenticated = outcome == Outcome.AUTHENTICATED;
        return outcome;
    }

    void onEnd() {
        requestId = MarketEvent.ABSENT;
        isWanted = false;
        handler.onDisconnect();
    }
}
