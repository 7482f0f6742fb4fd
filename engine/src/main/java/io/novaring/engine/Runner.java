/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.engine.pinning.Pinning;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpIdleStrategy;

/** A thread that runs an agent's duty cycle until it is told to stop and no work is left. */
final class Runner {
    private static final long PARK_MIN_NS = TimeUnit.MICROSECONDS.toNanos(10);
    private static final long PARK_MAX_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final Agent agent;
    private final IdleStrategy idle;
    private final Failures failures;
    private final boolean outlivesHalt;
    private final Thread thread;

    // Written by the thread that closes the engine, read by this runner's thread.
    private volatile boolean stopping;

    Runner(
            final Agent agent,
            final IdleMode mode,
            final Failures failures,
            final boolean outlivesHalt) {
        this(agent, idleStrategy(mode), failures, Pinning.NONE, outlivesHalt);
    }

    /**
     * @param outlivesHalt true for an agent that does what work there is even after a halt.
     */
    Runner(
            final Agent agent,
            final IdleStrategy idle,
            final Failures failures,
            final Pinning pinning,
            final boolean outlivesHalt) {
        this.agent = agent;
        this.outlivesHalt = outlivesHalt;
        this.idle = idle;
        this.failures = failures;
        this.thread = newThread(agent.roleName(), pinning.before(agent.roleName(), this::run));
    }

    /**
     * A daemon thread that lets go of its task when it ends. From JDK 21 on threads do not, and
     * Disruptor keeps every producer's thread where assertions are on: a ring would stay with it.
     */
    static Thread newThread(final String name, final Runnable task) {
        final AtomicReference<Runnable> once = new AtomicReference<>(task);
        final Thread thread = new Thread(() -> once.getAndSet(null).run(), name);
        thread.setDaemon(true);
        return thread;
    }

    static IdleStrategy idleStrategy(final IdleMode mode) {
        return switch (mode) {
            // The agent itself sleeps in the selector, once it has looked for long enough.
            case SPIN, ADAPTIVE -> new BusySpinIdleStrategy();
            case BACKOFF -> new BackoffIdleStrategy(100, 10, PARK_MIN_NS, PARK_MAX_NS);
            case SELECT -> NoOpIdleStrategy.INSTANCE;
        };
    }

    Thread thread() {
        return thread;
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopping = true;
    }

    private void run() {
        try {
            agent.onStart();
            work();
        } catch (final Failures.Halted e) {
            // Reported where it happened.
        } catch (final Throwable e) {
            failures.halt(agent.roleName(), e);
        } finally {
            close();
        }
    }

    private void close() {
        try {
            agent.onClose();
        } catch (final Exception e) {
            failures.halt(agent.roleName(), e);
        }
    }

    private void work() throws Exception {
        while (outlivesHalt || failures.halted() == null) {
            // Read before the work: what was there when it was set is then certainly done.
            final boolean ending = stopping || failures.halted() != null;
            final int work = agent.doWork();
            if (work == 0 && ending) {
                return;
            }
            idle.idle(work);
        }
    }
}
