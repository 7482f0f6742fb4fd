/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

import java.util.concurrent.TimeUnit;

/**
 * Attempts to connect that all connections to one venue share: a storm of reconnects is what gets
 * an address banned.
 *
 * @param burst attempts that may follow each other at once.
 * @param refillNs time after which one more is allowed.
 */
public record BudgetSettings(int burst, long refillNs) {
    /** Twenty at once, then one a second. */
    public static final BudgetSettings DEFAULT =
            new BudgetSettings(20, TimeUnit.SECONDS.toNanos(1));

    public BudgetSettings {
        if (burst < 1 || refillNs <= 0) {
            throw new IllegalArgumentException(
                    "a budget needs burst >= 1 and refillNs > 0: " + burst + ", " + refillNs);
        }
    }
}
