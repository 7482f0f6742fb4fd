/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.MarketEvent;
import java.util.concurrent.TimeUnit;
import org.slf4j.event.Level;

/**
 * Says what kind of trouble an error of the venue is and what is done about it. Every method is a
 * pure function.
 */
public interface ErrorHandler {
    /** Takes every error for a mistake in the request: nothing is repeated, nothing ends. */
    ErrorHandler CAUTIOUS = error -> ErrorClass.FIX_REQUEST;

    /** Answer of {@link #retryAfterNs}: do not try again. */
    long STOP = -1;

    /**
     * The class of an {@link io.novaring.codec.EventKind#ERROR} event. Stages 3 and 4, I/O thread.
     */
    ErrorClass classify(MarketEvent error);

    /**
     * When something the engine asked for on its own account, such as a subscription, is tried
     * again. Requests of the program never are. Stage 3.
     *
     * @param attempt how often it was refused, from 1.
     * @return nanoseconds, or {@link #STOP}.
     */
    default long retryAfterNs(final ErrorClass errorClass, final int attempt) {
        if (errorClass != ErrorClass.RETRY_LATER) {
            return STOP;
        }
        // Soon at first: most of what is missing from an answer is granted when asked for again.
        return switch (attempt) {
            case 1 -> TimeUnit.MILLISECONDS.toNanos(100);
            case 2 -> TimeUnit.SECONDS.toNanos(1);
            case 3 -> TimeUnit.SECONDS.toNanos(10);
            default -> STOP;
        };
    }

    /**
     * Whether another session is tried after this end of one. I/O thread.
     *
     * @param attempt attempts since the last healthy session, from 0.
     */
    default boolean reconnects(final DisconnectReason reason, final int attempt) {
        return true;
    }

    /** How loud an error is told to logs and telemetry. Any thread. */
    default Level logLevel(final ErrorClass errorClass) {
        return switch (errorClass) {
            case ALREADY_DONE -> Level.INFO;
            case RETRY_LATER, FIX_REQUEST, THROTTLED, REAUTHENTICATE, RECONNECT -> Level.WARN;
            case STOP, UNKNOWN_OUTCOME -> Level.ERROR;
        };
    }
}
