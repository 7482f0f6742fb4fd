/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.login;

/**
 * Hears of what a client may do and does, so that a test can hold it to that from the venue's side.
 * Called on the simulator's thread: must not block or call the simulator.
 */
public interface SessionListener {
    /** Nobody wants to know. */
    SessionListener NONE = new SessionListener() {};

    /**
     * A request was read, and nobody has looked at it yet.
     *
     * @param connectionNumber 0 for the first connection the simulator accepted.
     * @param isKnown whether the connection, or the token in the request, stands for an account at
     *     that moment: neither expired nor taken back.
     */
    default void onRequest(
            final int connectionNumber, final String method, final boolean isKnown) {}

    /** A pair of tokens was made. They are secrets: of use to look for them where none may be. */
    default void onTokens(final String accessToken, final String refreshToken) {}
}
