/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

/**
 * Decides when one connection makes its next attempt, or that it makes none: strategy, backoff,
 * breaker, budget and authentication together. The longest of all delays counts, so that none of
 * them can be got around. A state machine without a clock; I/O thread.
 */
public final class Reconnection {
    /** No further attempt: {@link #stopText} says why. */
    public static final long STOP = -1;

    private final ReconnectSettings settings;
    private final Backoff backoff;
    private final CircuitBreaker breaker;
    private final ReconnectBudget budget;
    private final AuthenticationRetry authentication;

    private boolean hasToken;
    private long tokenAtNs;
    private boolean isUsable;
    private long usableSinceNs;
    private String stopText = "";

    /**
     * @param budget that of the venue, shared with its other connections.
     * @param seed of the jitter.
     */
    public Reconnection(
            final ReconnectSettings settings, final ReconnectBudget budget, final long seed) {
        this.settings = settings;
        this.budget = budget;
        this.backoff = new Backoff(settings.backoff(), seed);
        this.breaker = new CircuitBreaker(settings.breaker());
        this.authentication = new AuthenticationRetry(settings.authentication());
    }

    /** Attempts planned since the last healthy session. */
    public int attempts() {
        return backoff.attempts();
    }

    public CircuitBreaker.State breakerState() {
        return breaker.state();
    }

    /** Why there is no further attempt; empty as long as there is one. */
    public String stopText() {
        return stopText;
    }

    /**
     * An attempt is due: asks whether it may begin.
     *
     * @return 0 when it begins now; else the time to ask again after, in nanoseconds.
     */
    public long beginNs(final long nowNs) {
        final long openNs = breaker.waitNs(nowNs);
        if (openNs > 0) {
            return openNs;
        }
        if (!hasToken) {
            hasToken = true;
            tokenAtNs = nowNs + budget.takeNs(nowNs);
        }
        if (nowNs < tokenAtNs) {
            return tokenAtNs - nowNs;
        }
        if (!breaker.tryAttempt(nowNs)) {
            return Backoff.DELAY_MIN_NS;
        }
        hasToken = false;
        isUsable = false;
        return 0;
    }

    /** The session is of use: it is open and, where that is asked for, authenticated. */
    public void onUsable(final long nowNs) {
        if (!isUsable) {
            isUsable = true;
            usableSinceNs = nowNs;
            breaker.onSuccess();
        }
    }

    /** The venue knows us. */
    public void onAuthenticated() {
        authentication.onSuccess();
    }

    /**
     * The session ended, or the attempt failed.
     *
     * @param isAuthenticationFailure true when the venue did not know us: a failure however long
     *     the session was of use before, with delays and an end of its own.
     * @param minNs what the venue asks for at least, in nanoseconds.
     * @return the delay before the next attempt, in nanoseconds, or {@link #STOP}.
     */
    public long onEnd(final boolean isAuthenticationFailure, final long minNs, final long nowNs) {
        backoff.onSessionEnd(isUsable ? nowNs - usableSinceNs : 0);
        // Not the breaker's: what the venue does not know after five attempts, it never will.
        final boolean isProbe = breaker.state() == CircuitBreaker.State.HALF_OPEN;
        if (isAuthenticationFailure ? isProbe : !isUsable) {
            breaker.onFailure(nowNs);
        }
        isUsable = false;
        if (settings.strategy() == ReconnectStrategy.FAIL_FAST) {
            return stop("the strategy is to fail fast");
        }
        if (backoff.isExhausted()) {
            return stop(
                    settings.backoff().attemptsMax() + " attempts led to no session that lasted");
        }
        final long retryNs = isAuthenticationFailure ? authentication.onFailure() : 0;
        if (retryNs == STOP) {
            return stop(
                    "the venue did not authenticate us "
                            + (settings.authentication().retriesMax() + 1)
                            + " times in a row");
        }
        final long delayNs = Math.max(backoff.nextDelayNs(), retryNs);
        return Math.max(Math.max(minNs, delayNs), breaker.waitNs(nowNs));
    }

    /** No further attempt is made, for a reason from outside. */
    public long stop(final String text) {
        stopText = text;
        return STOP;
    }
}
