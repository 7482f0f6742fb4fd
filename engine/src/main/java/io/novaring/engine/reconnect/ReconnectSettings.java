/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

import java.util.Objects;

/**
 * Everything that decides about another attempt to connect.
 *
 * @param budget shared by all connections of an engine to one venue; that of the first of them
 *     counts.
 */
public record ReconnectSettings(
        ReconnectStrategy strategy,
        BackoffSettings backoff,
        BreakerSettings breaker,
        BudgetSettings budget) {
    public static final ReconnectSettings DEFAULT =
            new ReconnectSettings(
                    ReconnectStrategy.ALWAYS_RECONNECT,
                    BackoffSettings.DEFAULT,
                    BreakerSettings.DEFAULT,
                    BudgetSettings.DEFAULT);

    public ReconnectSettings {
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(breaker, "breaker");
        Objects.requireNonNull(budget, "budget");
    }

    public ReconnectSettings withStrategy(final ReconnectStrategy newStrategy) {
        return new ReconnectSettings(newStrategy, backoff, breaker, budget);
    }

    public ReconnectSettings withBackoff(final BackoffSettings newBackoff) {
        return new ReconnectSettings(strategy, newBackoff, breaker, budget);
    }

    public ReconnectSettings withBreaker(final BreakerSettings newBreaker) {
        return new ReconnectSettings(strategy, backoff, newBreaker, budget);
    }

    public ReconnectSettings withBudget(final BudgetSettings newBudget) {
        return new ReconnectSettings(strategy, backoff, breaker, newBudget);
    }
}
