/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.growth;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.novaring.bench.Frames;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.recording.EventSource;
import io.novaring.venues.deribit.decode.DeribitDecoder;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the pack times leaves no garbage: what may be allocated is for a whole run, whatever its
 * length, so that not even one byte in ten messages passes.
 */
@Timeout(300)
final class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** The compiler moves in, and the looks themselves. */
    private static final long ALLOWED_BYTES = 8 * 1024;

    /** Small, so that every slot has grown to what comes long before the measured events. */
    private static final int RING_LENGTH = 64;

    private static final int FRAMES = 1024;
    private static final int MESSAGES = 200_000;

    @ParameterizedTest
    @ValueSource(strings = {"book", "trades", "ticker", "quote"})
    void shouldDecodeWithoutGarbage(final String kind) {
        final byte[][] frames = Frames.of(kind, FRAMES).toArray(new byte[0][]);
        final DeribitDecoder decoder = new DeribitDecoder(new Symbols());
        final MarketEvent event = new MarketEvent();
        decode(decoder, event, frames);

        final long before = THREADS.getCurrentThreadAllocatedBytes();
        decode(decoder, event, frames);

        check(before, MESSAGES);
    }

    private static void decode(
            final DeribitDecoder decoder, final MarketEvent event, final byte[][] frames) {
        for (int i = 0; i < MESSAGES; i++) {
            final byte[] frame = frames[i & FRAMES - 1];
            event.reset(Origin.INBOUND, EventKind.REJECT);
            event.setRaw(frame, 0, frame.length);
            decoder.decode(event);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldChangeABookWithoutGarbage(final boolean isNear) {
        final BookLevels book = new BookLevels(1_000, isNear);
        book.measure();

        final long before = THREADS.getCurrentThreadAllocatedBytes();
        book.measure();

        check(before, BookLevels.MESSAGES);
    }

    @Test
    void shouldTakeAMessageThroughTheStagesWithoutGarbage() throws InterruptedException {
        final Sessions session = new Sessions(4);
        session.record(8);
        for (int i = 0; i < 3; i++) {
            session.replay(session.recording().source(), RING_LENGTH);
        }
        final Looking looking = new Looking(session.recording().source());

        session.replay(looking, RING_LENGTH);

        final long allocated = looking.lastBytes - looking.firstBytes;
        assertTrue(looking.seen > 20_000, looking.seen + " events");
        assertTrue(
                allocated <= ALLOWED_BYTES, allocated + " bytes for " + looking.seen + " events");
    }

    private static void check(final long before, final int count) {
        final long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated <= ALLOWED_BYTES, allocated + " bytes for " + count + " messages");
    }

    /** Looks at what was allocated when the measured events begin, and at each behind it. */
    private static final class Looking implements EventSource {
        private final MemoryRecording.Source source;
        private long firstBytes;
        private long lastBytes;
        private int seen;

        Looking(final MemoryRecording.Source source) {
            this.source = source;
        }

        @Override
        public boolean next(final MarketEvent event) {
            final boolean isThere = source.next(event);
            if (isThere && source.startNs() > 0) {
                lastBytes = THREADS.getCurrentThreadAllocatedBytes();
                firstBytes = seen == 0 ? lastBytes : firstBytes;
                seen++;
            }
            return isThere;
        }
    }
}
