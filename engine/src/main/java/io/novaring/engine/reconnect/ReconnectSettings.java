/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

import java.util.Objects;

/**
 * Everything that decides about another attempt to connect.
 *
 * @param budget shared by all connections of an engine to one venue; that of the first of them
 *     counts.
 * @param authentication how often the venue is asked again whether it knows us.
 */
public record ReconnectSettings(
        ReconnectStrategy strategy,
        BackoffSettings backoff,
        BreakerSettings breaker,
        BudgetSettings budget,
        AuthenticationRetrySettings authentication) {
    public static final ReconnectSettings DEFAULT =
            new ReconnectSettings(
                    ReconnectStrategy.ALWAYS_RECONNECT,
                    BackoffSettings.DEFAULT,
                    BreakerSettings.DEFAULT,
                    BudgetSettings.DEFAULT,
                    AuthenticationRetrySettings.DEFAULT);

    public ReconnectSettings {
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(breaker, "breaker");
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(authentication, "authentication");
    }

    /** With the default for authentication. */
    public ReconnectSettings(
            final ReconnectStrategy strategy,
            final BackoffSettings backoff,
            final BreakerSettings breaker,
            final BudgetSettings budget) {
        this(strategy, backoff, breaker, budget, AuthenticationRetrySettings.DEFAULT);
    }

    public ReconnectSettings withStrategy(final ReconnectStrategy newStrategy) {
        return new ReconnectSettings(newStrategy, backoff, breaker, budget, authentication);
    }

    public ReconnectSettings withBackoff(final BackoffSettings newBackoff) {
        return new ReconnectSettings(strategy, newBackoff, breaker, budget, authentication);
    }

    public ReconnectSettings withBreaker(final BreakerSettings newBreaker) {
        return new ReconnectSettings(strategy, backoff, newBreaker, budget, authentication);
    }

    public ReconnectSettings withBudget(final BudgetSettings newBudget) {
        return new ReconnectSettings(strategy, backoff, breaker, newBudget, authentication);
    }

    public ReconnectSettings withAuthentication(
            final AuthenticationRetrySettings newAuthentication) {
        return new ReconnectSettings(strategy, backoff, breaker, budget, newAuthentication);
    }
}
