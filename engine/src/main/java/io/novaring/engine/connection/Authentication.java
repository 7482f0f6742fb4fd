/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.stage.RequestIds;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.AuthHandler.Outcome;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;
import java.util.concurrent.TimeUnit;

/**
 * When one connection proves who it is: behind every opening, again when the handler or a stage
 * wants it, and one request at a time. A state machine without a clock; I/O thread.
 *
 * <p>A request that is refused or not answered may be followed by one of another kind at once, and
 * not by a third. A venue that denies us although it has just taken our word for it, and told us
 * nothing of the account in between, is not asked a third time in one session.
 */
public final class Authentication {
    public static final int NOTHING = 0;

    /** Send a request now. */
    public static final int REQUEST = 1;

    /** The last request was not answered. */
    public static final int TIMED_OUT = 2;

    /** Denied, authenticated anew, and denied again: a person has to look at it. */
    public static final int DENIED_AGAIN = 3;

    // A venue that refuses everything, or a handler that always wants more, must not make a storm.
    // For as long, a denial may belong to a request that was sent before we were authenticated
    // anew.
    private static final long INTERVAL_MIN_NS = TimeUnit.SECONDS.toNanos(1);

    private static final int OF_AN_ACCOUNT =
            MarketEvent.ANSWERED_ORDERS
                    | MarketEvent.ANSWERED_POSITIONS
                    | MarketEvent.ANSWERED_ACCOUNT;

    private final boolean isRequired;
    private final long timeoutNs;
    private final AuthHandler handler;
    private final ErrorHandler errors;

    /** The last request each stage has sent, and what that was when a denial was settled. */
    private final long[] sentIds = new long[RequestIds.STAGES];

    private final long[] settledIds = new long[RequestIds.STAGES];

    private boolean isWanted;
    private boolean isAuthenticated;
    private boolean isFirst;
    private boolean isFallBackDue;
    private boolean isFallBack;
    private Denial denial = Denial.NONE;
    private long requestId = MarketEvent.ABSENT;
    private long sentNs;

    /** How often requests of this session were denied, and what became of it. */
    private enum Denial {
        NONE,
        /** A request to authenticate anew is on its way. */
        OPEN,
        /** It was granted. */
        SETTLED,
        /** And was of no use. */
        AGAIN
    }

    public Authentication(
            final AuthHandler handler, final ErrorHandler errors, final long timeoutNs) {
        this.handler = handler;
        this.errors = errors;
        this.isRequired = handler.isRequired();
        this.timeoutNs = timeoutNs;
    }

    /** False where the venue asks nobody who he is. */
    public boolean isRequired() {
        return isRequired;
    }

    /** True from the first grant of a session on. */
    public boolean isAuthenticated() {
        return isAuthenticated;
    }

    /** False from a denial, or the end of what was granted, to the next grant. */
    public boolean isKnown(final long nowNs) {
        return !isRequired
                || isAuthenticated && denial != Denial.OPEN && nowNs < handler.knownUntilNs();
    }

    /** True for a request that must not go out now. */
    public boolean holdsBack(final int requestType, final long nowNs) {
        return isRequired && handler.isNeededFor(requestType) && !isKnown(nowNs);
    }

    /** A session begins. */
    public void onOpen() {
        isWanted = isRequired;
        isAuthenticated = false;
        isFirst = true;
        isFallBackDue = false;
        denial = Denial.NONE;
        requestId = MarketEvent.ABSENT;
    }

    /** A stage sends a request of its own. */
    public void onRequest(final long stageRequestId) {
        sentIds[RequestIds.stageOf(stageRequestId)] = stageRequestId;
    }

    /** A stage was told that the venue does not know us any more. */
    public void onWish() {
        if (denial == Denial.NONE && isSettled()) {
            deny();
        }
    }

    /** The venue answered a request that is not ours. */
    public void onOther(final MarketEvent answer) {
        if (answer.kind == EventKind.ERROR) {
            onError(answer);
        } else if (denial == Denial.SETTLED
                && (answer.answered & OF_AN_ACCOUNT) != 0
                && isSentSince(answer.requestId)) {
            // It tells of an account, and so it knows us: the next denial is a new one.
            denial = Denial.NONE;
        }
    }

