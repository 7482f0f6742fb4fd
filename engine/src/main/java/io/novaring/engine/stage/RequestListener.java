/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

/**
 * Learns of requests that no response will ever complete. Called on the thread of stage 4; must
 * neither block nor throw. In a replay it is called again.
 */
public interface RequestListener {
    /** For whom nobody asks, as in a replay, which has no futures to complete. */
    RequestListener NONE =
            new RequestListener() {
                @Override
                public void onRefused(
                        final int connectionId,
                        final int requestType,
                        final long token,
                        final Refusal refusal) {}

                @Override
                public void onLost(
                        final int connectionId,
                        final int requestType,
                        final long token,
                        final Loss loss) {}
            };

    /** Why a request was certainly not sent. */
    enum Refusal {
        /** There was no open session when it was asked for. */
        NOT_CONNECTED,
        /** The session ended while the request waited for credits. */
        DISCONNECTED,
        /** The session was over before the request reached the socket. */
        UNSENT,
        /** Credits did not come back in time: sending it now would surprise. */
        EXPIRED,
        /** Too many requests wait for credits. */
        QUEUE_FULL,
        /** Too many requests wait for their response. */
        PENDING_FULL,
        /** It costs more than its pool can ever hold. */
        TOO_EXPENSIVE,
        /** No request type of any venue. */
        UNKNOWN_TYPE
    }

    /** Why a request that was sent is no longer waited for. Its fate is unknown. */
    enum Loss {
        /** The session ended first. */
        DISCONNECTED,
        /** There are too many newer requests to keep it in mind. */
        EVICTED,
        /** The response is late; should it come after all, its event still has the token. */
        TIMED_OUT
    }

    /** The request was not sent and never will be. */
    void onRefused(int connectionId, int requestType, long token, Refusal refusal);

    /** The request was sent; nobody knows what became of it. */
    void onLost(int connectionId, int requestType, long token, Loss loss);
}
