/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.engine.telemetry.Telemetry;
import java.util.concurrent.TimeUnit;

/**
 * Names the handler that does not return: a stuck one must never be a silent one. Own thread, which
 * also writes what telemetry writes.
 */
final class Watchdog {
    private static final long INTERVAL_MS = 100;
    private static final long STUCK_NS = TimeUnit.SECONDS.toNanos(1);

    private final EventChain[] chains;
    private final Failures failures;
    private final HandlerSlot[] lastSlots;
    private final long[] lastEvents;
    private final long[] sinceNs;
    private final long[] reportAtNs;

    Watchdog(final EventChain[] chains, final Failures failures) {
        this.chains = chains;
        this.failures = failures;
        this.lastSlots = new HandlerSlot[chains.length];
        this.lastEvents = new long[chains.length];
        this.sinceNs = new long[chains.length];
        this.reportAtNs = new long[chains.length];
    }

    /** Looks again and again, and lets telemetry write, until it is interrupted or all halts. */
    void run(final Telemetry telemetry) {
        try {
            while (failures.halted() == null) {
                final long nowNs = System.nanoTime();
                check(nowNs);
                telemetry.poll(nowNs);
                TimeUnit.MILLISECONDS.sleep(INTERVAL_MS);
            }
        } catch (final InterruptedException e) {
            // The engine ends, and every other thread of it has.
        } finally {
            telemetry.end(failures.halted() != null);
        }
    }

    /** One look at every chain. */
    void check(final long nowNs) {
        for (int i = 0; i < chains.length; i++) {
            final HandlerSlot slot = chains[i].runningSlot();
            final long events = slot == null ? 0 : slot.stats().events();
            if (slot == null || slot != lastSlots[i] || events != lastEvents[i]) {
                lastSlots[i] = slot;
                lastEvents[i] = events;
                sinceNs[i] = nowNs;
                reportAtNs[i] = STUCK_NS;
            } else if (nowNs - sinceNs[i] >= reportAtNs[i]) {
                failures.stuck(slot.name(), nowNs - sinceNs[i], chains[i].runningSequence());
                // Twice the time until the next report: told, not flooded.
                reportAtNs[i] *= 2;
            }
        }
    }
}
