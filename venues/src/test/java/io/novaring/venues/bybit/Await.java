/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come, however slow the machine is. */
final class Await {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);

    private Await() {}

    static void until(final BooleanSupplier condition, final Supplier<String> what) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > TIMEOUT_NS) {
                throw new AssertionError("in vain: " + what.get());
            }
            LockSupport.parkNanos(200_000);
        }
    }
}
