/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.engine.telemetry.Telemetry;
import io.novaring.engine.telemetry.late.LateWatch;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Names the handler that does not return: a stuck one must never be a silent one. Own thread, which
 * also writes what telemetry writes and, where there is a journal, looks more often at what runs.
 */
final class Watchdog {
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long STUCK_NS = TimeUnit.SECONDS.toNanos(1);

    private final EventChain[] chains;
    private final List<HandlerSlot> buffered;
    private final Failures failures;
    private final Telemetry telemetry;
    // Null when there is no journal.
    private final LateWatch late;
    private final Watched[] watched;

    /**
     * @param handlers those that do not gate are watched at their own queue.
     */
    Watchdog(
            final Pipeline pipeline,
            final List<HandlerSlot> handlers,
            final Failures failures,
            final Telemetry telemetry) {
        this.chains = pipeline.chains();
        this.telemetry = telemetry;
        this.late = pipeline.watchLate(telemetry);
        this.buffered = handlers.stream().filter(slot -> slot.buffer() != null).toList();
        this.failures = failures;
        this.watched = new Watched[chains.length + buffered.size()];
        for (int i = 0; i < watched.length; i++) {
            watched[i] = new Watched();
        }
    }

    /** Looks again and again, and lets telemetry write, until it is interrupted or all halts. */
    void run() {
        try {
            if (late != null) {
                late.start();
            }
            long dueNs = System.nanoTime();
            while (failures.halted() == null) {
                try {
                    final long nowNs = System.nanoTime();
                    if (nowNs - dueNs >= 0) {
                        dueNs = nowNs + INTERVAL_NS;
                        check(nowNs);
                        telemetry.poll(nowNs);
                    }
                    sleep();
                } catch (final RuntimeException | Error e) {
                    // Whoever watches the others must not be the one that ends unseen.
                    telemetry.failed(e);
                }
            }
        } catch (final InterruptedException e) {
            // The engine ends, and every other thread of it has.
        } finally {
            if (late != null) {
                late.end();
            }
            telemetry.end(failures.halted() != null);
        }
    }

    private void sleep() throws InterruptedException {
        if (late == null) {
            TimeUnit.NANOSECONDS.sleep(INTERVAL_NS);
            return;
        }
        late.sleep();
        TimeUnit.NANOSECONDS.sleep(LateWatch.INTERVAL_NS);
        final long nowNs = late.wake();
        for (int i = 0; i < chains.length; i++) {
            final HandlerSlot slot = chains[i].runningSlot();
            late.look(i, slot == null ? null : slot.name(), chains[i].runningSequence(), nowNs);
        }
        late.looked(nowNs);
    }

    /** One look at every chain and every handler with a thread of its own. */
    void check(final long nowNs) {
        for (int i = 0; i < chains.length; i++) {
            final HandlerSlot slot = chains[i].runningSlot();
            final long events = slot == null ? 0 : slot.stats().events();
            watched[i].check(slot, events, chains[i].runningSequence(), nowNs);
        }
        for (int i = 0; i < buffered.size(); i++) {
            final HandlerSlot slot = buffered.get(i);
            final BufferedHandler buffer = slot.buffer();
            final long position = buffer.position();
            final boolean isRunning = buffer.hasWork() && !slot.isDetached();
            watched[chains.length + i].check(
                    isRunning ? slot : null, position, position + 1, nowNs);
        }
    }

    /** What one thread was seen doing. */
    private final class Watched {
        private HandlerSlot lastSlot;
        private long lastProgress;
        private long sinceNs;
        private long reportAtNs;

        void check(
                final HandlerSlot slot,
                final long progress,
                final long sequence,
                final long nowNs) {
            if (slot == null || slot != lastSlot || progress != lastProgress) {
                lastSlot = slot;
                lastProgress = progress;
                sinceNs = nowNs;
                reportAtNs = STUCK_NS;
            } else if (nowNs - sinceNs >= reportAtNs) {
                failures.stuck(slot.name(), nowNs - sinceNs, sequence);
                // Twice the time until the next report: told, not flooded.
                reportAtNs *= 2;
            }
        }
    }
}
