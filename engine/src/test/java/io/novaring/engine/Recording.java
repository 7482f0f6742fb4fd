/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.EventSource;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it sees, and gives the header and bytes of it back as a recording. */
final class Recording implements EventHandler<MarketEvent> {
    final List<MarketEvent> events = new ArrayList<>();

    @Override
    public synchronized void onEvent(
            final MarketEvent event, final long sequence, final boolean endOfBatch) {
        final MarketEvent copy = new MarketEvent();
        copy.copyFrom(event);
        copy.droppedBefore = event.droppedBefore;
        events.add(copy);
    }

    synchronized int size() {
        return events.size();
    }

    synchronized MarketEvent get(final int index) {
        return events.get(index);
    }

    synchronized MarketEvent last() {
        return events.get(events.size() - 1);
    }

    synchronized List<String> texts() {
        return events.stream().map(MarketEvent::rawText).toList();
    }

    EventSource source() {
        final int[] at = {0};
        return event -> {
            if (at[0] == events.size()) {
                return false;
            }
            fill(event, events.get(at[0]++));
            return true;
        };
    }

    /** What a journal keeps of an event. */
    static void fill(final MarketEvent event, final MarketEvent recorded) {
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
