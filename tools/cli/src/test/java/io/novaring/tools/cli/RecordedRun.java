/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalWriter;
import io.novaring.journal.NoteScan;
import io.novaring.tools.cli.session.EngineWait;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitChannels;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitInterval;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A run against the simulator, recorded in segments, and what was known during it. */
final class RecordedRun {
    /** The instrument whose book is known. */
    static final String INSTRUMENT = "BTC-PERPETUAL";

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final int RING_LENGTH = 1 << 10;
    private static final int SAMPLE_EVERY = 100;

    private final Path directory;
    private final Books books;
    private final long events;
    private final long stateHash;

    /** What an event left of the book. */
    record Known(long sequence, long timeNs, long bid, long ask, long changeId, boolean isLive) {}

    private RecordedRun(
            final Path directory, final Books books, final long events, final long stateHash) {
        this.directory = directory;
        this.books = books;
        this.events = events;
        this.stateHash = stateHash;
    }

    /** Records until the journal has so many bytes, in segments of a megabyte. */
    static RecordedRun record(final Path directory, final long bytes) {
        final SimulatorConfig market =
                SimulatorConfig.builder()
                        .instruments(2)
                        .ratePerSecond(20_000)
                        .rawNeedsLogin(false)
                        .build();
        final JournalConfig config =
                JournalConfig.DEFAULTS
                        .withRollBytes(JournalConfig.ROLL_BYTES_MIN)
                        .withFreeBytesMin(JournalConfig.FREE_BYTES_FLOOR)
                        .withFreeBytesWarn(JournalConfig.FREE_BYTES_FLOOR);
        final Books books = new Books();
        try (Simulator simulator = Simulator.start(market);
                JournalWriter journal = JournalWriter.open(directory, config)) {
            final Engine engine =
                    Engine.launch(
                            new EngineContext()
                                    .client(
                                            new DeribitPublicClient(
                                                    DeribitConfig.of(simulator.uri())))
                                    .ringLength(RING_LENGTH)
                                    .ioIdle(IdleMode.SELECT)
                                    .handler("books", books)
                                    .journal(journal));
            try (engine) {
                for (final String instrument : simulator.instruments()) {
                    engine.subscribe(
                            0,
                            List.of(
                                    DeribitChannels.book(instrument, DeribitInterval.RAW),
                                    DeribitChannels.trades(instrument, DeribitInterval.RAW)));
                }
                if (!EngineWait.until(
                        engine,
                        PATIENCE_NS,
                        () -> books.known.size() > 3 && books.bytes >= bytes)) {
                    throw new AssertionError("recorded " + books.bytes, engine.failure());
                }
            }
            return new RecordedRun(
                    directory, books, engine.report().published(), engine.stateHash());
        }
    }

    Path directory() {
        return directory;
    }

    /** Some, in the order of the run. */
    List<Known> known() {
        return books.known;
    }

    /** What the last event of the book at or before this one left of it. */
    Known knownAt(final long sequence) {
        return books.all.floorEntry(sequence).getValue();
    }

    /** The events that snapshots stand behind, in the order of the run. */
    List<Long> snapshots() {
        final List<Long> sequences = new ArrayList<>();
        NoteScan.scan(
                directory,
                Set.of(NoteKind.SNAPSHOT),
                (kind, sequence, timeNs, bytes, offset, length) -> sequences.add(sequence));
        return sequences;
    }

    long events() {
        return events;
    }

    long stateHash() {
        return stateHash;
    }

    private static final class Books implements EventHandler<MarketEvent> {
        private final List<Known> known = new CopyOnWriteArrayList<>();
        private final NavigableMap<Long, Known> all = new ConcurrentSkipListMap<>();
        private volatile long bytes;
        private int count;
        private boolean isDue;
        private long lastTimeNs;

        @Override
        public void onEvent(
                final MarketEvent event, final long sequence, final boolean endOfBatch) {
            bytes += event.rawLength;
            if (event.kind == EventKind.BOOK
                    && event.instrumentId == 0
                    && event.bookState == BookState.LIVE) {
                final Known left =
                        new Known(
                                event.sequence,
                                event.publishedTimeNs,
                                event.bestBidPrice,
                                event.bestAskPrice,
                                event.changeId,
                                true);
                all.put(event.sequence, left);
                // Messages of one read may have one time: it names the first of them.
                isDue |= count++ % SAMPLE_EVERY == 0;
                if (isDue && event.publishedTimeNs > lastTimeNs) {
                    known.add(left);
                    isDue = false;
                }
            }
            for (int i = 0; i < event.lostBooks.size(); i++) {
                if (event.lostBooks.instrumentId(i) == 0) {
                    all.put(
                            event.sequence,
                            new Known(
                                    event.sequence,
                                    event.publishedTimeNs,
                                    MarketEvent.ABSENT,
                                    MarketEvent.ABSENT,
                                    MarketEvent.ABSENT,
                                    false));
                }
            }
            lastTimeNs = event.publishedTimeNs;
        }
    }
}
