/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import com.lmax.disruptor.EventHandler;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.recording.EventSource;
import io.novaring.codec.MarketEvent;

import java.util.ArrayList;
import java.util.List;

/** A journal in memory: keeps what a run saw and gives header and bytes of it back. */
final class Recording implements EventHandler<MarketEvent> {
    private final List<MarketEvent> events = new ArrayList<>();

    @Override
    public synchronized void onEvent(
            final MarketEvent event, final long sequence, final boolean endOfBatch) {
        final MarketEvent copy = new MarketEvent();
        copy.copyFrom(event);
        events.add(copy);
    }

    synchronized int size() {
        return events.size();
    }

    /** Events of this kind so far. */
    synchronized long count(final EventKind kind) {
        return events.stream().filter(event -> event.kind == kind).count();
    }

    /** Book events so far after which the book was in this state. */
    synchronized long count(final BookState state) {
        return events.stream().filter(event -> event.bookState == state).count();
    }

    /** What a journal would give: the header and the bytes, nothing that was decoded. */
    EventSource source() {
        final int[] at = {0};
        return event -> {
            if (at[0] == size()) {
                return false;
            }
            fill(event, events.get(at[0]++));
            return true;
        };
    }

    private static void fill(final MarketEvent event, final MarketEvent recorded) {
        event.sequence = recorded.sequence;
        event.origin = recorded.origin;
        event.kind = recorded.kind;
        event.connectionId = recorded.connectionId;
        event.epoch = recorded.epoch;
        event.flags = recorded.flags & MarketEvent.UNSENT;
        event.receivedTimeNs = recorded.receivedTimeNs;
        event.publishedTimeNs = recorded.publishedTimeNs;
        event.code = recorded.code;
        event.reason = recorded.reason;
        event.requestId = recorded.requestId;
        event.token = recorded.token;
        event.setRaw(recorded.raw, 0, recorded.rawLength);
    }
}
