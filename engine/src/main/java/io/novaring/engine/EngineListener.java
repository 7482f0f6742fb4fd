/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.engine.order.KillReport;

/**
 * Told what an operator must know. Called rarely, from the thread where it happened; what it throws
 * is logged and changes nothing. It may close the engine.
 */
public interface EngineListener {
    /** The engine halted: nothing is processed any more. */
    default void onHalt(final String culprit, final Throwable cause) {}

    /** A handler gets no further events, or failed to shut down behind its last. */
    default void onDetach(final String handlerName, final String why, final Throwable cause) {}

    /**
     * A handler did not return for this long. One that gates keeps the ring waiting at this
     * sequence; another keeps its own queue waiting, at this position in it.
     */
    default void onStuck(final String handlerName, final long stuckNs, final long sequence) {}

    /** Orders were killed, or it was tried; called by the thread that asked for it. */
    default void onKill(final KillReport report) {}
}
