/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.recording;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;

/** Checksums over all bytes and times of a run's events, kept every so many events. */
final class EventHashes implements EventHandler<MarketEvent> {
    private static final int INTERVAL = 4096;

    /** What a journal adds to each message. */
    private static final int RECORD_EXTRA = 80;

    private final Map<Long, Long> bySequence = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final CRC32C crc = new CRC32C();
    private long hash;

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        take(event);
    }

    /** One thread. */
    void take(final MarketEvent event) {
        crc.reset();
        crc.update(event.raw, 0, event.rawLength);
        hash = hash * 31 + crc.getValue();
        hash = hash * 31 + event.receivedTimeNs;
        hash = hash * 31 + event.publishedTimeNs;
        hash = hash * 31 + event.origin.code() + event.connectionId;
        final long next = event.sequence + 1;
        if (next % INTERVAL == 0) {
            bySequence.put(next, hash);
        }
        count.lazySet(next);
        bytes.lazySet(bytes.get() + event.rawLength + RECORD_EXTRA);
    }

    /** Any thread. */
    long count() {
        return count.get();
    }

    /** About what the journal stores of them; any thread. */
    long bytes() {
        return bytes.get();
    }

    /** Where the other one saw something else, or nothing. */
    List<Long> differences(final EventHashes other) {
        final List<Long> differences = new ArrayList<>();
        bySequence.forEach(
                (sequence, value) -> {
                    if (!value.equals(other.bySequence.get(sequence))) {
                        differences.add(sequence);
                    }
                });
        return differences;
    }
}
