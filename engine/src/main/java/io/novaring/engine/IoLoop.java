/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.engine.connection.IoAgent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/** The I/O thread: its duty cycle, and the order in which a run ends. */
final class IoLoop {
    private static final long DRAIN_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long DRAIN_PARK_NS = TimeUnit.MICROSECONDS.toNanos(20);

    private final IoAgent agent;
    private final IdleStrategy idle;
    private final Pipeline pipeline;
    private final Failures failures;
    private final Runnable wakeUp;
    private final Thread thread;

    // Written by the thread that closes the engine, read by the I/O thread.
    private volatile boolean stopping;

    IoLoop(
            final IoAgent agent,
            final IdleMode mode,
            final Pipeline pipeline,
            final Failures failures,
            final Runnable wakeUp) {
        this.agent = agent;
        this.idle = Runner.idleStrategy(mode);
        this.pipeline = pipeline;
        this.failures = failures;
        this.wakeUp = wakeUp;
        this.thread = new Thread(this::run, agent.roleName());
        thread.setDaemon(true);
    }

    Thread thread() {
        return thread;
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopping = true;
        wakeUp.run();
    }

    private void run() {
        try {
            while (!stopping && failures.halted() == null) {
                idle.idle(agent.doWork());
            }
            if (failures.halted() == null) {
                finish();
            }
        } catch (final Failures.Halted e) {
            // Reported where it happened.
        } catch (final Throwable e) {
            failures.halt("the I/O thread", e);
        } finally {
            agent.abort();
            agent.onClose();
        }
    }

    /**
     * What stages wish for while the last events pass must be on the ring too, or a replay would
     * miss it: sessions end, wishes are drained until none comes, and only then the run is over.
     */
    private void finish() {
        agent.stopConnections();
        do {
            awaitStages();
        } while (agent.drain() > 0);
        agent.publishStopped();
        awaitStages();
    }

    private void awaitStages() {
        final long startNs = System.nanoTime();
        while (!pipeline.isCaughtUp()
                && failures.halted() == null
                && System.nanoTime() - startNs < DRAIN_TIMEOUT_NS) {
            LockSupport.parkNanos(DRAIN_PARK_NS);
        }
    }
}
