/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.late;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.telemetry.late.LateNote;
import io.novaring.engine.telemetry.late.LateWatch;

/**
 * A late event: what was measured of it, what a handler did with it, or both.
 *
 * @param event null when the stages were fast, or it was not among the slowest of its second.
 * @param handler the handler that held its thread the longest at this event; null when none was
 *     seen to.
 */
record LateRow(long sequence, LateNote.Event event, LateNote.Handler handler) {
    /** Times of handlers are exact to half the time between two looks at them. */
    static final long HANDLER_SLACK_NS = LateWatch.INTERVAL_NS / 2;

    /** When it was read from its socket, or when its handler began; epoch nanoseconds. */
    long fromNs() {
        return event == null ? handler.fromNs() : event.receivedNs();
    }

    long toNs() {
        return event == null ? handler.toNs() : event.endedNs() + handlersNs();
    }

    long totalNs() {
        return toNs() - fromNs();
    }

    /** From the socket read to the ring, or {@link MarketEvent#ABSENT}. */
    long toRingNs() {
        return event == null ? MarketEvent.ABSENT : event.publishedNs() - event.receivedNs();
    }

    /** How long it waited in the ring for what came before, or absent. */
    long inRingNs() {
        return event == null ? MarketEvent.ABSENT : event.begunNs() - event.publishedNs();
    }

    /** Its own pass through the stages, and what was left of handlers before it, or absent. */
    long stagesNs() {
        return event == null ? MarketEvent.ABSENT : event.endedNs() - event.begunNs();
    }

    /** What a handler took behind the stages; 0 when none was seen to. */
    long handlersNs() {
        if (handler == null) {
            return 0;
        }
        final long lengthNs = handler.toNs() - handler.fromNs();
        if (event == null) {
            return lengthNs;
        }
        // One of the stages, if it was over when they were.
        final boolean isBehind = handler.fromNs() + lengthNs / 2 > event.endedNs();
        return isBehind ? Math.max(0, handler.toNs() - event.endedNs()) : 0;
    }
}
