/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where failures end: told to the listener once, then remembered. Any thread. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final EngineListener listener;

    // Written once, by the first thread that fails; read by every thread of the engine.
    private volatile Throwable halted;

    Failures(final EngineListener listener) {
        this.listener = listener;
    }

    /** Null while the engine runs. */
    Throwable halted() {
        return halted;
    }

    synchronized void halt(final String culprit, final Throwable cause) {
        if (halted != null) {
            return;
        }
        LOG.error("the engine halts: {}", culprit, cause);
        halted = new IllegalStateException("the engine halted: " + culprit, cause);
        listener.onHalt(culprit, cause);
    }

    void detached(final String handlerName, final String why, final Throwable cause) {
        LOG.error("handler detached: {}: {}", handlerName, why, cause);
        listener.onDetach(handlerName, why, cause);
    }

    void stuck(final String handlerName, final long stuckNs, final long sequence) {
        LOG.warn(
                "handler {} has not returned for {} ms; the ring waits at sequence {}",
                handlerName,
                stuckNs / 1_000_000,
                sequence);
        listener.onStuck(handlerName, stuckNs, sequence);
    }

    /** Unwinds a thread of the engine after a halt was reported. Carries no news of its own. */
    static final class Halted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Halted(final Throwable cause) {
            super("the engine halted", cause, false, false);
        }
    }
}
