/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what a simulator has to do by itself; patient enough for a loaded machine. */
final class Await {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);

    private Await() {}

    static void events(final Simulator simulator, final long count) {
        until(() -> simulator.counters().marketEvents() >= count);
    }

    static void closes(final Simulator simulator, final CloseCause cause) {
        until(() -> simulator.counters().closes().get(cause) > 0);
    }

    static void until(final BooleanSupplier condition) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - startNs < PATIENCE_NS, "waited too long");
            pause(1);
        }
    }

    static void pause(final long milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (final InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
