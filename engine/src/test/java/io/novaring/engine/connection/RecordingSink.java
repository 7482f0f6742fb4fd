/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.EventSink;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.RejectReason;
import java.util.ArrayList;
import java.util.List;

/** Writes every published event down, ticks aside. */
final class RecordingSink implements EventSink {
    /** What an event said when it was published. */
    record Seen(
            Origin origin,
            EventKind kind,
            int connectionId,
            int epoch,
            int code,
            int reason,
            int flags,
            long requestId,
            long token,
            RejectReason reject,
            String text) {
        boolean is(final Lifecycle state) {
            return origin == Origin.LIFECYCLE && code == state.code();
        }

        DisconnectReason disconnectReason() {
            return DisconnectReason.ofCode(reason);
        }
    }

    final List<Seen> events = new ArrayList<>();
    int ticks;

    private final MarketEvent event = new MarketEvent();

    @Override
    public MarketEvent claim() {
        return event;
    }

    @Override
    public void publish() {
        if (event.origin == Origin.TICK) {
            ticks++;
            return;
        }
        events.add(
                new Seen(
                        event.origin,
                        event.kind,
                        event.connectionId,
                        event.epoch,
                        event.code,
                        event.reason,
                        event.flags,
                        event.requestId,
                        event.token,
                        event.rejectReason,
                        event.rawText()));
    }

    List<Seen> of(final Lifecycle state) {
        return events.stream().filter(seen -> seen.is(state)).toList();
    }

    List<Seen> of(final Origin origin) {
        return events.stream().filter(seen -> seen.origin() == origin).toList();
    }

    List<String> texts() {
        return of(Origin.INBOUND).stream().map(Seen::text).toList();
    }
}
