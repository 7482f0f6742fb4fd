/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.recording.EventSource;
import io.novaring.engine.connection.InboundDecoding;
import io.novaring.engine.venue.VenueClient;
import java.util.List;

/**
 * The events of a recording as they go onto the ring of a replay: read, checked and decoded in
 * their order. One thread at a time.
 */
public final class RecordedEvents {
    private final EventSource source;
    private final ReplayRange range;
    private final Symbols symbols;
    private final FrameDecoder[] decoders;

    /**
     * @param clients as in the recorded run, in the same order.
     * @param symbols that the decoders intern into.
     */
    public RecordedEvents(
            final EventSource source,
            final ReplayRange range,
            final List<VenueClient> clients,
            final Symbols symbols) {
        this.source = source;
        this.range = range;
        this.symbols = symbols;
        decoders = new FrameDecoder[clients.size()];
        for (int i = 0; i < decoders.length; i++) {
            decoders[i] = InboundDecoding.newDecoder(clients.get(i).messages(), symbols);
        }
    }

    /** Fills a slot with the event that has this sequence; false when there is none to replay. */
    public boolean read(final MarketEvent event, final long sequence) {
        // A slot still has the columns and marks of an earlier event.
        event.reset(Origin.TICK, EventKind.TICK);
        return readPlain(event) && prepare(event, sequence);
    }

    /** Fills the event as it was recorded. */
    public boolean readPlain(final MarketEvent event) {
        return source.next(event);
    }

    /**
     * Checks and decodes an event as it was recorded; false when the range ends before it.
     *
     * @throws IllegalStateException when it cannot be the one of these clients' run.
     */
    public boolean prepare(final MarketEvent event, final long sequence) {
        if (range.endsBefore(event)) {
            return false;
        }
        if (event.sequence != sequence) {
            throw new IllegalStateException(
                    "the recording goes on at sequence "
                            + event.sequence
                            + " where "
                            + sequence
                            + " is expected: replay it from its start");
        }
        checkConnection(event);
        if (event.origin == Origin.INBOUND) {
            event.kind = EventKind.REJECT;
            InboundDecoding.decode(event, decoders[event.connectionId]);
        } else if (event.origin == Origin.COMMAND) {
            InboundDecoding.nameInstrument(event, symbols);
        }
        return true;
    }

    private void checkConnection(final MarketEvent event) {
        final boolean hasMessage =
                event.origin == Origin.INBOUND || event.origin == Origin.OUTBOUND;
        final int least = hasMessage ? 0 : MarketEvent.NONE;
        if (event.connectionId < least || event.connectionId >= decoders.length) {
            throw new IllegalStateException(
                    "the recording has a connection "
                            + event.connectionId
                            + " but only "
                            + decoders.length
                            + " clients were given");
        }
    }
}
