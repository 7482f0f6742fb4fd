/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.EventSource;

/** A recording with its next event in view. Times never go back. One thread. */
final class Tape implements AutoCloseable {
    final MarketEvent event = new MarketEvent();

    /** Added to a connection's id in the recording. */
    final int firstConnectionId;

    private final EventSource source;
    private final long offsetNs;
    private boolean hasEvent;
    private long timeNs = Long.MIN_VALUE;

    Tape(final Recording recording, final int firstConnectionId) {
        this.source = recording.source().get();
        this.offsetNs = recording.offsetNs();
        this.firstConnectionId = firstConnectionId;
    }

    /** Reads the next event; false when there is none. */
    boolean advance() {
        event.reset(Origin.TICK, EventKind.TICK);
        hasEvent = source.next(event);
        if (hasEvent) {
            event.publishedTimeNs += offsetNs;
            event.receivedTimeNs += offsetNs;
            timeNs = Math.max(timeNs, event.publishedTimeNs);
            if (event.connectionId != MarketEvent.NONE) {
                event.connectionId += firstConnectionId;
            }
        }
        return hasEvent;
    }

    boolean hasEvent() {
        return hasEvent;
    }

    /** When the event was published, not before any that came before it. */
    long timeNs() {
        return timeNs;
    }

    /** A time in the recording, as it is here. */
    long shifted(final long recordedNs) {
        return recordedNs + offsetNs;
    }

    @Override
    public void close() {
        Recording.close(source);
    }
}
