/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import io.novaring.bench.Frames;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import java.util.ArrayList;
import java.util.List;

/** Events as a session brings them, in the mix of a venue's channels. */
final class Samples {
    static final int COUNT = 1024;

    /** What the journal adds to the bytes of a message: header and checksum. */
    static final int RECORD_EXTRA = 80;

    private static final long TIME_NS = 1_790_000_000_000_000_000L;
    private static final long STEP_NS = 20_000;

    private final MarketEvent[] events = new MarketEvent[COUNT];
    private final byte[][] records = new byte[COUNT][];

    Samples() {
        final List<byte[]> messages = new ArrayList<>();
        // Per 16: 10 changes of books, 3 quotes, 2 trades, 1 ticker.
        final List<List<byte[]>> kinds =
                List.of(
                        Frames.of("book", COUNT * 10 / 16),
                        Frames.of("quote", COUNT * 3 / 16),
                        Frames.of("trades", COUNT * 2 / 16),
                        Frames.of("ticker", COUNT / 16));
        final int[] used = new int[kinds.size()];
        final int[] order = {0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 3, 0, 1, 0, 2, 0};
        for (int i = 0; i < COUNT; i++) {
            final int kind = order[i & 15];
            messages.add(kinds.get(kind).get(used[kind]++));
        }
        for (int i = 0; i < COUNT; i++) {
            final byte[] message = messages.get(i);
            events[i] = new MarketEvent();
            events[i].reset(Origin.INBOUND, EventKind.NOTIFICATION);
            events[i].connectionId = 0;
            events[i].epoch = 1;
            events[i].setRaw(message, 0, message.length);
            records[i] = new byte[message.length + RECORD_EXTRA];
            System.arraycopy(message, 0, records[i], RECORD_EXTRA - 4, message.length);
        }
    }

    /** The event with this sequence; valid until the same one is asked for again. */
    MarketEvent event(final long sequence) {
        final MarketEvent event = events[(int) sequence & COUNT - 1];
        event.sequence = sequence;
        event.receivedTimeNs = TIME_NS + sequence * STEP_NS;
        event.publishedTimeNs = event.receivedTimeNs + 1_000;
        return event;
    }

    /** As many bytes as the journal stores for the event with this sequence. */
    byte[] record(final long sequence) {
        return records[(int) sequence & COUNT - 1];
    }

    /** Bytes of so many records. */
    long length(final long count) {
        long length = 0;
        for (int i = 0; i < COUNT; i++) {
            length += records[i].length * (count / COUNT + (i < count % COUNT ? 1 : 0));
        }
        return length;
    }
}
