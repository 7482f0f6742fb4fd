/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.engine.Engine;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what an engine shall come to. */
public final class EngineWait {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private EngineWait() {}

    /**
     * Asks again every 5 ms.
     *
     * @return false when the engine halted or the time was over first.
     */
    public static boolean until(
            final Engine engine, final long limitNs, final BooleanSupplier condition) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (engine.failure() != null || System.nanoTime() - startNs > limitNs) {
                return false;
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return true;
    }
}
