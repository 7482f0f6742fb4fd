/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.journal.JournalReader;
import java.nio.charset.StandardCharsets;

/** Events that follow from their sequence. */
final class FlatEvents {
    private FlatEvents() {}

    static long timeNs(final long sequence) {
        return 1_000_000L + sequence * 100;
    }

    static void fill(final MarketEvent event, final long sequence, final String text) {
        event.reset(Origin.values()[(int) (sequence % 5)], EventKind.TICK);
        event.sequence = sequence;
        event.connectionId = (int) (sequence % 3) - 1;
        event.receivedTimeNs = timeNs(sequence) - 7;
        event.publishedTimeNs = timeNs(sequence);
        final byte[] raw = (text + " " + sequence).getBytes(StandardCharsets.US_ASCII);
        event.setRaw(raw, 0, raw.length);
    }

    static void write(final FlatWriter writer, final long from, final long until) {
        final MarketEvent event = new MarketEvent();
        for (long sequence = from; sequence < until; sequence++) {
            fill(event, sequence, "event");
            writer.onEvent(event);
        }
    }

    static void requireNext(final JournalReader reader, final long sequence) {
        final MarketEvent event = new MarketEvent();
        assertTrue(reader.next(event));
        assertEquals(sequence, event.sequence);
        assertEquals("event " + sequence, text(event));
        assertEquals(timeNs(sequence), event.publishedTimeNs);
        assertEquals((int) (sequence % 3) - 1, event.connectionId);
    }

    static void requireAll(final JournalReader reader, final long from, final long until) {
        for (long sequence = from; sequence < until; sequence++) {
            requireNext(reader, sequence);
        }
        assertFalse(reader.next(new MarketEvent()));
    }

    static String text(final MarketEvent event) {
        return new String(event.raw, 0, event.rawLength, StandardCharsets.US_ASCII);
    }
}
