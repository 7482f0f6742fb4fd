/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what must come, however slow the machine is. */
final class Await {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);

    private Await() {}

    static void until(final BooleanSupplier condition, final String what) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > TIMEOUT_NS) {
                throw new AssertionError("in vain: " + what);
            }
            LockSupport.parkNanos(200_000);
        }
    }

    static void until(final CountDownLatch latch) {
        try {
            if (!latch.await(TIMEOUT_NS, TimeUnit.NANOSECONDS)) {
                throw new AssertionError("the latch stayed shut");
            }
        } catch (final InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
