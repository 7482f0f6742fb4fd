/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for an engine's threads to end, one behind the other along the ring, and accounts for what
 * they did. Any thread but the engine's own; one at a time does it, the others wait for it.
 */
final class Shutdown implements Runnable {
    private static final long GRACE_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final EngineContext context;
    private final Pipeline pipeline;
    private final Stages stages;
    private final Thread ioThread;
    private final List<Runner> runners;
    private final Thread watchdog;
    private final Failures failures;
    private final Runnable onEnd;

    // Written once, under the lock of run(); read by any thread.
    private volatile ShutdownReport report;

    /**
     * @param runners in the order of the ring.
     * @param onEnd called once, behind everything else.
     */
    Shutdown(
            final EngineContext context,
            final Pipeline pipeline,
            final Stages stages,
            final Thread ioThread,
            final List<Runner> runners,
            final Thread watchdog,
            final Failures failures,
            final Runnable onEnd) {
        this.context = context;
        this.pipeline = pipeline;
        this.stages = stages;
        this.ioThread = ioThread;
        this.runners = runners;
        this.watchdog = watchdog;
        this.failures = failures;
        this.onEnd = onEnd;
    }

    /** Null until it is over. */
    ShutdownReport report() {
        return report;
    }

    @Override
    public synchronized void run() {
        if (report != null) {
            return;
        }
        final long deadlineNs = System.nanoTime() + context.closeTimeoutNs();
        requireEnd(ioThread, deadlineNs);
        // In order: each thread's source of events has ended when it is asked to.
        for (final Runner runner : runners) {
            runner.stop();
            requireEnd(runner.thread(), deadlineNs);
        }
        watchdog.interrupt();
        join(watchdog, deadlineNs);
        endRecording();
        report = newReport();
        onEnd.run();
    }

    private void endRecording() {
        try {
            if (newReport().isComplete()) {
                pipeline.seal(stages.stateHash());
            } else if (!ioThread.isAlive() && runners.stream().noneMatch(this::isAlive)) {
                pipeline.finishNotes();
            }
        } catch (final RuntimeException | Error e) {
            failures.halt("ending the journal", e);
        }
    }

    private boolean isAlive(final Runner runner) {
        return runner.thread().isAlive();
    }

    private ShutdownReport newReport() {
        return new ShutdownReport(
                pipeline.published(), pipeline.handled(), pipeline.journalled(), failures.halted());
    }

    /** Waits for a thread; halts the engine when that does not end it in time. */
    private void requireEnd(final Thread thread, final long deadlineNs) {
        if (!join(thread, deadlineNs)) {
            failures.halt(
                    "close: " + thread.getName() + " did not end",
                    new TimeoutException("running: " + pipeline.running()));
            join(thread, deadlineNs);
        }
    }

    /** An interrupt does not end it: the wait is short, and half a close is none. */
    private static boolean join(final Thread thread, final long deadlineNs) {
        boolean interrupted = false;
        final long endNs = System.nanoTime() + GRACE_NS;
        long leftNs = Math.max(deadlineNs, endNs) - System.nanoTime();
        while (thread.isAlive() && leftNs > 0) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, leftNs);
            } catch (final InterruptedException e) {
                interrupted = true;
            }
            leftNs = Math.max(deadlineNs, endNs) - System.nanoTime();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
