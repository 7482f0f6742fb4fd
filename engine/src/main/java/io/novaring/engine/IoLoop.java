/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.codec.recording.RecorderState;
import io.novaring.engine.connection.IoAgent;
import io.novaring.engine.pinning.Pinning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/** The I/O thread: its duty cycle, and the order in which a run ends. */
final class IoLoop {
    private static final long DRAIN_PARK_NS = TimeUnit.MICROSECONDS.toNanos(20);

    private final long drainTimeoutNs;
    private final IoAgent agent;
    private final IdleStrategy idle;
    private final Pipeline pipeline;
    private final Failures failures;
    private final Runnable wakeUp;
    private final Runnable onEnd;
    private final Thread thread;

    // Written by the thread that closes the engine, read by the I/O thread.
    private volatile boolean stopping;

    /**
     * @param drainTimeoutNs how long handlers may take for what is on the ring at the end.
     * @param onEnd called last on the I/O thread, however it ends.
     */
    IoLoop(
            final IoAgent agent,
            final IdleMode mode,
            final Pipeline pipeline,
            final Failures failures,
            final Pinning pinning,
            final long drainTimeoutNs,
            final Runnable wakeUp,
            final Runnable onEnd) {
        this.agent = agent;
        this.idle = Runner.idleStrategy(mode);
        this.pipeline = pipeline;
        this.failures = failures;
        this.drainTimeoutNs = drainTimeoutNs;
        this.wakeUp = wakeUp;
        this.onEnd = onEnd;
        this.thread =
                Runner.newThread(agent.roleName(), pinning.before(agent.roleName(), this::run));
    }

    /** The selector of an I/O thread that waits for its sockets; null for one that does not. */
    static Selector openSelector(final IdleMode mode) {
        try {
            return mode.isSelecting() ? Selector.open() : null;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot open a selector", e);
        }
    }

    /** Closes the selector of an engine that did not come to be. */
    static void closeQuietly(final Selector selector, final Throwable cause) {
        try {
            if (selector != null) {
                selector.close();
            }
        } catch (final IOException e) {
            cause.addSuppressed(e);
        }
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
            pipeline.onStart();
            while (!stopping && failures.halted() == null) {
                idle.idle(agent.doWork() + publishChanges());
            }
            if (failures.halted() == null) {
                finish();
            }
        } catch (final Failures.Halted e) {
            // Reported where it happened.
        } catch (final Throwable e) {
            failures.halt("the I/O thread", e);
        } finally {
            release();
        }
    }

    /** A handler or a journal that sees no more: others must see that, as an event like any. */
    private int publishChanges() {
        int count = publishDetachments();
        final RecorderState journal = pipeline.recorderWatch().nextChange();
        if (journal != null) {
            agent.publishJournal(journal, pipeline.recorderWatch().freeBytes());
            count++;
        }
        return count;
    }

    private int publishDetachments() {
        int count = 0;
        String text = failures.nextDetachment();
        while (text != null) {
            agent.publishDetached(text);
            count++;
            text = failures.nextDetachment();
        }
        return count;
    }

    private void release() {
        try {
            // Closes every socket first.
            agent.onClose();
        } catch (final Throwable e) {
            failures.halt("releasing the sockets", e);
        } finally {
            pipeline.onClose();
            onEnd.run();
        }
    }

    /**
     * What stages wish for while the last events pass must be on the ring too, or a replay would
     * miss it: sessions end, wishes are drained until none comes, and only then the run is over.
     */
    private void finish() {
        final long startNs = System.nanoTime();
        agent.stopConnections();
        do {
            awaitStages(startNs);
        } while (agent.drain() + publishChanges() > 0);
        agent.publishStopped();
        awaitStages(startNs);
    }

    private void awaitStages(final long startNs) {
        while (!pipeline.isCaughtUp()) {
            if (failures.halted() == null && System.nanoTime() - startNs > drainTimeoutNs) {
                failures.halt(
                        "close: the handlers did not catch up",
                        new TimeoutException(
                                pipeline.handled()
                                        + " of "
                                        + pipeline.published()
                                        + " events handled after "
                                        + drainTimeoutNs / 1_000_000
                                        + " ms; running: "
                                        + pipeline.running()));
            }
            if (failures.halted() != null) {
                throw new Failures.Halted(failures.halted());
            }
            LockSupport.parkNanos(DRAIN_PARK_NS);
        }
    }
}
