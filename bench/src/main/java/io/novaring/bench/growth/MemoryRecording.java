/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.growth;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.EventSource;
import java.util.Arrays;

/**
 * What a journal keeps of each event, in memory. Written by the engine's recording thread; to be
 * read when the engine is closed.
 */
final class MemoryRecording implements EventHandler<MarketEvent> {
    private static final int HEADER = 11;
    private static final int EVENTS_MAX = 600_000;
    private static final EventKind[] KINDS = EventKind.values();
    private static final Origin[] ORIGINS = Origin.values();

    private final int wanted;
    private long[] headers = new long[HEADER * 4096];
    private byte[] bytes = new byte[1 << 22];
    private int length;
    private int count;
    private boolean isFull;

    // Written by the recording thread; any other looks whether it is done.
    private volatile int settledAt;
    private volatile boolean isDone;

    /**
     * @param wanted events behind the one from which on every channel is granted.
     */
    MemoryRecording(final int wanted) {
        this.wanted = wanted;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        // What comes behind would be of use to nobody, and has to end somewhere.
        if (isFull) {
            return;
        }
        add(event);
        if (settledAt == 0 && event.kind == EventKind.BOOK && event.unsettledChannels == 0) {
            settledAt = count;
        }
        isFull = count == EVENTS_MAX || settledAt > 0 && count >= settledAt + wanted;
        isDone = isFull;
    }

    private void add(final MarketEvent event) {
        int at = count * HEADER;
        if (at == headers.length) {
            headers = Arrays.copyOf(headers, at * 2);
        }
        if (bytes.length - length < event.rawLength) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + event.rawLength));
        }
        System.arraycopy(event.raw, 0, bytes, length, event.rawLength);
        length += event.rawLength;
        headers[at++] = event.sequence;
        headers[at++] = event.origin.ordinal();
        headers[at++] = event.kind.ordinal();
        headers[at++] = (long) event.connectionId << 32 | event.epoch;
        headers[at++] = event.flags & MarketEvent.UNSENT;
        headers[at++] = event.receivedTimeNs;
        headers[at++] = event.publishedTimeNs;
        headers[at++] = (long) event.code << 32 | event.reason & 0xFFFF_FFFFL;
        headers[at++] = event.requestId;
        headers[at++] = event.token;
        headers[at] = length;
        count++;
    }

    boolean isDone() {
        return isDone;
    }

    /** How many events there are, and whether every channel was granted. */
    String state() {
        return count + " events, all granted at " + settledAt;
    }

    /** Events to be measured: those from the second half on. */
    int measured() {
        return count - first();
    }

    private int first() {
        return settledAt + (count - settledAt) / 2;
    }

    /** All events, from the first; notes when the second half of the granted ones begins. */
    Source source() {
        return new Source();
    }

    final class Source implements EventSource {
        private int next;
        private long startNs;

        @Override
        public boolean next(final MarketEvent event) {
            if (next == first()) {
                startNs = Points.cpuNs();
            }
            if (next == count) {
                return false;
            }
            int at = next++ * HEADER;
            final int from = at == 0 ? 0 : (int) headers[at - 1];
            event.sequence = headers[at++];
            event.origin = ORIGINS[(int) headers[at++]];
            event.kind = KINDS[(int) headers[at++]];
            event.connectionId = (int) (headers[at] >> 32);
            event.epoch = (int) headers[at++];
            event.flags = (int) headers[at++];
            event.receivedTimeNs = headers[at++];
            event.publishedTimeNs = headers[at++];
            event.code = (int) (headers[at] >> 32);
            event.reason = (int) headers[at++];
            event.requestId = headers[at++];
            event.token = headers[at++];
            event.setRaw(bytes, from, (int) headers[at] - from);
            return true;
        }

        /** When the events to be measured began, by {@link Points#cpuNs}. */
        long startNs() {
            return startNs;
        }
    }
}
