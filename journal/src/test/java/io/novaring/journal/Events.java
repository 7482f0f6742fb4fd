/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import java.util.Arrays;
import java.util.Random;

/** Events that follow from their sequence, so that a reader knows what must be there. */
final class Events {
    private static final Origin[] ORIGINS = Origin.values();

    private Events() {}

    /** Fills the event with {@code rawLength} bytes; everything else follows from the sequence. */
    static void fill(final MarketEvent event, final long sequence, final int rawLength) {
        final Random random = new Random(sequence * 31 + 7);
        event.reset(ORIGINS[(int) (sequence % ORIGINS.length)], EventKind.TICK);
        event.sequence = sequence;
        event.connectionId = random.nextInt(4) - 1;
        event.epoch = random.nextInt(100);
        event.flags = random.nextBoolean() ? MarketEvent.UNSENT : 0;
        event.code = random.nextInt();
        event.reason = random.nextInt();
        event.requestId = random.nextLong();
        event.token = random.nextLong();
        event.receivedTimeNs = 1_000_000_000L + sequence * 1_000;
        event.publishedTimeNs = event.receivedTimeNs + 500;
        final byte[] raw = new byte[rawLength];
        // Half the messages compress, half do not.
        if (random.nextBoolean()) {
            random.nextBytes(raw);
        } else {
            Arrays.fill(raw, (byte) ('a' + sequence % 26));
        }
        event.setRaw(raw, 0, rawLength);
    }

    static int rawLength(final long sequence) {
        return (int) (sequence * 7919 % 700);
    }

    static MarketEvent event(final long sequence, final int rawLength) {
        final MarketEvent event = new MarketEvent();
        fill(event, sequence, rawLength);
        return event;
    }

    /** Writes events {@code [from, to)}, {@code batch} to a batch. */
    static void write(final JournalWriter writer, final long from, final long to, final int batch) {
        final MarketEvent event = new MarketEvent();
        for (long sequence = from; sequence < to; sequence++) {
            fill(event, sequence, rawLength(sequence));
            final boolean endOfBatch = sequence == to - 1 || (sequence - from + 1) % batch == 0;
            writer.onEvent(event, sequence, endOfBatch);
        }
    }

    /** Reads on to the end and compares; returns the sequence behind the last event. */
    static long readAll(final JournalReader reader) {
        final MarketEvent actual = new MarketEvent();
        long sequence = reader.nextSequence();
        while (reader.next(actual)) {
            assertSame(event(sequence, rawLength(sequence)), actual);
            sequence++;
        }
        return sequence;
    }

    /** Compares what a journal keeps. */
    static void assertSame(final MarketEvent expected, final MarketEvent actual) {
        final boolean inbound = expected.origin == Origin.INBOUND;
        assertEquals(expected.sequence, actual.sequence);
        assertEquals(expected.origin, actual.origin);
        assertEquals(expected.connectionId, actual.connectionId);
        assertEquals(expected.epoch, actual.epoch);
        assertEquals(expected.flags & MarketEvent.UNSENT, actual.flags);
        assertEquals(expected.code, actual.code);
        assertEquals(expected.reason, actual.reason);
        assertEquals(inbound ? MarketEvent.ABSENT : expected.requestId, actual.requestId);
        assertEquals(inbound ? 0 : expected.token, actual.token);
        assertEquals(expected.receivedTimeNs, actual.receivedTimeNs);
        assertEquals(expected.publishedTimeNs, actual.publishedTimeNs);
        assertArrayEquals(
                Arrays.copyOf(expected.raw, expected.rawLength),
                Arrays.copyOf(actual.raw, actual.rawLength));
    }
}
