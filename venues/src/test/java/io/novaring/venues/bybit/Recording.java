/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.EventSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Keeps what it sees, and gives the header and bytes of it back as a recording. */
final class Recording implements EventHandler<MarketEvent> {
    private final List<MarketEvent> events = new ArrayList<>();

    @Override
    public synchronized void onEvent(
            final MarketEvent event, final long sequence, final boolean endOfBatch) {
        final MarketEvent copy = new MarketEvent();
        copy.copyFrom(event);
        events.add(copy);
    }

    synchronized List<MarketEvent> ofKind(final EventKind kind) {
        return events.stream().filter(event -> event.kind == kind).toList();
    }

    synchronized int size() {
        return events.size();
    }

    /** What a journal keeps of each event. */
    synchronized EventSource source() {
        final Iterator<MarketEvent> recorded = List.copyOf(events).iterator();
        return event -> {
            if (!recorded.hasNext()) {
                return false;
            }
            fill(event, recorded.next());
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
