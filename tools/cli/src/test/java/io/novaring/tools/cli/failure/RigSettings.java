/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.failure;

import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.reconnect.AuthenticationRetrySettings;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.engine.reconnect.BreakerSettings;
import io.novaring.engine.reconnect.BudgetSettings;
import io.novaring.engine.reconnect.ReconnectSettings;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.fault.FaultPlan;
import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.tools.simulator.login.AccountRules;
import io.novaring.tools.simulator.login.ApiKey;
import io.novaring.venues.deribit.DeribitAccount;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How a rig is made. Two of the same object may share a rig.
 *
 * @param rules how the simulator treats the account.
 * @param faults those the simulator has before the engine comes.
 * @param skewNs how far the clock of the engine is behind.
 */
record RigSettings(
        ApiKey key,
        UnaryOperator<AccountRules> rules,
        DeribitAccount account,
        FaultPlan faults,
        long skewNs) {
    private static final long MS = 1_000_000;
    private static final int INSTRUMENTS = 3;

    /** Orders stay when the connection is lost; credits without end. */
    static final RigSettings KEEPING =
            new RigSettings(
                    ApiKey.DEMO,
                    rules -> rules.withTier(AccountTier.UNLIMITED),
                    DeribitAccount.of(List.of("BTC", "ETH"))
                            .withCancelsOnDisconnect(false)
                            .withTradingRate(1_000, 1_000),
                    FaultPlan.none(),
                    0);

    /** Orders go with the connection. */
    static final RigSettings CANCELLING =
            KEEPING.withAccount(KEEPING.account.withCancelsOnDisconnect(true));

    RigSettings withKey(final ApiKey value) {
        return new RigSettings(value, rules, account, faults, skewNs);
    }

    RigSettings withRules(final UnaryOperator<AccountRules> value) {
        return new RigSettings(key, value, account, faults, skewNs);
    }

    RigSettings withAccount(final DeribitAccount value) {
        return new RigSettings(key, rules, value, faults, skewNs);
    }

    RigSettings withFaults(final FaultPlan value) {
        return new RigSettings(key, rules, account, value, skewNs);
    }

    RigSettings withSkewNs(final long value) {
        return new RigSettings(key, rules, account, faults, value);
    }

    SimulatorConfig simulator() {
        return SimulatorConfig.builder()
                .instruments(INSTRUMENTS)
                .ratePerSecond(200)
                .apiKey(key.id(), key.secret(), key.account(), key.scope().split(" "))
                .accounts(rules)
                .faults(faults)
                .build();
    }

    /** Short waits: a row waits for its rule and not for a default. */
    ConnectionSettings connections() {
        return ConnectionSettings.DEFAULT
                .withTickIntervalNs(20 * MS)
                .withReconnect(
                        ReconnectSettings.DEFAULT
                                .withBackoff(
                                        BackoffSettings.of(
                                                BackoffSettings.Kind.CONSTANT, 20 * MS, 20 * MS))
                                .withBreaker(new BreakerSettings(0, 1_000 * MS))
                                .withBudget(new BudgetSettings(1_000, 20 * MS))
                                .withAuthentication(new AuthenticationRetrySettings(20 * MS, 5)));
    }
}
