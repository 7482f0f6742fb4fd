/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.login;

import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.tools.simulator.trading.NotificationOrder;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How the simulator treats those who log in. Changed by its {@code with} methods, from {@link
 * #DEFAULT}.
 *
 * @param keys the API keys there are; without any, {@link ApiKey#DEMO}.
 * @param tokenLife what {@code expires_in} says, in whole seconds.
 * @param tier the credits of an account.
 * @param matchingDelay how long a request holds the queue of its account and currency; with zero
 *     nothing ever waits.
 * @param cancelOnDisconnectDelay from the loss of a connection to the cancels.
 * @param notificationOrder whether notifications come before the answer that belongs to them.
 */
public record AccountRules(
        List<ApiKey> keys,
        Duration tokenLife,
        AccountTier tier,
        Duration matchingDelay,
        Duration cancelOnDisconnectDelay,
        NotificationOrder notificationOrder) {
    /** The demo key, 900 s, tier 4, no delays, any order. */
    public static final AccountRules DEFAULT =
            new AccountRules(
                    List.of(),
                    Duration.ofSeconds(900),
                    AccountTier.TIER_4,
                    Duration.ZERO,
                    Duration.ZERO,
                    NotificationOrder.RANDOM);

    public AccountRules {
        keys = keys.isEmpty() ? List.of(ApiKey.DEMO) : List.copyOf(keys);
        final Set<String> ids = new HashSet<>();
        for (final ApiKey key : keys) {
            if (!ids.add(key.id())) {
                throw new IllegalArgumentException("two API keys have the id " + key.id());
            }
        }
        if (tokenLife.toSeconds() < 1) {
            throw new IllegalArgumentException("tokenLife must be at least 1 s: " + tokenLife);
        }
        Objects.requireNonNull(tier, "tier");
        notNegative("matchingDelay", matchingDelay);
        notNegative("cancelOnDisconnectDelay", cancelOnDisconnectDelay);
        Objects.requireNonNull(notificationOrder, "notificationOrder");
    }

    public AccountRules withKeys(final List<ApiKey> value) {
        return new AccountRules(
                value, tokenLife, tier, matchingDelay, cancelOnDisconnectDelay, notificationOrder);
    }

    public AccountRules withTokenLife(final Duration value) {
        return new AccountRules(
                keys, value, tier, matchingDelay, cancelOnDisconnectDelay, notificationOrder);
    }

    public AccountRules withTier(final AccountTier value) {
        return new AccountRules(
                keys, tokenLife, value, matchingDelay, cancelOnDisconnectDelay, notificationOrder);
    }

    public AccountRules withMatchingDelay(final Duration value) {
        return new AccountRules(
                keys, tokenLife, tier, value, cancelOnDisconnectDelay, notificationOrder);
    }

    public AccountRules withCancelOnDisconnectDelay(final Duration value) {
        return new AccountRules(keys, tokenLife, tier, matchingDelay, value, notificationOrder);
    }

    public AccountRules withNotificationOrder(final NotificationOrder value) {
        return new AccountRules(
                keys, tokenLife, tier, matchingDelay, cancelOnDisconnectDelay, value);
    }

    private static void notNegative(final String name, final Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + value);
        }
    }
}