    /** The venue refused something: perhaps because it does not know us. */
    private void onError(final MarketEvent error) {
        // While an answer is awaited, that settles it.
        if (!isSettled() || errors.classify(error) != ErrorClass.REAUTHENTICATE) {
            return;
        }
        if (denial == Denial.NONE) {
            deny();
        } else if (denial == Denial.SETTLED && isSentSince(error.requestId)) {
            denial = Denial.AGAIN;
        }
    }

    private boolean isSettled() {
        return isAuthenticated && !isWanted && !isFallBackDue && !awaitsAnswer();
    }

    private void deny() {
        denial = Denial.OPEN;
        isWanted = true;
        handler.onDenied();
    }

    /** Whether the request was sent behind the login that settled a denial: ids of a stage grow. */
    private boolean isSentSince(final long stageRequestId) {
        return stageRequestId != MarketEvent.ABSENT
                && stageRequestId > settledIds[RequestIds.stageOf(stageRequestId)];
    }

    /** What is due. */
    public int poll(final long nowNs) {
        if (!isRequired) {
            return NOTHING;
        }
        final long passedNs = nowNs - sentNs;
        if (awaitsAnswer()) {
            final boolean isLate = passedNs >= timeoutNs || nowNs >= handler.answerDeadlineNs();
            return isLate ? onTimeout() : NOTHING;
        }
        if (denial == Denial.AGAIN) {
            return DENIED_AGAIN;
        }
        if (isFallBackDue) {
            return REQUEST;
        }
        final boolean isDue = isWanted || isAuthenticated && nowNs >= handler.reauthenticateAtNs();
        return isDue && (isFirst || passedNs >= INTERVAL_MIN_NS) ? REQUEST : NOTHING;
    }

    private int onTimeout() {
        // Asked for every request: what the handler knows of it is out of date.
        final boolean hasOther = handler.onTimeout();
        if (!hasOther || isFallBack) {
            return TIMED_OUT;
        }
        requestId = MarketEvent.ABSENT;
        isFallBackDue = true;
        return REQUEST;
    }

    /** The request that was due went out. */
    public void onSent(final long newRequestId, final long nowNs) {
        requestId = newRequestId;
        sentNs = nowNs;
        isFallBack = isFallBackDue;
        isFallBackDue = false;
        isWanted = false;
        isFirst = false;
    }

    /** True from a request to its answer. */
    public boolean awaitsAnswer() {
        return requestId != MarketEvent.ABSENT;
    }

    /**
     * True for what may hold a secret: an answer while one is awaited, a second one to us, and one
     * that does not say what it answers.
     */
    public boolean concerns(final MarketEvent answer) {
        return awaitsAnswer()
                || isRequired
                        && (answer.requestId == MarketEvent.ABSENT
                                || RequestIds.stageOf(answer.requestId) == RequestIds.IO);
    }

    /** Has an answer read and its secrets overwritten; what it says counts only when awaited. */
    public Outcome read(final MarketEvent answer, final long nowNs) {
        final Outcome outcome = handler.read(answer, nowNs);
        if (outcome == Outcome.NOT_MINE || !awaitsAnswer()) {
            return Outcome.NOT_MINE;
        }
        requestId = MarketEvent.ABSENT;
        if (outcome == Outcome.FALL_BACK && !isFallBack) {
            isFallBackDue = true;
            return outcome;
        }
        isAuthenticated = outcome == Outcome.AUTHENTICATED;
        if (isAuthenticated && denial == Denial.OPEN) {
            denial = Denial.SETTLED;
            System.arraycopy(sentIds, 0, settledIds, 0, sentIds.length);
        }
        return outcome == Outcome.FALL_BACK ? Outcome.REFUSED : outcome;
    }

    /** The session is over. */
    public void onEnd() {
        requestId = MarketEvent.ABSENT;
        isWanted = false;
        handler.onDisconnect();
    }
}
