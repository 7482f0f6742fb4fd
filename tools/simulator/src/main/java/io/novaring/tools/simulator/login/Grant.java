/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.login;

/**
 * What one login was granted: a pair of tokens that a refresh replaces. Simulator thread only. It
 * has no text of its own, so that no token is ever printed.
 */
final class Grant {
    final ApiKey key;
    final String account;

    /** The connection it is bound to; null when it is bound to a session. */
    final Login owner;

    final String sessionId;
    Scope scope;
    String accessToken;
    String refreshToken;
    long lifeSeconds;
    long expiresAtMs;

    /** Neither token is worth anything any more. */
    boolean isVoid;

    Grant(
            final ApiKey key,
            final String account,
            final Scope scope,
            final Login owner,
            final String sessionId) {
        this.key = key;
        this.account = account;
        this.scope = scope;
        this.owner = owner;
        this.sessionId = sessionId;
    }

    boolean isGood(final long nowMs) {
        return !isVoid && nowMs < expiresAtMs;
    }
}
