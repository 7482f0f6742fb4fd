/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.engine.order.KillReport;
import io.novaring.engine.telemetry.JfrTelemetry;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where failures end: told to the listener once, then remembered. Any thread. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final EngineListener listener;

    // Set once, by the first thread that fails; read by every thread of the engine.
    private final AtomicReference<IllegalStateException> halted = new AtomicReference<>();

    // What a detached handler is called and why, on its way to the I/O thread, which publishes it.
    private final Queue<String> detachments = new ConcurrentLinkedQueue<>();

    Failures(final EngineListener listener) {
        this.listener = listener;
    }

    /** Null while the engine runs. */
    IllegalStateException halted() {
        return halted.get();
    }

    void halt(final String culprit, final Throwable cause) {
        final IllegalStateException halt =
                new IllegalStateException("the engine halted: " + culprit, cause);
        if (!halted.compareAndSet(null, halt)) {
            LOG.error("after the engine halted: {}", culprit, cause);
            return;
        }
        LOG.error("the engine halts: {}", culprit, cause);
        JfrTelemetry.halted(culprit);
        // Without a lock: a listener may close the engine, and others may fail meanwhile.
        tell(() -> listener.onHalt(culprit, cause));
    }

    void detached(final String handlerName, final String why, final Throwable cause) {
        LOG.error("handler detached: {}: {}", handlerName, why, cause);
        JfrTelemetry.detached(handlerName, why);
        detachments.add(handlerName + ": " + why);
        tell(() -> listener.onDetach(handlerName, why, cause));
    }

    /** A listener of telemetry threw and is called no more: told as a detached handler is. */
    void unheard(final String name, final Throwable cause) {
        detached(name, "threw", cause);
    }

    /** The next detachment nobody has published yet, null when there is none; I/O thread. */
    String nextDetachment() {
        return detachments.poll();
    }

    void notShutDown(final String handlerName, final Throwable cause) {
        LOG.error("handler {} failed to shut down", handlerName, cause);
        tell(() -> listener.onDetach(handlerName, "failed to shut down", cause));
    }

    void stuck(final String handlerName, final long stuckNs, final long sequence) {
        LOG.warn(
                "handler {} has not returned for {} ms; it is at event {} of its source",
                handlerName,
                stuckNs / 1_000_000,
                sequence);
        JfrTelemetry.stuck(handlerName, stuckNs, sequence);
        tell(() -> listener.onStuck(handlerName, stuckNs, sequence));
    }

    void killed(final KillReport report) {
        tell(() -> listener.onKill(report));
    }

    private static void tell(final Runnable message) {
        try {
            message.run();
        } catch (final RuntimeException | Error e) {
            // It must not stop a thread on its way to report or to release something.
            LOG.error("the engine's listener failed", e);
        }
    }

    /** Unwinds a thread of the engine after a halt was reported. Carries no news of its own. */
    static final class Halted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Halted(final Throwable cause) {
            super("the engine halted", cause, false, false);
        }
    }
}
