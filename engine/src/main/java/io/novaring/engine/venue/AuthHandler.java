/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;

/**
 * Proves who we are, and keeps proving it. The only handler that sees secrets, and the only one
 * whose messages depend on a clock: it is called by the I/O thread alone, before anything reaches
 * the ring, and what it reads and writes is published without the secrets. One object for one
 * connection; it may keep state.
 */
public interface AuthHandler {
    /** A venue, or a role, that asks nobody who he is. */
    AuthHandler NONE = new AuthHandler() {};

    /** {@link #reauthenticateAtNs}: not before somebody asks for it. */
    long NEVER = Long.MAX_VALUE;

    /** What an answer says. */
    enum Outcome {
        /** The message has nothing to do with it. */
        NOT_MINE,
        /** The venue knows us. */
        AUTHENTICATED,
        /** Refused, and another way of asking is tried at once, in the same session. */
        FALL_BACK,
        /** Refused, and may be granted another time. */
        REFUSED,
        /** Refused for good: these credentials must not be tried again. */
        REFUSED_FOR_GOOD
    }

    /**
     * True when a session is of no use before it is authenticated: nothing else is sent until then.
     * Every thread; constant.
     */
    default boolean isRequired() {
        return false;
    }

    /**
     * Encodes the request that authenticates, secrets included. It goes to the socket, is wiped and
     * never reaches the ring.
     *
     * @param nowNs epoch nanoseconds.
     * @return its request type.
     */
    default int encodeRequest(final long requestId, final long nowNs, final JsonEncoder out) {
        return RequestType.NONE;
    }

    /** Encodes what ring and journal get in its place: the same request without a secret. */
    default void encodeRedacted(final long requestId, final JsonEncoder out) {}

    /**
     * Reads an answer, after it was decoded and before it is published, and overwrites every secret
     * in {@link MarketEvent#raw} in place, so that the rest is decoded as before. Called for every
     * answer while a request is open, and for later ones to such requests: a venue that answers
     * twice tells its secrets twice. What it says of those changes nothing.
     */
    default Outcome read(final MarketEvent answer, final long nowNs) {
        return Outcome.NOT_MINE;
    }

    /**
     * Until when an answer to the open request is of use, epoch nanoseconds, or {@link #NEVER} when
     * the engine's own patience decides.
     */
    default long answerDeadlineNs() {
        return NEVER;
    }

    /**
     * The open request was not answered in time.
     *
     * @return true when another way of asking is to be tried at once; false when the session ends.
     */
    default boolean onTimeout() {
        return false;
    }

    /**
     * The venue refused another request because it does not know us any more: {@link
     * #encodeRequest} follows, and what was valid until now must not be relied on.
     */
    default void onDenied() {}

    /**
     * What was wrong with the last answer that was refused, for people; empty when the venue's
     * error code says all there is. No secrets and no text of the venue.
     */
    default String refusalText() {
        return "";
    }

    /** When to authenticate again within the session, epoch nanoseconds, or {@link #NEVER}. */
    default long reauthenticateAtNs() {
        return NEVER;
    }

    /**
     * From when on the venue does not know us any more unless it was asked anew, epoch nanoseconds,
     * or {@link #NEVER}. Early enough that what was sent before also arrives before.
     */
    default long knownUntilNs() {
        return NEVER;
    }

    /**
     * True for a request that the venue refuses to who is not known to it. It is not sent then, but
     * published as unsent at once. Called for every request: must neither block nor allocate.
     */
    default boolean isNeededFor(final int requestType) {
        return false;
    }

    /** The session is over: forgets what was valid for it alone. */
    default void onDisconnect() {}
}
