/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.serve;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.journal.JournalEnd;
import io.novaring.journal.JournalProblem;
import io.novaring.journal.JournalReader;
import io.novaring.tools.simulator.playback.RecordedFeed;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** The messages of a journal, to and from some of its connections. One thread. */
final class JournalFeed implements RecordedFeed {
    private static final long PROGRESS_MASK = (1 << 14) - 1;

    private long eventCount;
    private final JournalReader reader;
    private final Set<Integer> connections;
    private final BooleanSupplier cancelled;
    private final LongConsumer progress;
    private final MarketEvent event = new MarketEvent();

    /**
     * @param reader at its first event; closed with this.
     * @param cancelled asked before every event: true ends the journal there.
     * @param progress takes the number of events read, now and then.
     */
    JournalFeed(
            final JournalReader reader,
            final Set<Integer> connections,
            final BooleanSupplier cancelled,
            final LongConsumer progress) {
        this.reader = reader;
        this.connections = connections;
        this.cancelled = cancelled;
        this.progress = progress;
    }

    @Override
    public boolean next() {
        while (true) {
            if ((eventCount & PROGRESS_MASK) == 0) {
                progress.accept(eventCount);
            }
            if (cancelled.getAsBoolean() || !reader.next(event)) {
                return false;
            }
            eventCount++;
            final boolean sent = event.origin == Origin.OUTBOUND;
            if ((sent || event.origin == Origin.INBOUND)
                    && connections.contains(event.connectionId)) {
                return true;
            }
        }
    }

    @Override
    public long timeNs() {
        return event.receivedTimeNs;
    }

    @Override
    public long sequence() {
        return event.sequence;
    }

    @Override
    public int connectionId() {
        return event.connectionId;
    }

    @Override
    public boolean isOutbound() {
        return event.origin == Origin.OUTBOUND;
    }

    @Override
    public byte[] bytes() {
        return event.raw;
    }

    @Override
    public int length() {
        return event.rawLength;
    }

    /** How the journal ends, once it was read to its end. */
    JournalEnd end() {
        return reader.end();
    }

    Optional<JournalProblem> problem() {
        return reader.problem();
    }

    @Override
    public void close() {
        reader.close();
    }
}
